"""Whether the numbers of a sentence are those of what they are said of."""

import re
from collections.abc import Iterator

from shared.domain.checking.claims import claims_of
from shared.domain.checking.comparing import PHOTOS, hedge, holds, sums_wrong
from shared.domain.checking.facts import Owner
from shared.domain.checking.sentence import TOKEN, Sentence

_SHARES = ("%", "percent", "per cent", "prozent", "pour cent", "por ciento", "por cento", "per cento", "procent")
_IS = frozenset(("is", "are", "ist", "est", "es", "è", "é", "turned", "turns", "wurde", "wird"))  # before an age


class Amounts(Sentence):
    def _numbers(self) -> Iterator[str]:
        of = list[tuple[int, str, bool]]()
        for value, start, end in self.numbers:
            if not self._true(value, start, end):
                yield f"The number {self.rest[start:end]!r} is not that of what it is said of."
            if self._noun(end) in ("", PHOTOS):
                nearest = self._nearest(start, end)
                own = self.known.counts.get((PHOTOS, nearest)) == value
                of.append((value, nearest if own else "", self._parted(start)))
        if sums_wrong(of, self.known.counts):
            yield "What is said of several does not come to what is said of all."

    def _true(self, value: int, start: int, end: int) -> bool:
        if any(
            re.fullmatch(r"\s*(?:,?\s*\b(?:of|del?)\b)?\s*", self.rest[said.end : start])
            for said in self.dates if said.end <= start and not said.year
        ):  # fmt: skip
            return False  # it is more of the date
        if self.rest[end:].lstrip().lower().startswith(_SHARES):
            return False
        key = self._noun(end)
        if not key and value in self.known.loose and not self._nearest(start, end):
            return True
        year = not key and self.rest[start:end].isdigit() and end - start == 4
        if year and value in self.known.years:
            return True
        how = hedge(self.rest, start, self.language)
        return any(
            self._fits(owner, true, key, start, end)
            for true, owners in self.known.owners.items() if holds(value, true, how) for owner in owners
        )  # fmt: skip

    def _fits(self, owner: Owner, value: int, key: str, start: int, end: int) -> bool:
        if owner.key != key if key else not (self._bracketed(start) or self._bare(owner.key, start, end)):
            return False
        if owner.day:
            return any(
                day == owner.day.day and said.month == owner.day.month for said in self.dates for day in said.days
            )
        near = self._nearest(start, end)
        if owner.name:
            return near == owner.name and (start in self.paired or self._touches(near, start, end))
        if start in self.paired:
            return False
        if not key:
            return near == "" and not self.dates
        if not self._parted(start) and not self._overall(start, key):
            return False
        # Of all: what is said to be there must be all that there is.
        beside = {each.name for owners in self.known.owners.values() for each in owners if each.key == key}
        there = [] if self._parted(start) else [name for name in self._there(start, end) if name in beside]
        enough = sum(self.known.counts.get((key, name), 0) for name in there) >= value
        return not there or (enough and all(map(self._every_one, there)))

    def _bare(self, key: str, start: int, end: int) -> bool:
        """Whether a number counts what it does not name: that is named elsewhere, and nothing beside it says that it is
        an age, or anything else."""
        if key not in self.before | self.counted:
            return False
        beside = claims_of(self.language).beside.split()
        words = (TOKEN.findall(self.rest[:start])[-1:], TOKEN.findall(self.rest[end:])[:1])
        ends = {until for _, until, _ in self.named} | {begin for begin, _, _ in self.named}
        touching = (len(self.rest[:start].rstrip()) in ends, len(self.rest) - len(self.rest[end:].lstrip()) in ends)
        if words[0] and words[0][0].casefold() in _IS:
            return False
        return all(
            touches or not found or found[0].casefold() in beside or not found[0][0].isalnum()
            for found, touches in zip(words, touching, strict=True)
        )

    def _touches(self, name: str, start: int, end: int) -> bool:
        """Whether no other number stands between them, and the number is not that of several names."""
        for begin, until, each in self.named:
            left, right = (until, start) if until <= start else (end, begin)
            if each == name and not any(left <= number < right for _, number, _ in self.numbers):
                return until <= start or len(self._there(start, end)) < 2
        return False

    def _overall(self, start: int, key: str) -> bool:
        """Whether a number may be of all after what stands before it: not one day of several, nor only some names."""
        if key == PHOTOS and self._of_a_day(start):
            return False
        last = max((until for _, _, until in self.numbers if until <= start), default=0)
        whose = (
            self.known.people if key != PHOTOS else [name for of, name in self.known.counts if of == PHOTOS and name]
        )
        before = [name for begin, _, name in self.named if last <= begin < start and name in whose]
        count = sum(self.known.counts.get((PHOTOS, name), 0) for name in set(before))
        all_ = self.known.counts.get((PHOTOS, ""), 0)
        return not before or count >= all_ or (len(before) > 1 and all(map(self._every_one, before)))

    def _of_a_day(self, start: int) -> bool:
        """Whether one day of several is said, and no other number between it and this one."""
        within, single = self.known.within, [said for said in self.dates if len(said.days) == 1]
        if len(single) != 1 or not within or within[0] == within[1]:
            return False
        low, high = sorted((start, single[0].start))
        between = any(low < begin < high for _, begin, _ in self.numbers)
        return not between and not any(said.month != single[0].month for said in self.dates)
