"""What becomes of a photo by what its stages found, and by what its owner says."""

from collections.abc import Mapping
from typing import Any

import msgspec

from shared.domain.effective import effective
from shared.domain.faces import SWITCHED_OFF
from shared.domain.original import ORIGINAL_DAMAGED
from shared.domain.photo import Mark, Photo, Told
from shared.domain.stages import StageTable
from shared.domain.where import value_at

# Without these two a photo cannot be shown at all; any other failed stage leaves a usable photo.
ESSENTIAL = ("metadata", "renditions")

Results = Mapping[str, tuple[Mapping[str, Any] | None, Mark]]


def settle(photo: Photo, results: Results, table: StageTable, *, edits: Mapping[str, Any] | None = None) -> Photo:
    """The photo with these stages' facts and marks, these edits (None: those it has), and everything that follows.

    A stage that had run on what has now changed loses its mark, so that it becomes due again.
    """
    found, stages = dict(photo.found), dict(photo.stages)
    edits = photo.edits if edits is None else dict(edits)
    for name, (facts, mark) in results.items():
        if facts is not None:
            if found.get(name) != facts:  # nothing, too: who needs it may have run while it was switched off
                for dependent in table.dependents(name):
                    stages.pop(dependent, None)
            found[name] = dict(facts)
        stages[name] = mark
    changed = msgspec.structs.replace(photo, found=found, edits=edits)
    told = msgspec.convert(effective(changed), Told)
    changed = msgspec.structs.replace(changed, **msgspec.structs.asdict(told))
    for stage in table:
        if stage.name not in results and any(value_at(changed, name) != value_at(photo, name) for name in stage.reads):
            stages.pop(stage.name, None)
    return msgspec.structs.replace(changed, stages=stages, **_standing(stages, table, photo.damage))


def _standing(marks: Mapping[str, Mark], table: StageTable, damage: str) -> dict[str, Any]:
    """The fields that follow from the marks, and from what is wrong with the original. That a stage is switched off is
    no trouble of a photo."""
    settled = table.settled(marks)
    failed = any(name in marks and marks[name].state == "failed" for name in ESSENTIAL)
    return {
        "status": "failed" if failed else "ready" if settled else "processing",
        "settled": table.digest if settled and not table.behind else "",
        # In the order of the stages: marks come in that of the workers.
        "troubles": [ORIGINAL_DAMAGED] * bool(damage)
        + [
            f"{stage.name}:{mark.state}"
            for stage in table
            if (mark := marks.get(stage.name)) is not None
            and mark.state != "done"
            and not stage.off
            and mark.error != SWITCHED_OFF
        ],
    }
