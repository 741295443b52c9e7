import numpy as np
import pytest

from shared.domain.boxes import areas, common

BOXES = [[0, 0, 4, 2], [3, 1, 5, 5], [4, 0, 6, 2], [2, 2, 1, 1]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_areas_and_what_boxes_share(dtype: type[np.float32 | np.float64]) -> None:
    boxes = np.array(BOXES, dtype)
    assert areas(boxes).tolist() == [8, 8, 4, 0]
    assert common(boxes[:1], boxes).tolist() == [[8, 1, 0, 0]]
    assert common(boxes[1:3], boxes[:2]).tolist() == [[1, 8], [0, 1]]
    assert areas(boxes).dtype == common(boxes, boxes).dtype == dtype
    assert common(boxes[:0], boxes).shape == (0, 4)
