import numpy as np
import pytest
from numpy.typing import NDArray

from services.vision.tagging import scene, tags

TABBY, TIGER_CAT, PERSIAN, STOVE, SEASHORE = 281, 282, 283, 827, 978


def certain(likely: dict[int, float]) -> NDArray[np.float32]:
    sharp = np.full(1000, (1 - sum(likely.values())) / 1000, np.float32)
    for index, probability in likely.items():
        sharp[index] += probability
    return sharp


def test_a_sure_label_gives_its_tags_and_alike_ones_confirm_each_other() -> None:
    alone = {guess.tag: guess.confidence for guess in tags(certain({TABBY: 0.9}))}
    assert alone.keys() == {"cat", "pet", "animal"}
    assert alone["cat"] == pytest.approx(0.87, abs=0.02)
    several = tags(certain({TABBY: 0.4, TIGER_CAT: 0.3, PERSIAN: 0.2}))
    assert {guess.tag for guess in several} == {"cat", "pet", "animal"}
    assert all(guess.confidence > alone[guess.tag] for guess in several)


def test_what_is_not_likely_enough_is_not_said() -> None:
    assert tags(certain({TABBY: 0.2, STOVE: 0.2})) == []
    assert tags(np.full(1000, 0.001, np.float32)) == []


def test_the_surest_come_first() -> None:
    confidences = [guess.confidence for guess in tags(certain({TABBY: 0.5, PERSIAN: 0.2, STOVE: 0.29}))]
    assert confidences == sorted(confidences, reverse=True)


def test_the_scene_where_it_is_sure() -> None:
    indoors, outdoors = scene(certain({STOVE: 0.9})), scene(certain({SEASHORE: 0.9}))
    assert indoors is not None
    assert indoors.tag == "indoors"
    assert outdoors is not None
    assert outdoors.tag == "outdoors"
    assert min(indoors.confidence, outdoors.confidence) > 0.95
    assert scene(certain({STOVE: 0.5, SEASHORE: 0.4})) is None
