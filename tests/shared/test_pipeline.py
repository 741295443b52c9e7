"""The tables of this release."""

import hashlib

from services.embedder.models import PLACERS
from shared.domain.spaces import MADE_BY
from shared.inference.tasks import TASKS
from shared.pipeline import RELEASE, STAGES

# Of every release, what its tables came to. Where they have changed, raise RELEASE and add a line: the first start of
# the new release then writes them into the pipeline record. A line that has landed never changes.
RELEASES = {1: "07ee5fc2b454", 2: "daf5c90ca144", 3: "ae5ca816d939"}


def test_what_runs_on_photos_changes_with_the_release_alone() -> None:
    rows = [(stage.name, stage.service, stage.needs, stage.version, stage.task) for stage in STAGES]
    assert RELEASES[RELEASE] == _digest((STAGES.effective, rows, TASKS))


def test_a_stage_stands_below_those_that_it_needs() -> None:
    """What is settled together is settled in that order."""
    above = set[str]()
    for stage in STAGES:
        assert above.issuperset(stage.needs), stage.name
        above.add(stage.name)


def test_every_task_of_a_stage_has_the_bundled_models() -> None:
    used = {stage.task for stage in STAGES if stage.task}
    assert used == TASKS.keys()
    assert all({"bundled", "fake"} <= models.keys() for models in TASKS.values())
    assert all(made.keys() == TASKS[task].keys() for task, made in MADE_BY.items())


def test_a_placer_fills_the_spaces_of_its_model() -> None:
    for name, spaces in MADE_BY["place"].items():
        assert list(PLACERS[name]) == [space.name for space in spaces]


def _digest(tables: object) -> str:
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:12]
