import numpy as np

from services.smart.people.quality import well_seen
from shared.domain.faces import Likeness


def test_small_and_blurred_faces_found_no_group() -> None:
    likeness = Likeness(same=0.42, ask=0.32, margin=0.05, single=0.1, clear=9.0)
    sizes, lengths = np.array([100, 100, 16, 24.0]), np.array([12, 8, 12, 9], np.float32)
    assert well_seen(sizes, lengths, likeness).tolist() == [True, False, False, True]
