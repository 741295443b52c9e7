from services.smart.marked import matched


def test_a_region_is_the_face_that_it_covers_best_and_each_is_taken_once() -> None:
    faces = [(0.1, 0.1, 0.2, 0.3), (0.5, 0.1, 0.6, 0.3)]
    loose, tight, apart = (0.05, 0.05, 0.22, 0.32), (0.11, 0.12, 0.2, 0.3), (0.7, 0.7, 0.8, 0.9)
    assert matched([loose], faces) == [(0, 0)]
    assert matched([loose, tight], faces) == [(1, 0)]
    assert matched([apart, (0.5, 0.1, 0.6, 0.3), tight], faces) == [(1, 1), (2, 0)]
    assert matched([], faces) == matched([apart], []) == []
