"""When a stage is due."""

from types import SimpleNamespace

from shared.domain.stages import Stage, StageTable
from shared.pipeline import STAGES

TABLE = StageTable(
    Stage("a", service="x", takes="original"),
    Stage("b", service="x", takes="preview", needs=("a",), version=2),
    Stage("c", service="y", takes="record", needs=("a", "b")),
)


def marks(**versions: int) -> dict[str, SimpleNamespace]:
    return {name: SimpleNamespace(version=version) for name, version in versions.items()}


def due(service: str, **versions: int) -> list[str]:
    return [stage.name for stage in TABLE.due(marks(**versions), service)]


def test_a_stage_is_due_once_all_that_it_needs_is_marked() -> None:
    assert due("x") == ["a"]
    assert due("x", a=1) == ["b"]
    assert due("y", a=1) == []
    assert due("y", a=1, b=2) == ["c"]
    assert due("x", a=1, b=2) == []


def test_an_older_version_is_no_mark() -> None:
    assert due("x", a=1, b=1) == ["b"]
    assert due("y", a=1, b=1) == []
    assert not TABLE.settled(marks(a=1, b=1, c=1))
    assert TABLE.settled(marks(a=1, b=2, c=1))


def test_who_is_called_and_by_whom() -> None:
    """Each once: by whom they wait for last."""
    table = StageTable(
        *TABLE,
        Stage("d", service="z", takes="record", needs=("a",)),
        Stage("e", service="y", takes="record", needs=("b", "d")),
    )
    assert table.called(marks(), "y") == [], "a is due, but needs nothing of y"
    assert table.called(marks(a=1), "x") == ["z"]
    assert table.called(marks(a=1, b=2), "x") == ["y", "z"]
    assert table.called(marks(a=1, b=2), "y") == [], "z was called by x"
    assert table.called(marks(a=1, b=2, d=1), "z") == [], "y was called by x for c, and comes to e after that"
    assert table.called(marks(a=1, b=2, c=1, d=1), "z") == ["y"]


def test_a_stage_that_is_switched_off_is_due_again_when_it_is_on() -> None:
    off = TABLE.without("c", "C is switched off.")
    assert (off["c"].off, off["a"].off) == ("C is switched off.", "")
    assert off.digest != TABLE.digest, "so reconcile finds the photos"
    skipped = marks(a=1, b=2, c=0)
    assert off.settled(skipped)
    assert not TABLE.settled(skipped)
    assert [stage.name for stage in TABLE.due(skipped, "y")] == ["c"]
    assert off.settled(marks(a=1, b=2, c=1)), "what was done while it was on stays"


def test_the_digest_tells_tables_apart() -> None:
    changed = StageTable(*(Stage(s.name, s.service, s.takes, s.needs, version=s.version + 1) for s in TABLE))
    assert changed.digest != TABLE.digest
    assert StageTable(*TABLE).digest == TABLE.digest


def test_who_takes_parts_needs_whoever_finds_them() -> None:
    for stage in STAGES:
        assert stage.takes != "parts" or (stage.of in stage.needs and STAGES[stage.of].has_parts and stage.blob)
