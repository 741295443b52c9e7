from services.vision.models.classes import COCO, in_words

_SAID_OTHERWISE = {
    "airplane": "aeroplane", "ball": "sports ball", "couch": "sofa", "table": "dining table", "television": "tv",
    "computer mouse": "mouse", "remote control": "remote", "phone": "cell phone", "hair dryer": "hair drier",
}  # fmt: skip


def test_cocos_names_are_ours_however_spelled() -> None:
    assert len(set(COCO)) == 80
    assert in_words([_SAID_OTHERWISE.get(name, name.title()) for name in COCO]) == COCO


def test_other_names_are_the_thesaurus_or_stand_as_they_are() -> None:
    assert in_words(["Cell_Phone", "cars", "mouse", "Forklift  truck", "消火栓"]) == (
        "phone", "car", "mouse", "forklift truck", "消火栓",
    )  # fmt: skip


def test_eighty_others_are_not_taken_for_coco() -> None:
    assert in_words([f"part {number}" for number in range(80)])[3] == "part 3"
