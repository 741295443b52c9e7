"""What detectors call things -> the words of tags."""

from collections.abc import Sequence
from functools import cache

from shared.domain.thesaurus import stems, terms

# The classes of COCO in the order of its detectors' answers, in the words of tags.
_COCO = """
    person bicycle car motorcycle airplane bus train truck boat traffic_light fire_hydrant stop_sign parking_meter bench
    bird cat dog horse sheep cow elephant bear zebra giraffe backpack umbrella handbag tie suitcase frisbee skis
    snowboard ball kite baseball_bat baseball_glove skateboard surfboard tennis_racket bottle wine_glass cup fork knife
    spoon bowl banana apple sandwich orange broccoli carrot hot_dog pizza donut cake chair couch potted_plant bed table
    toilet television laptop computer_mouse remote_control keyboard phone microwave oven toaster sink refrigerator book
    clock vase scissors teddy_bear hair_dryer toothbrush"""
COCO = tuple(name.replace("_", " ") for name in _COCO.split())
_AS_IN_COCO = 0.8  # of eighty names: the rest are other words for the same


def in_words(classes: Sequence[str]) -> tuple[str, ...]:
    """Each in the words of tags, or as it is. Who has COCO's eighty, however spelled, has them in its order: there a
    mouse lies beside the keyboard."""
    names = [" ".join(name.replace("_", " ").split()).lower() for name in classes]
    same = sum(stems(name) == stems(other) for name, other in zip(names, COCO, strict=False))
    if len(names) == len(COCO) and same >= _AS_IN_COCO * len(COCO):
        return COCO
    return tuple(_words().get(stems(name), name) for name in names)


@cache
def _words() -> dict[tuple[str, ...], str]:
    return {stems(term.name): term.name for term in terms()}
