"""The tables of this release."""

import hashlib

from shared.inference.tasks import TASKS
from shared.pipeline import RELEASE, STAGES

# Of every release, what its tables came to. Where they have changed, raise RELEASE and add a line: the first start of
# the new release then writes them into the pipeline record. A line that has landed never changes.
RELEASES = {1: "6d5ba24ab4ec"}


def test_what_runs_on_photos_changes_with_the_release_alone() -> None:
    rows = [(stage.name, stage.service, stage.needs, stage.version, stage.task) for stage in STAGES]
    assert RELEASES[RELEASE] == _digest((STAGES.effective, rows, TASKS))


def test_every_task_of_a_stage_has_models_of_the_same_names() -> None:
    used = {stage.task for stage in STAGES if stage.task}
    assert used == TASKS.keys()
    assert {frozenset(models) for models in TASKS.values()} == {frozenset({"bundled", "fake"})}


def _digest(tables: object) -> str:
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:12]
