import pytest

from shared.catalog.base import Collection, Order, Patch
from shared.catalog.mongo_language import both, check_sorts_stay, filter_of, index_keys, update_of
from shared.domain.where import And, Eq, Has, In, Lt, Ne, Not, Or


def test_conditions_say_none_as_null_and_id_as_underscore_id() -> None:
    where = And((Eq("id", "a"), Not(Lt("n", 3)), Or((Ne("x.y", None), In("z", ("1", None)), Has("tags", "$t")))))
    assert filter_of(where) == {
        "_id": {"$eq": "a"},
        "$nor": [{"n": {"$lt": 3}}],
        "$or": [{"x.y": {"$ne": None}}, {"z": {"$in": ["1", None]}}, {"tags": {"$eq": "$t"}}],
    }


def test_what_is_said_twice_of_a_field_holds_both_times() -> None:
    assert filter_of(And((Lt("n", 3), And((Has("tags", "a"), Has("tags", "b"))), Ne("n", 1)))) == {
        "n": {"$lt": 3},
        "tags": {"$eq": "a"},
        "$and": [{"tags": {"$eq": "b"}}, {"n": {"$ne": 1}}],
    }
    assert both({"_id": "a"}, filter_of(Or(()))) == {"_id": "a", "$and": [{"_id": {"$in": []}}]}


def test_conditions_of_nothing() -> None:
    assert filter_of(None) == filter_of(And(())) == {}
    assert filter_of(Or(())) == {"_id": {"$in": []}}


def test_a_patch_of_apart_paths_is_plain_operators() -> None:
    patch = Patch(set={"a.b": (1, 2), "ab": 1}, unset=["a.c"], add={"l": "x"}, remove={"m": ["y", "z"]})
    assert update_of(patch) == {
        "$unset": {"a.c": ""},
        "$set": {"a.b": [1, 2], "ab": 1},
        "$addToSet": {"l": {"$each": ["x"]}},
        "$pullAll": {"m": ["y", "z"]},
    }
    assert update_of(Patch()) == {}


@pytest.mark.parametrize(
    "patch",
    [
        Patch(set={"a": 1}, unset=["a"]),
        Patch(set={"a": {}, "a.b": 1}),
        Patch(set={"a": {}, "a-": 1, "a.b.c": 1}),
        Patch(unset=["a.b.c"], add={"a": "x"}),
        Patch(add={"l": "x"}, remove={"l": "y"}),
    ],
)
def test_a_patch_of_paths_through_one_another_is_not(patch: Patch) -> None:
    assert update_of(patch) is None


@pytest.mark.parametrize(
    "patch",
    [
        Patch(unset=["at.day"]),
        Patch(unset=["at"]),
        Patch(set={"at": None}),
        Patch(set={"at": {"hour": 1}}),
        Patch(set={"at.day": None}),
    ],
)
def test_a_sort_value_stays(patch: Patch) -> None:
    with pytest.raises(ValueError, match=r"sorted by at\.day"):
        check_sorts_stay(Collection("c", orders=(Order((), "at.day"),)), patch)


def test_a_sort_value_may_change() -> None:
    collection = Collection("c", orders=(Order((), "at.day"),))
    for patch in (Patch(set={"at.day": 0}), Patch(set={"at": {"day": ""}}), Patch(unset=["at"], set={"at.day": 1})):
        check_sorts_stay(collection, patch)


def test_an_index_names_each_field_once() -> None:
    assert index_keys(("owner", "id", "owner", "x")) == [("owner", 1), ("_id", 1), ("x", 1)]
