import numpy as np
import pytest

from services.vision.naming import NAMES, cells, named, names_of_cells
from services.vision.oklab import oklab

# Centres of what people called so, or by a word that belongs to it ("navy", "teal", "salmon"), in the xkcd survey.
_SURVEY = """
    purple:7e1e9c green:15b01a blue:0343df pink:ff81c0 brown:653700 red:e50000 blue:95d0fc turquoise:029386
    orange:f97306 green:96f97b pink:c20078 yellow:ffff14 blue:75bbfd grey:929591 green:89fe05 purple:bf77f6
    purple:9a0eea green:033500 turquoise:06c2ac purple:c79fef blue:00035b beige:d1b26f turquoise:00ffff
    turquoise:13eac9 green:06470c purple:35063e red:650021 green:6e750e pink:ff796c beige:e6daa6 blue:0504aa
    blue:01153e black:000000 pink:ff028d brown:ad8150 green:c7fdb5 green:677a04 pink:cb416b purple:8e82fe green:53fca1
    purple:380282 yellow:ceb301 pink:ffd1df pink:cf6275 blue:0165fc orange:c04e01 green:3f9b0b red:840000
    yellow:dbb40c red:8f1402 turquoise:014d4e brown:341c02 orange:fdaa48 orange:c65102 yellow:fac205 white:ffffff
    grey:363737 grey:d8dcd6 yellow:fffe7a red:be0119 brown:6f4e28 beige:c9ae74 green:76a973 blue:5a86ad blue:3b638c"""


def rgb(code: str) -> np.ndarray:
    return np.array(list(bytes.fromhex(code)), np.uint8)


@pytest.mark.parametrize("centre", _SURVEY.split())
def test_a_colour_has_the_name_that_people_gave_it(centre: str) -> None:
    name, code = centre.split(":")
    assert NAMES[named(oklab(rgb(code)))] == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("b4825f", "brown"),  # skin, wood and sand are no orange
        ("e0ac69", "beige"),
        ("303030", "grey"),
        ("202020", "black"),
        ("d8d0c8", "grey"),  # a white wall under a lamp is no beige
        ("708090", "grey"),
        ("87ceeb", "blue"),
    ],
)
def test_what_photos_are_full_of(code: str, name: str) -> None:
    assert NAMES[named(oklab(rgb(code)))] == name


def test_the_table_agrees_with_the_rule_in_the_middle_of_its_cells() -> None:
    random = np.random.default_rng(1).integers(0, 256, (5000, 3), np.uint8)
    assert (names_of_cells()[cells(random)] == named(oklab(random))).mean() > 0.93


def test_every_cell_has_a_name_and_every_name_a_cell() -> None:
    assert set(names_of_cells().tolist()) == set(range(len(NAMES)))
