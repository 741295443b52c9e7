from pathlib import Path

import numpy as np

from eval.composition import Told, look, mirrored, over_water, subject_alone
from eval.previews import held_out
from tests.services.vision.composition.drawn import speckled


def test_photos_made_so_are_so() -> None:
    picture = speckled(1, (480, 640), 6)
    assert look(mirrored(picture))["symmetry"].named
    assert look(over_water(picture))["reflection"].named
    assert look(subject_alone(picture))["shallow_depth"].named
    assert {make(picture).shape for make in (mirrored, over_water, subject_alone)} == {picture.shape}


def test_half_of_the_photos_are_held_out_and_always_the_same() -> None:
    held = [held_out(Path(f"photos/{number}.jpg")) for number in range(200)]
    assert 70 < sum(held) < 130
    assert held == [held_out(Path(f"elsewhere/{number}.jpg")) for number in range(200)]


def test_a_rule_that_puts_what_is_so_first() -> None:
    told = Told(
        np.array([0.9, 0.2, 0.7, 0.1]), np.array([True, False, True, False]), np.array([True, False, True, False])
    )
    total, own, chance, named, rightly = told.row()
    assert (total, own, named, rightly) == ("2", "1.00", "2", "2")
    assert chance.startswith("0.")


def test_a_rule_of_which_nothing_is_so() -> None:
    told = Told(np.array([0.9, 0.2]), np.array([True, False]), np.array([False, False]))
    assert told.row() == ["0", "", "", "1", "0"]
