"""A Stage is work on one photo; a StageTable is all of them, in the order people read them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

# Raised when other effective fields follow from the same facts: reconcile then settles every photo anew.
EFFECTIVE = 6

Source = Literal["original", "preview", "record", "parts"]
BY_BOX = "shared.domain.matching:by_box"


@dataclass(frozen=True, slots=True)
class Stage:
    """`takes` says where it runs: an "original" is opened only in a decoder child; a "preview" is decoded once per
    photo and handed to every pixel stage that lacks its mark; a "record" stage works from facts alone; one of "parts"
    works on the `blob` of each part that the stage `of` found, which it needs, and says more of the same parts.
    `parts`: it finds parts, and this (an import path) tells which of them are those of an earlier run.
    `reads` are effective fields of the photo, or edits: when one changes, the stage's mark is cleared.
    A new `version` makes reconcile run the stage again on every photo, and so do other `models`: those that a stage
    with a `task` asks, by their identities; marks that name no model were made by those that are `unnamed`.
    `off` is why the stage is switched off, "" when it is not: photos then skip it, at version 0, so that they are due
    again once it is on. `lacks` is why this process leaves the stage to others. `plugin` is who brings it, "" for those
    of Heliograph."""

    name: str
    service: str
    takes: Source
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    version: int = 1
    task: str = ""  # shared/inference/tasks.py
    models: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    off: str = ""
    lacks: str = ""
    parts: str = ""
    of: str = ""
    blob: str = ""
    plugin: str = ""

    @property
    def has_parts(self) -> bool:
        """Whether it writes parts."""
        return bool(self.parts) or self.takes == "parts"

    def lacking(self, mark: Any) -> tuple[str, ...]:
        """The models that it has still to ask; all of them where it has not run in this version, or writes parts, which
        each run does anew."""
        if mark is None or mark.version < self.version or mark.state != "done" or self.has_parts:
            return self.models
        return tuple(model for model in self.models if model not in (mark.models or self.unnamed)) or self.models


class StageTable:
    """`behind`: the effective fields follow as another release has them, so that this program settles no photo."""

    def __init__(self, *stages: Stage, effective: int = EFFECTIVE, behind: bool = False) -> None:
        self._stages = {stage.name: stage for stage in stages}
        self.effective = effective
        self.behind = behind
        # Photos are settled under this digest; another table has another, and reconcile finds the difference.
        # Of two models the one that is being filled: the switch to it leaves photos settled.
        told = repr((effective, [(s.name, s.version, s.models[-1:]) for s in stages]))
        self.digest = hashlib.sha256(told.encode()).hexdigest()[:12]

    def follow(self, table: "StageTable") -> None:
        """Becomes as the other: whoever holds this one goes on by what runs now."""
        self._stages = {stage.name: stage for stage in table}
        self.effective, self.behind, self.digest = table.effective, table.behind, table.digest

    def __iter__(self) -> Iterator[Stage]:
        return iter(self._stages.values())

    def __getitem__(self, name: str) -> Stage:
        return self._stages[name]

    def get(self, name: str) -> Stage | None:
        return self._stages.get(name)

    def without(self, name: str, why: str) -> "StageTable":
        """The table with this stage switched off. Its digest is another, so that reconcile finds the photos that
        skipped the stage when it is on again."""
        return StageTable(*(replace(stage, version=0, off=why) if stage.name == name else stage for stage in self))

    def of(self, service: str) -> list[Stage]:
        return [stage for stage in self if stage.service == service]

    def names(self) -> set[str]:
        return set(self._stages)

    def services(self) -> list[str]:
        return list(dict.fromkeys(stage.service for stage in self))

    def marked(self, marks: Mapping[str, Any], name: str) -> bool:
        """Whether the stage has run, well or not, at its current version and with its current models."""
        mark, stage = marks.get(name), self._stages[name]
        if mark is None or mark.version < stage.version:
            return False
        return not stage.models or set(stage.models) <= set(mark.models or stage.unnamed)

    def settled(self, marks: Mapping[str, Any]) -> bool:
        return all(self.marked(marks, name) for name in self._stages)

    def due(self, marks: Mapping[str, Any], service: str) -> list[Stage]:
        """The service's unmarked stages that this process can run, all of whose needs are marked. Those that are off
        are everybody's: who comes first skips them."""
        return [stage for stage in self._waiting(marks, service) if not stage.lacks]

    def lacks(self) -> list[str]:
        """Why this process leaves stages to others, a clause each."""
        return [stage.lacks for stage in self if stage.lacks]

    def left(self, marks: Mapping[str, Any], service: str) -> list[Stage]:
        """The service's stages that would be due if this process could run them."""
        return [stage for stage in self._waiting(marks, service) if stage.lacks]

    def _waiting(self, marks: Mapping[str, Any], service: str) -> list[Stage]:
        return [
            stage
            for stage in self
            if (stage.service == service or stage.off)
            and not self.marked(marks, stage.name)
            and all(self.marked(marks, need) for need in stage.needs)
        ]

    def called(self, marks: Mapping[str, Any], service: str) -> list[str]:
        """The other services whose due stages all need one of this service's. Who has others due as well was called for
        those, and comes to these when it is done with them."""
        own = {stage.name for stage in self.of(service)}
        due = {other: self._waiting(marks, other) for other in self.services() if other != service}
        return [other for other, stages in due.items() if stages and all(own & set(stage.needs) for stage in stages)]

    def dependents(self, name: str) -> list[str]:
        """The stages that need this one directly."""
        return [stage.name for stage in self if name in stage.needs]
