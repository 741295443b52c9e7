import numpy as np

from services.smart.people.density import dbscan
from services.smart.people.neighbours import neighbours


def found(angles: list[float], reach: float, crowd: int, photos: list[int] | None = None) -> list[int]:
    """Faces on a circle, by degrees."""
    radians = np.radians(angles)
    vectors = np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)
    bars = [{photo} for photo in photos] if photos else [set() for _ in angles]
    return dbscan(vectors, neighbours(vectors, reach), np.arange(len(angles)), bars, crowd).tolist()


_TEN = float(np.cos(np.radians(10.5)))


def test_chains_of_cores_grow_and_edges_hang_on() -> None:
    assert found([0, 10, 20, 30, 40, 90], _TEN, 3) == [0, 0, 0, 0, 0, 5]


def test_an_edge_is_of_its_nearest_core_and_joins_no_two_groups() -> None:
    assert found([0, 4, 8, 18, 28, 32, 36], _TEN, 4) == [0, 0, 0, 0, 4, 4, 4]


def test_where_nobody_has_a_crowd_all_are_alone() -> None:
    assert found([0, 10], _TEN, 3) == [0, 1]


def test_two_faces_of_one_photo_cut_the_chain() -> None:
    assert found([0, 5, 10, 15], _TEN, 2, photos=[1, 2, 3, 1]) in ([0, 0, 0, 3], [0, 1, 1, 1])
