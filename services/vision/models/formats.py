"""How the answers of a detector out of a user's file are read, told by their shapes alone."""

from collections.abc import Sequence

import numpy as np

from shared.errors import Invalid

Shape = Sequence[int]

# Strides of the grids on which detectors of the format of YOLOv8 look: as usual, for small things too, for large too.
_GRIDS = ((8, 16, 32), (4, 8, 16, 32), (8, 16, 32, 64))
_WANTED = (
    "one answer of shape [1, 4 + classes, boxes] (YOLOv8), [1, boxes, 5 + classes] (YOLOX) or [1, boxes, 6] (boxes "
    "that are final)"
)

TYPES = {"tensor(float)": np.float32, "tensor(float16)": np.float16}  # that it may take

YOLOV8, YOLOX, FINAL = "yolov8", "yolox", "final"
STRIDES = _GRIDS[0]  # of YOLOX, in pixels


def detector_format(answers: Sequence[Shape], side: tuple[int, int], classes: int | None) -> tuple[str, int]:
    """-> the format, and the number of classes; 0 where the shape does not tell it. `side`: width and height of what
    the network looks at; `classes`: how many it has names for, None where it has none. Raises Invalid for any other
    format, with the shapes that were found and those that are wanted."""
    found = ", ".join(f"[{', '.join(map(str, shape))}]" for shape in answers)
    match [tuple(shape) for shape in answers]:
        case [(1, boxes, 6)] if boxes not in _boxes(*side):
            return FINAL, 0
        case [(1, boxes, rows)] if boxes == _boxes_of(STRIDES, *side) and rows > 5 and classes in (None, rows - 5):
            return YOLOX, rows - 5
        case [(1, rows, boxes)] if boxes in _boxes(*side) and rows > 4:
            if classes not in (None, rows - 4):
                raise Invalid(
                    f"Its answer of shape {found} has {rows - 4} classes beside the four numbers of a box, and there "
                    f"are {classes} names. A detector of the format of YOLOv8 has one each; those of poses, outlines "
                    "and turned boxes, and of YOLOv5, are other formats."
                )
            return YOLOV8, rows - 4
    raise Invalid(
        f"It is no detector of a format that is read: for a picture of {side[0]} x {side[1]} its answers have the "
        f"shapes {found or 'of none'}, and wanted is {_WANTED}."
    )


def _boxes(width: int, height: int) -> set[int]:
    """How many boxes such a network may answer."""
    return {_boxes_of(strides, width, height) for strides in _GRIDS}


def _boxes_of(strides: Sequence[int], width: int, height: int) -> int:
    return sum((width // stride) * (height // stride) for stride in strides)
