from typing import Any

import pytest

from shared.domain.edits import MOST_TAGS, Edit, drawn, edited, said, saying, tag
from shared.errors import Invalid


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ({}, Edit(), {}),
        ({"rating": 3, "zone": "Z"}, Edit(favourite=True), {"rating": 3, "favourite": True, "zone": "Z"}),
        ({"rating": 3}, Edit(rating=0), {"rating": 0}),
        ({"rating": 3, "title": "a"}, Edit(rating=None), {"title": "a"}),
        ({"title": "a"}, Edit(title=""), {"title": ""}),
        ({}, Edit(rating=None, tags_added=None), {}),
        ({}, Edit(tags_added=("a", "b", "a")), {"tags_added": ["a", "b"]}),
        ({"tags_added": ["a"]}, Edit(tags_added=("b",)), {"tags_added": ["a", "b"]}),
        ({"tags_added": ["a"]}, Edit(tags_removed=("a", "b")), {"tags_removed": ["a", "b"]}),
        ({"tags_removed": ["a", "b"]}, Edit(tags_added=("a",)), {"tags_added": ["a"], "tags_removed": ["b"]}),
        ({"tags_added": ["a"], "tags_removed": ["b"]}, Edit(tags_added=None), {"tags_removed": ["b"]}),
        ({"tags_added": ["a"], "tags_removed": ["b"]}, Edit(tags_removed=None), {"tags_added": ["a"]}),
        ({}, Edit(tags_added=("a",), tags_removed=("a",)), {"tags_removed": ["a"]}),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_said_stands_until_it_is_taken_back(before: dict[str, Any], edit: Edit, after: dict[str, Any]) -> None:
    kept = dict(before)
    assert edited(before, edit) == after
    assert before == kept


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ({}, {"rating": 3}, {"rating": 3}),
        ({"rating": 3, "title": "a"}, {"rating": None}, {"title": "a"}),
        ({"tags_added": ["a"]}, {tag("b"): "added"}, {"tags_added": ["a", "b"]}),
        ({"tags_added": ["b", "a"]}, {tag("a"): "removed"}, {"tags_added": ["b"], "tags_removed": ["a"]}),
        ({"drawn": {"a": {}}}, {drawn("b"): {"box": [0, 0, 1, 1]}}, {"drawn": {"a": {}, "b": {"box": [0, 0, 1, 1]}}}),
        ({"title": "t", "drawn": {"a": {}}}, {drawn("a"): None}, {"title": "t"}),
        ({"tags_added": ["a"], "tags_removed": ["b"]}, {tag("a"): None, tag("b"): None}, {}),
    ],
)
def test_each_thing_is_said_and_taken_back_by_its_name(
    before: dict[str, Any], values: dict[str, Any], after: dict[str, Any]
) -> None:
    assert saying(before, values) == after
    assert {name: said(after, name) for name in values} == values
    assert saying(after, {name: said(before, name) for name in values}) == before


@pytest.mark.parametrize("name", ["tags_added", "tags_removed"])
def test_tags_have_an_end_and_who_is_beyond_it_may_go_back(name: str) -> None:
    most = tuple(f"t{n}" for n in range(MOST_TAGS))
    full = edited({}, Edit(**{name: most}))
    assert edited(full, Edit(**{name: most})) == full
    with pytest.raises(Invalid, match=r"up to 200 tags .*\.$"):
        edited(full, Edit(**{name: ("one more",)}))
    earlier = {name: [*most, "x", "y"]}
    assert edited(earlier, Edit(rating=3)) == {**earlier, "rating": 3}
    other = {"tags_added": "tags_removed", "tags_removed": "tags_added"}[name]
    assert len(edited(earlier, Edit(**{other: ("x",)}))[name]) == MOST_TAGS + 1
