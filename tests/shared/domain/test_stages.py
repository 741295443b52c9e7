"""When a stage is due."""

from types import SimpleNamespace

from shared.domain.stages import Stage, StageTable

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


def test_who_is_awaited() -> None:
    assert TABLE.awaited(marks()) == ["x"]
    assert TABLE.awaited(marks(), but="x") == []
    assert TABLE.awaited(marks(a=1, b=2), but="x") == ["y"]


def test_the_digest_tells_tables_apart() -> None:
    changed = StageTable(*(Stage(s.name, s.service, s.takes, s.needs, version=s.version + 1) for s in TABLE))
    assert changed.digest != TABLE.digest
    assert StageTable(*TABLE).digest == TABLE.digest
