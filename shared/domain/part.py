"""A Part: something found on a photo that has facts, blobs and vectors of its own, a face for instance.

Whenever a stage runs, it writes its parts as new documents, points and blobs, under a run that was never there before.
What the stage says of the photo names the run, and that makes it visible: so nobody sees half of one, or two at once.
The id of a part lasts over runs: what owners say of it lies under that id, in a note.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import count
from secrets import token_hex
from typing import Any, Protocol
from uuid import UUID, uuid5

import msgspec

from shared.domain.photo import Photo
from shared.domain.renditions import rendition_key
from shared.domain.stored import stored

SUMMARY = "parts"  # among the facts of a stage that finds parts: its run, and how many it found

_POINTS = UUID("0192f0c4-6f1c-7cc1-a5d5-6d1f0f6f7a11")  # the namespace of points
_TIME = 6  # bytes: the instant at which a UUIDv7 was made


@stored
class Part(msgspec.Struct, frozen=True, kw_only=True, rename={"id": "part"}):
    """A part as one run found it. `position` is its place among those of its photo and run. `blobs` are names, `spaces`
    those in which it has a point."""

    id: str
    photo: str
    owner: str
    stage: str
    run: str  # see new_run
    position: int
    facts: dict[str, Any]
    blobs: tuple[str, ...] = ()
    spaces: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id of its document. Two stages may have something to say of one part."""
        return key_of(self.id, self.stage, self.run)

    @property
    def point(self) -> str:
        """The id of its points."""
        return point_of(self.id, self.stage, self.run)

    def blob(self, name: str) -> str:
        """The key of a blob."""
        version, attempt = self.run.partition(":")[0], self.run.rpartition(":")[2]
        return rendition_key(self.owner, self.photo, name, f"{version}-{attempt}", part=self.id)


@stored
class PartNote(msgspec.Struct, frozen=True, kw_only=True):
    """What owners and features say of a part. No stage writes it."""

    id: str  # of the part
    photo: str
    owner: str
    said: dict[str, Any]
    rev: str = ""  # another with every write


class HasFacts(Protocol):
    """What tells a part from another where it is not known yet which it is."""

    @property
    def facts(self) -> Mapping[str, Any]: ...


class Match(Protocol):
    """Which of the old parts each of the new ones is, or None: what a part is called after another run."""

    def __call__(self, old: Sequence[Part], new: Sequence[HasFacts]) -> list[str | None]: ...


def key_of(part: str, stage: str, run: str) -> str:
    return f"{part}:{stage}:{run}"


def point_of(part: str, stage: str, run: str) -> str:
    return str(uuid5(_POINTS, key_of(part, stage, run)))


def new_run(version: int, model: str) -> str:
    """`<stage version>:<model>:<eight digits>`. The digits tell it from all others: messages come more than once, and
    of two workers that look at one photo at the same time neither may write over what the other one shows."""
    return f"{version}:{model}:{token_hex(4)}"


def summary(run: str, count: int) -> dict[str, Any]:
    """Facts of the stage. They change with every run, so that what needs the parts is due again."""
    return {SUMMARY: {"run": run, "count": count}}


def swept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, and that once more something was taken away which no run shows."""
    told = facts.get(SUMMARY, {"run": "", "count": 0})
    return {**facts, SUMMARY: {**told, "swept": told.get("swept", 0) + 1}}


def last_run(photo: Photo, stage: str) -> str:
    """The run that was visible last, also where its mark is cleared; empty where there was none that found anything."""
    told = photo.found.get(stage, {}).get(SUMMARY, {})
    run: str = told.get("run", "") if told.get("count") else ""
    return run


def visible_run(photo: Photo, stage: str) -> str:
    """The run whose parts the photo shows; empty when it has none to show."""
    mark = photo.stages.get(stage)
    return last_run(photo, stage) if mark is not None and mark.state == "done" else ""


def shown_run(photo: Photo, stage: str) -> str:
    """The run to show people: that one, or the last that was visible while the stage is due to look again."""
    return visible_run(photo, stage) if stage in photo.stages else last_run(photo, stage)


def count_of(photo: Photo, stage: str) -> int:
    """How many parts the photo shows."""
    return int(photo.found[stage][SUMMARY]["count"]) if shown_run(photo, stage) else 0


def identified(
    photo: str, stage: str, version: int, old: Sequence[Part], new: Sequence[HasFacts], match: Match,
    named: Collection[str] = (),
) -> list[str]:  # fmt: skip
    """The ids of the new parts: of what an old one matches that one's, else one that follows from photo, stage, version
    and position, so that whoever repeats it comes to the same. `named`: ids that other new parts have anyway.

    `old` are parts of any runs, those first that count more."""
    known: dict[str, Part] = {}
    for part in old:
        if part.id not in named:
            known.setdefault(part.id, part)
    ids = match(list(known.values()), new) if known and new else [None] * len(new)
    taken = known.keys() | set(ids) | set(named)
    return [
        id or next(made for made in _made(photo, f"{stage}:{version}:{position}") if made not in taken)
        for position, id in enumerate(ids)
    ]


def part_id(photo: str, name: str) -> str:
    """That of a part which no stage found, of a name that nothing else on the photo has."""
    return next(_made(photo, name))


def _made(photo: str, name: str) -> Iterator[str]:
    """UUIDv7s of the photo's instant, so that parts lie in the order of their photos; the rest follows from the name.

    RFC 9562, section 5.7."""
    for n in count():
        drawn = blake2b(f"{photo}:{name}:{n}".encode(), digest_size=16 - _TIME).digest()
        bits = bytearray(UUID(photo).bytes[:_TIME] + drawn)
        bits[6] = bits[6] & 0x0F | 0x70
        bits[8] = bits[8] & 0x3F | 0x80
        yield str(UUID(bytes=bytes(bits)))
