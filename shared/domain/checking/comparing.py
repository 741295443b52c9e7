"""Whether what a sentence compares is so: shares of all photos, who or what is first, and sums. Each answers with what
is wrong, as sentences in English."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from shared.domain.checking.claims import claims_of, searched
from shared.domain.checking.facts import Facts
from shared.domain.checking.words import counted_of

PHOTOS = "photos"
NEARLY = 0.9  # of all, at least, are nearly all
ABOUT = 0.1  # so far, as a part of it, may a round number be from what is so
_CLAUSE = re.compile(r"[,;:()—–]|\.(?=\s|$)")
_OF_ALL = re.compile(r"\b(?:in|of|above|von|vor|de|di|van|em|en)\s+$", re.IGNORECASE)
_WORD = re.compile(r"\{\w+\}|\d+|[^\W\d_]+")

Named = Sequence[tuple[int, int, str]]  # where a name begins and ends, and which


def holds(said: float, true: float, hedge: str) -> bool:
    """Whether a number may be said of another. `hedge`: "over", "under", "about", or "" for exactly."""
    match hedge:
        case "over":
            return said < true <= said * (1 + 1.5 * ABOUT)
        case "under":
            return said * (1 - ABOUT) <= true < said
        case "about":
            return abs(said - true) <= ABOUT * said
    return said == true


def hedge(text: str, start: int, language: str) -> str:
    """What stands before a number or a share."""
    claims, before = claims_of(language), text[:start]
    for name, words in (("under", claims.under), ("over", claims.over), ("about", claims.about)):
        if re.search(rf"(?<!\w)(?:{words})(?:\s+|['’])(?:an?\s+|die\s+|der\s+|de\s+|la\s+)?$", before, re.IGNORECASE):
            return name
    return ""


def clauses(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _CLAUSE.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)


def shares_in(text: str, language: str) -> list[tuple[int, int, float]]:
    found: list[tuple[int, int, float]] = []
    for words, share in claims_of(language).shares.items():
        for match in searched(words).finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), share))
    return found


def shares_wrong(text: str, named: Named, known: Facts) -> Iterator[str]:
    whole = known.counts.get((PHOTOS, ""), 0)
    shares = shares_in(text, known.language)
    for begin, end in clauses(text):
        there = {name for start, _, name in named if begin <= start < end}
        counts = [known.counts.get((PHOTOS, name), -1) for name in there]
        for start, until, share in shares:
            if not begin <= start < end:
                continue
            likened = re.match(r"\s+(?:as|so|de veces|que|dan|autant)\b", text[until:], re.IGNORECASE)
            how = hedge(text, start, known.language)
            part = counts[0] / whole if len(counts) == 1 and whole else -1.0
            exact = abs(part - share) <= 0.5 / whole if whole else False
            if likened or not (holds(share, part, how) or (how == "over" and share < part < 2 * share) or
                               (not how and exact)):  # fmt: skip
                yield f"{text[start:until]!r} is no share that the facts have."
        yield from _every(text, begin, end, sum(counts) if counts else None, whole, known.language, shares)


def _every(
    text: str, begin: int, end: int, count: int | None, whole: int, language: str,
    shares: Sequence[tuple[int, int, float]],
) -> Iterator[str]:  # fmt: skip
    for match in searched(claims_of(language).every).finditer(text, begin, end):
        nearly = bool(hedge(text, match.start(), language))
        if _OF_ALL.search(text[: match.start()]) or any(until <= match.start() <= until + 2 for _, until, _ in shares):
            continue
        following = [word.casefold() for word in _WORD.findall(text[match.end() :])[:3]]
        keys = [counted_of(language).get(word) for word in following]
        other = any(key not in (None, PHOTOS) for key in keys) and not any(word.isdigit() for word in following)
        if other or (nearly and count is None):
            yield f"{match[0]!r} is an amount that no fact says."
        elif count is not None and not (NEARLY * whole <= count if nearly else count >= whole):
            yield f"It is not {match[0]!r}."


def first_wrong(
    text: str, named: Named, days: Sequence[tuple[int, int]], weekdays: Sequence[int], known: Facts
) -> Iterator[str]:  # fmt: skip
    """What is said to be most is so. `days`: the single ones that the sentence says, (month, day)."""
    claims = claims_of(known.language)
    if least := searched(claims.least).search(text):
        yield f"{least[0]!r} is not in the facts."
    if not searched(claims.most).search(text):
        return
    for among in known.ranked:
        first = _first_list(text, [each for each in named if each[2] in among])
        best = sorted((known.counts.get((PHOTOS, name), 0) for name in among), reverse=True)[: len(first)]
        counts = sorted((known.counts.get((PHOTOS, name), 0) for name in first), reverse=True)
        if counts != best or (not any(best) and first != among[: len(first)]):
            yield f"{', '.join(first)!r} is not the most."
    busiest = known.busiest
    if busiest and (len(days) == 1 and days[0] != (busiest.month, busiest.day)):
        yield "That day is not the one with the most."
    if busiest and len(weekdays) == 1 and not days and weekdays[0] != busiest.weekday():
        yield "That day of the week is not the one with the most."


def order_wrong(text: str, named: Named, known: Facts) -> Iterator[str]:
    """Whether names that are compared have more, from each to the next, or as many."""
    claims = claims_of(known.language)
    if fewer := searched(claims.fewer).search(text):
        yield f"{fewer[0]!r} is said of nothing that can be looked up."
    ahead, alike = searched(claims.ahead).search(text), searched(claims.alike).search(text)
    for among in known.ranked:
        counts = [known.counts.get((PHOTOS, name), 0) for _, _, name in named if name in among]
        if len(counts) < 2:
            continue
        if ahead and any(later > one for one, later in pairwise(counts)):
            yield f"{ahead[0]!r} is said of names in another order."
        if alike:
            nearly = bool(hedge(text, alike.start(), known.language))
            begin, end = text.rfind(";", 0, alike.start()), text.find(";", alike.end())
            counts = [
                known.counts.get((PHOTOS, name), 0) for start, _, name in named
                if name in among and begin < start and (end < 0 or start < end)
            ]  # fmt: skip
            if counts and min(counts) < max(counts) * (NEARLY if nearly else 1):
                yield f"{alike[0]!r} is not so."


def _first_list(text: str, named: Named) -> list[str]:
    """Names with nothing but a comma or a short word between them."""
    found, last = list[str](), 0
    for start, end, name in named:
        if found and not re.fullmatch(r"[\s,]*[^\W\d_]{0,3}\s*", text[last:start]):
            break
        found, last = [*found, name] if name not in found else found, end
    return found


def sums_wrong(numbers: Sequence[tuple[int, str, bool]], counts: Mapping[tuple[str, str], int]) -> bool:
    """Whether a number of all follows those of several names and is not their sum. `numbers`: in their order, each with
    the name that it is of, "" for all, and whether it is said to be what the one before is a part of."""
    added, several = 0, 0
    for value, name, parted in numbers:
        if name and counts.get((PHOTOS, name)) == value:
            added, several = added + value, several + 1
        elif not name and several > 1 and value != added and not parted:
            return True
    return False
