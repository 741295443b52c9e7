from typing import Any

import pytest

from services.smart.choice import best_of

from .photos import photo

LARGE = {"width": 4032, "height": 3024}
TOLD = {"camera_name": "Canon EOS 40D", "date_source": "metadata"}
SMALL = {"width": 1280, "height": 960}


def quality(overall: float, **facts: float) -> dict[str, Any]:
    return {"quality": overall, "found": {"quality": {"overall": overall, **facts}}}


@pytest.mark.parametrize(
    ("photos", "index", "reasons", "names"),
    [
        ([SMALL, LARGE], 1, ["It is larger: 4032 x 3024 pixels."], ["pixels"]),
        ([SMALL, LARGE, SMALL], 1, ["It is the largest: 4032 x 3024 pixels."], ["pixels"]),
        ([LARGE, SMALL | {"favourite": True}], 1, ["It is a favourite of yours."], ["favourite"]),
        ([LARGE | {"rating": 2}, LARGE | {"rating": 4}], 1, ["You gave it the most stars."], ["rating"]),
        (
            [LARGE | quality(0.4, sharpness=0.2, exposure=0.5), LARGE | quality(0.7, sharpness=0.8, exposure=0.5)], 1,
            ["It is sharper."], ["sharpness"],
        ),
        (
            [LARGE | quality(0.7, sharpness=0.9, exposure=0.9), *[LARGE | quality(0.5, sharpness=0.3, exposure=0)] * 2],
            0,
            ["It is the sharpest.", "It is the best exposed."], ["sharpness", "exposure"],
        ),
        ([LARGE, LARGE | {"bytes": 9000}], 1, ["Its file is larger, so it was compressed less."], ["bytes"]),
        (
            [LARGE | {"bytes": 9000, "media_type": "image/png"}, LARGE | TOLD], 1,
            ["It tells more of how it was taken than the other."], ["original"],
        ),
        (
            [LARGE, LARGE | {"bytes": 9000, "media_type": "image/png"}], 0,
            ["It is as good as the others, and was first."], ["first"],
        ),
        (
            [LARGE, LARGE | {"bytes": 9000}, LARGE | {"bytes": 99000, "media_type": "image/png"}], 1,
            ["It is as good as the others, and was first."], ["first"],
        ),
        ([LARGE, LARGE], 0, ["It is as good as the others, and was first."], ["first"]),
        ([{}, {}], 0, ["It is as good as the others, and was first."], ["first"]),
        ([LARGE | quality(0.7, sharpness=0.9), LARGE], 0, ["It is as good as the others, and was first."], ["first"]),
    ],
    ids=["larger", "largest", "favourite", "stars", "sharper", "of three", "bytes", "original", "formats",
         "three formats", "equal", "nothing known", "half"],
)  # fmt: skip
def test_the_one_to_keep_and_why(
    photos: list[dict[str, Any]], index: int, reasons: list[str], names: list[str]
) -> None:
    choice = best_of([photo(**fields) for fields in photos])
    assert (choice.index, [reason.sentence for reason in choice.reasons]) == (index, reasons)
    assert [reason.name for reason in choice.reasons] == names
