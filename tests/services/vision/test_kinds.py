import pytest

from services.vision.kinds import Clues, kind_of, kind_scores
from services.vision.surfaces import Surfaces, surfaces
from tests.services.vision.pictures import HOSTILE, cartoon, names, page, scene, screen
from tests.services.vision.test_surfaces import seen

PHONE = Clues(size=(1170, 2532), media_type="image/png")
PNG = Clues(media_type="image/png")
NONE = Clues()


def kind(found: Surfaces, clues: Clues = NONE) -> str:
    return kind_of(kind_scores(found, clues))


def test_drawn_pictures_of_each_kind() -> None:
    assert kind(seen(screen()), PHONE) == "screenshot"
    assert kind(seen(page())) == "document"
    assert kind(seen(cartoon())) == "drawing"
    assert kind(surfaces(scene(1, 1440, 960)), PHONE) == "photograph"


def test_the_file_may_say_it_itself() -> None:
    assert kind(surfaces(scene(1)), Clues(said_screenshot=True)) == "screenshot"


def test_what_a_camera_took_is_no_screenshot_and_no_drawing() -> None:
    camera = Clues(camera=True, size=(1170, 2532), media_type="image/png")
    assert kind(seen(screen()), camera) in ("photograph", "document")
    assert kind(seen(cartoon()), camera) == "photograph"
    assert kind(seen(page()), camera) == "document"


@pytest.mark.parametrize("clues", [Clues(), PNG, PHONE], ids=["jpeg", "png", "phone"])
@pytest.mark.parametrize("name", ["noise", "1x1", "1 wide", "very wide", "very high"])
def test_what_is_nothing_is_a_photograph(name: str, clues: Clues) -> None:
    assert kind(surfaces(HOSTILE[name]), clues) == "photograph"


def test_a_thing_before_white_is_a_photograph() -> None:
    cut_out = Surfaces(flat=0.62, paints=1, crisp=0.03, text=0.01, page=0.69)
    assert kind(cut_out) == kind(cut_out, PNG) == "photograph"


def test_what_the_classifier_saw_counts_with_what_is_measured() -> None:
    menu = Surfaces(flat=0.1, paints=1, crisp=0.01, text=0.08, page=0.3)
    assert kind(menu) == "photograph"
    assert kind(menu, Clues(labels={922: 0.7})) == "document"
    assert kind(Surfaces(), Clues(labels={922: 0.7, 917: 0.9})) == "photograph"
    assert kind(Surfaces(flat=0.3, paints=2), Clues(labels={917: 0.9})) == "drawing"


@pytest.mark.parametrize("name", names)
def test_scores_are_shares(name: str) -> None:
    scores = kind_scores(surfaces(HOSTILE[name]), PHONE)
    assert list(scores) == ["photograph", "screenshot", "document", "drawing"]
    assert all(0 <= score <= 1 for score in scores.values())
