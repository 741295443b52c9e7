import pytest

from shared.domain.where import (
    And,
    Eq,
    Ge,
    Gt,
    Has,
    In,
    Le,
    Lt,
    Ne,
    Not,
    Or,
    Where,
    all_of,
    fields_of,
    holds,
    renamed,
    value_at,
)

DOC = {
    "text": "b",
    "number": 5,
    "nothing": None,
    "yes": True,
    "tags": ["x", "y"],
    "stages": {"classify": {"version": 2}},
    "dotted.key": 1,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("text", "b"),
        ("stages", {"classify": {"version": 2}}),
        ("stages.classify.version", 2),
        ("stages.classify.version.deeper", None),
        ("stages.caption.version", None),
        ("tags.0", None),
        ("text.length", None),
        ("nothing", None),
        ("nothing.at.all", None),
        ("dotted.key", None),
        ("", None),
    ],
)
def test_value_at_follows_the_path_or_is_none(path: str, value: object) -> None:
    assert value_at(DOC, path) == value


@pytest.mark.parametrize(
    "where",
    [
        Eq("text", "b"),
        Eq("nothing", None),
        Eq("missing", None),
        Eq("yes", True),
        Eq("stages.classify.version", 2),
        Ne("text", "c"),
        Ne("text", None),
        Ne("missing", "b"),
        In("number", (4, 5)),
        In("missing", ("x", None)),
        Lt("number", 6),
        Le("number", 5),
        Gt("text", "a"),
        Ge("text", "b"),
        Has("tags", "y"),
        And(()),
        all_of(Eq("text", "b"), Has("tags", "x")),
        Or((Eq("text", "c"), Eq("number", 5))),
        Or((Has("tags", "z"), Has("tags", "y"))),
        Or((Has("tags", "z"), Eq("number", 5))),
        Or((Has("tags", "z"), Has("missing", "x"), Has("tags", "x"))),
        Not(Or(())),
    ],
)
def test_what_holds_and_its_negation_does_not(where: Where) -> None:
    assert holds(where, DOC) is True
    assert holds(Not(where), DOC) is False


@pytest.mark.parametrize(
    "where",
    [
        Eq("text", "c"),
        Eq("text", None),
        Eq("missing", "b"),
        Ne("missing", None),
        Ne("number", 5),
        In("number", ()),
        Has("tags", "z"),
        Has("missing", "x"),
        Has("nothing", "x"),
        Lt("number", 5),
        Gt("number", 5),
        And((Eq("text", "b"), Eq("number", 6))),
        Or(()),
        Or((Has("tags", "z"), Has("tags", "w"))),
        Or((Has("missing", "x"), Has("missing", "y"))),
    ],
)
def test_what_does_not_hold_and_its_negation_does(where: Where) -> None:
    assert holds(where, DOC) is False
    assert holds(Not(where), DOC) is True


@pytest.mark.parametrize("order", [Lt, Le, Gt, Ge])
@pytest.mark.parametrize("field", ["missing", "nothing", "stages.caption.version"])
def test_no_order_holds_with_none(order: type[Lt], field: str) -> None:
    assert holds(order(field, 0), DOC) is False
    assert holds(order(field, ""), DOC) is False


def test_fields_of_names_every_field_once() -> None:
    where = And((Eq("a", 1), Or((Has("b.c", "x"), Not(Lt("a", 3)))), In("d", ()), And(())))
    assert fields_of(where) == {"a", "b.c", "d"}
    assert fields_of(And(())) == frozenset()


def test_conditions_are_values() -> None:
    assert all_of(Eq("a", 1), Ne("b", None)) == And((Eq("a", 1), Ne("b", None)))
    assert len({Eq("a", 1), Eq("a", 1), Ne("a", 1)}) == 2


def test_a_condition_of_other_fields() -> None:
    asked = And((Or((Has("tags", "cat"), Eq("kind", "x"))), Not(Has("tags", "dog"))))
    other = And((Or((Has("plain", "cat"), Eq("kind", "x"))), Not(Has("plain", "dog"))))
    assert renamed(asked, {"tags": "plain", "unknown": "else"}) == other
    assert renamed(other, {"tags": "plain"}) == other
