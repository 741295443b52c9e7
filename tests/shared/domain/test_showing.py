from typing import Any

import msgspec
import pytest

from shared.domain.filter import Gathered, PhotoFilter
from shared.domain.photo import Photo, new_photo
from shared.domain.showing import Unshown


def photo(**fields: Any) -> Photo:
    fresh = new_photo(id="p", owner="me", sha256="s", file_name="a", media_type="image/jpeg", bytes=1)
    return msgspec.convert({**msgspec.to_builtins(fresh), **fields}, Photo)


BY_HAND = Gathered("work")
SMART = Gathered("papers", PhotoFilter(kinds=("document",)))


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"archived": True}, False),
        ({"state": "held"}, False),
        ({"state": "deleted"}, False),
        ({"more": {"people": ["anna"]}}, True),
        ({"more": {"people": ["anna", "ben"]}}, False),
        ({"more": {"albums": ["other"]}}, True),
        ({"more": {"albums": ["work"]}}, False),
        ({"kind": "document"}, False),
        ({"kind": "document", "more": {"not_albums": ["papers"]}}, True),
        ({"more": {"albums": ["papers"]}}, False),
    ],
)
def test_who_must_never_appear(fields: dict[str, Any], shown: bool) -> None:
    assert Unshown(frozenset({"ben"}), (BY_HAND, SMART)).shows(photo(**fields)) is shown


def test_where_nothing_is_hidden_all_is_shown() -> None:
    assert Unshown().shows(photo(more={"people": ["anna"], "albums": ["work"]}))
