"""A Stage is work on one photo; a StageTable is all of them, in the order people read them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Source = Literal["original", "preview", "record"]


@dataclass(frozen=True, slots=True)
class Stage:
    """`takes` says where it runs: an "original" is opened only in a decoder child; a "preview" is decoded once per
    photo and handed to every pixel stage that lacks its mark; a "record" stage works from facts alone.
    `reads` are effective fields of the photo: when one changes, the stage's mark is cleared.
    A new `version` makes reconcile run the stage again on every photo."""

    name: str
    service: str
    takes: Source
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    version: int = 1


class StageTable:
    def __init__(self, *stages: Stage) -> None:
        self._stages = {stage.name: stage for stage in stages}
        # Photos are settled under this digest; another table has another, and reconcile finds the difference.
        self.digest = hashlib.sha256(repr([(s.name, s.version) for s in stages]).encode()).hexdigest()[:12]

    def __iter__(self) -> Iterator[Stage]:
        return iter(self._stages.values())

    def __getitem__(self, name: str) -> Stage:
        return self._stages[name]

    def of(self, service: str) -> list[Stage]:
        return [stage for stage in self if stage.service == service]

    def services(self) -> list[str]:
        return list(dict.fromkeys(stage.service for stage in self))

    def marked(self, marks: Mapping[str, Any], name: str) -> bool:
        """Whether the stage has run, well or not, at its current version."""
        mark = marks.get(name)
        return mark is not None and mark.version >= self._stages[name].version

    def settled(self, marks: Mapping[str, Any]) -> bool:
        return all(self.marked(marks, name) for name in self._stages)

    def due(self, marks: Mapping[str, Any], service: str) -> list[Stage]:
        """The service's unmarked stages, all of whose needs are marked."""
        return [
            stage
            for stage in self.of(service)
            if not self.marked(marks, stage.name) and all(self.marked(marks, need) for need in stage.needs)
        ]

    def awaited(self, marks: Mapping[str, Any], but: str = "") -> list[str]:
        """The services, other than `but`, that have a stage due."""
        return [service for service in self.services() if service != but and self.due(marks, service)]

    def dependents(self, name: str) -> list[str]:
        """The stages that need this one directly."""
        return [stage.name for stage in self if name in stage.needs]
