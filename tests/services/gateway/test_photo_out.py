import pytest

from services.gateway.auth import SOLE_USER
from services.gateway.photo_out import PhotoDetailOut, PhotoOut, answered, listed
from shared.domain.ids import OwnerId
from shared.domain.photo import Mark, Photo, new_photo
from shared.domain.principal import Principal
from shared.domain.settling import settle
from shared.domain.stages import Stage, StageTable

TABLE = StageTable(
    *(Stage(name, service="vision", takes="record") for name in ("ocr", "composition", "mood", "colour", "light"))
)
NAMES = tuple(stage.name for stage in TABLE)
FACTS = {
    "ocr": {"text": "STOP", "lines": [{"text": "STOP", "confidence": 0.9, "box": [[0, 0], [1, 0], [1, 1], [0, 1]]}]},
    "composition": {
        "scores": [
            {"name": "diagonal", "score": 0.9, "evidence": [{"shape": "line", "points": [[0.5, 0], [0.5, 1]]}]},
            {"name": "pattern", "score": 0.1, "evidence": []},
        ],
        "names": ["diagonal"],
    },
    "mood": {"scores": {"calm": 0.7, "joyful": 0.2}, "names": ["calm"]},
    "colour": {"palette": [{"hex": "#b5651d", "share": 0.6, "name": "brown"}], "names": ["brown"]},
    "light": {"names": ["night"], "season": "winter", "time_of_day": "night", "why": {"night": "The sun is down."}},
}


def photo(**facts: object) -> Photo:
    new = new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    return settle(new, {name: (told, Mark("done", 1, new.uploaded_at)) for name, told in facts.items()}, TABLE)  # type: ignore[misc]


def test_one_photo_tells_all_and_a_list_stays_light() -> None:
    detail = PhotoDetailOut.whole(photo(**FACTS), SOLE_USER, NAMES)
    assert detail.text_lines[0].text == detail.text == "STOP"
    assert [(each.name, each.named) for each in detail.composition] == [("diagonal", True), ("pattern", False)]
    assert detail.composition[0].evidence[0].points == [[0.5, 0], [0.5, 1]]
    assert (detail.mood, detail.moods) == ({"calm": 0.7, "joyful": 0.2}, ["calm"])
    assert detail.colours[0].hex == "#b5651d"
    assert detail.light is not None
    assert detail.light.why == {"night": "The sun is down."}
    assert (detail.season, detail.time_of_day) == ("winter", "night")
    light = listed(photo(**FACTS), SOLE_USER, NAMES)
    assert not {"text", "text_lines", "composition", "mood", "colours", "stages"} & light.keys()


def test_of_a_photo_that_nothing_is_known_of_nothing_is_told() -> None:
    detail = PhotoDetailOut.whole(photo(), SOLE_USER, NAMES)
    assert (detail.text, detail.quality, detail.composition, detail.mood, detail.light) == (None, None, [], {}, None)
    assert {stage.state for stage in detail.stages.values()} == {"waiting"}


def test_a_list_says_of_a_photo_what_its_schema_says() -> None:
    failed = Mark("failed", 1, "2024-01-01T00:00:00.000000Z", error="It is torn.")
    new = new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    told = answered(listed(settle(new, {"mood": (None, failed)}, TABLE), SOLE_USER, NAMES))
    out = PhotoOut.model_validate_json(told.body, strict=True, extra="forbid")
    assert out.troubles == ["mood:failed"]
    assert out.waiting == ["ocr", "composition", "colour", "light"]
    assert (out.status, out.file_name, out.camera, out.tags) == ("processing", "a.jpg", None, [])


WHO = {
    "owner": Principal(kind="user", id="me", library=OwnerId("me")),
    "member": Principal(kind="user", id="you", library=OwnerId("you")),
    "without a library": Principal(kind="user", id="you", library=None),
    "guest": Principal(kind="guest", id="link:l"),
}


@pytest.mark.parametrize("who", WHO)
def test_lists_and_the_photo_itself_say_whose_it_is(who: str) -> None:
    own = who == "owner"
    assert listed(photo(), WHO[who], NAMES)["own"] is own
    assert PhotoDetailOut.whole(photo(), WHO[who], NAMES).own is own


SAID = {"things": [["dog", 2, 2]], "setting": "beach", "town": "Nice", "country": "France", "when": "2008-10"}
SEEN = {
    "metadata": {
        "place": {"city": "Nice", "country": "France", "country_code": "FR"},
        "tags": [
            {"name": "nice", "confidence": 0.9, "source": "geonames"},
            {"name": "france", "confidence": 0.99, "source": "geonames"},
            {"name": "gift", "confidence": 0.95, "source": "embedded metadata"},
        ],
    },
    "colour": {"tags": [{"name": "orange", "confidence": 0.99, "source": "pixels"}]},
    "objects": {"tags": [{"name": "dog", "confidence": 0.98, "source": "NanoDet-g"}]},
    "caption": {"caption": {"text": "Two dogs on the beach.", "source": "sentences 2", "said": SAID}},
}
SPOKEN = StageTable(*(Stage(name, service="vision", takes="record") for name in SEEN))


def seen(**edits: object) -> Photo:
    new = new_photo(id="p", owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    facts = {name: (told, Mark("done", 1, new.uploaded_at)) for name, told in SEEN.items()}
    return settle(new, facts, SPOKEN, edits=edits)


def test_what_is_known_is_said_in_the_readers_language_and_named_as_filters_ask_for_it() -> None:
    out = PhotoOut.model_validate_json(answered(listed(seen(), SOLE_USER, (), "de")).body, strict=True, extra="forbid")
    assert out.caption is not None
    assert out.caption.text == "Zwei Hunde am Strand in Nice, Frankreich, Oktober 2008."
    assert out.caption.language == "de"
    assert {tag.name: tag.label for tag in out.tags} == {
        "dog": "Hund",
        "france": "Frankreich",
        "gift": None,  # somebody wrote it
        "nice": None,
        "orange": "Orange",
    }
    assert out.place is not None
    assert (out.place.country, out.place.label) == ("France", "Nice, Frankreich")
    detail = PhotoDetailOut.whole(seen(), SOLE_USER, (), "de")
    assert (detail.caption, detail.tags, detail.place) == (out.caption, out.tags, out.place)


@pytest.mark.parametrize("reader", ["en", "", "xx"])
def test_to_others_it_is_said_in_english(reader: str) -> None:
    out = PhotoOut.model_validate_json(
        answered(listed(seen(), SOLE_USER, (), reader)).body, strict=True, extra="forbid"
    )
    assert out.caption is not None
    assert out.caption.text == "Two dogs on the beach in Nice, France, October 2008."
    assert out.caption.language == "en"
    assert {tag.label for tag in out.tags} == {None}


def test_what_the_owner_says_is_theirs_in_any_language() -> None:
    out = listed(seen(tags_added=["dog"], caption={"text": "My dogs", "source": "owner"}), SOLE_USER, (), "de")
    assert out["caption"]["text"] == "My dogs"
    assert {tag["name"]: tag["label"] for tag in out["tags"]}["dog"] is None
