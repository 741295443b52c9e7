from typing import Any

import msgspec
import pytest

from shared.catalog.base import Collection, Patch
from shared.catalog.documents import apply, as_text, counts_of, pack, storable, unpack
from shared.domain.where import Eq


def test_pack_and_unpack_are_inverse() -> None:
    doc = {"id": "é", "a": [1, 1.5, None, True, {"b": "\\u0000 as text"}], "digits": "1" * 64}
    assert unpack(pack(doc), dict) == doc


class Struct(msgspec.Struct):
    field: Any


@pytest.mark.parametrize("bad", ["\0", ["\0"], ("\0",), {"k": "\0"}, {"\0": 1}, 2**63, [2**64], -(2**63) - 1])
def test_pack_and_storable_refuse_what_no_store_keeps(bad: Any) -> None:
    for value in (bad, Struct(bad), [{"deep": bad}]):
        with pytest.raises(ValueError, match=r"NUL|64 bits"):
            pack({"id": "a", "value": value})
        with pytest.raises(ValueError, match=r"NUL|64 bits"):
            storable(value)


def test_storable_is_what_json_gives_back() -> None:
    assert storable((1, Struct(("a", None)))) == [1, {"field": ["a", None]}]


def test_apply_replaces_lists_and_leaves_shared_ones_alone() -> None:
    tags = ["a"]
    doc = {"id": "x", "tags": tags}
    apply(Patch(add={"tags": ["b"]}, remove={"tags": "a"}), doc)
    assert doc == {"id": "x", "tags": ["b"]}
    assert tags == ["a"]


def test_counts_are_of_distinct_scalars_of_documents_that_count() -> None:
    collection = Collection("c", counters=("tags", "month"), count_per="owner", counted=Eq("state", "active"))
    doc = {"owner": "me", "state": "active", "tags": ["x", "y", "x", {"no": 1}, None], "month": 7}
    assert counts_of(collection, doc) == {("tags", "me", "x"): 1, ("tags", "me", "y"): 1, ("month", "me", "7"): 1}
    assert counts_of(collection, doc | {"state": "deleted"}) == {}
    assert counts_of(collection, doc | {"owner": None}) == {}


def test_sums_are_of_all_documents() -> None:
    collection = Collection("c", counters=("tags", "bytes"), sums=("bytes",), counted=Eq("state", "active"))
    doc = {"owner": "me", "state": "active", "tags": ["x"], "bytes": 70_000}
    assert counts_of(collection, doc) == {("tags", "me", "x"): 1, ("bytes", "me", ""): 70_000}
    assert counts_of(collection, doc | {"state": "deleted"}) == {("bytes", "me", ""): 70_000}
    assert counts_of(collection, doc | {"bytes": None}) == {("tags", "me", "x"): 1}


def test_as_text_writes_as_json_does() -> None:
    assert [as_text(value) for value in ("a", 1, 1.0, True, 0.1)] == ["a", "1", "1.0", "true", "0.1"]
