"""When a photo was taken as far as that is known, who says so, and where it stands in the timeline."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from shared.domain.instants import ago

# Who says when a photo was taken: its owner, what stands in the file, or the file's name. Where nobody does it lies in
# the timeline by its file's own date, which a copy may have changed, or by when it came: neither answers a question
# about when it was taken.
DateSource = Literal["owner", "metadata", "name", "file", "upload"]
Precision = Literal["second", "day", "month", "year"]

_KNOWN_TO: Mapping[str, int] = {"year": 4, "month": 7, "day": 10, "second": 10}  # letters of an ISO date
_FIRST_PHOTOGRAPH = "1826"
_UNSET = ("1970-01-01T00:00:00", "1980-01-01T00:00:00")  # by file systems and archives that know none


class Dating(msgspec.Struct, frozen=True):
    """`sort_at` is an instant; `day` and `month` are where it stands. `taken_day` is "2023-07-14", or "2023-07" or
    "2023" when no more is known, and None for an undated photo, as `taken_month` is."""

    sort_at: str
    day: str
    month: str
    date_source: DateSource
    date_precision: Precision | None = None
    taken_day: str | None = None
    taken_month: str | None = None


def dating(found: Mapping[str, Any], edits: Mapping[str, Any], *, modified_at: str | None, uploaded_at: str) -> Dating:
    """`found` are the facts of the stage metadata, `edits` those of the owner, who wins with all of them together."""
    said = edits if edits.get("taken_at") else found
    if taken_at := said.get("taken_at"):
        precision: Precision = said.get("taken_to") or "second"
        known, day = taken_at[: _KNOWN_TO[precision]], taken_at[:10]
        sort_at = said.get("taken_instant") or modified_at or uploaded_at
        source: DateSource = "owner" if said is edits else "name" if said.get("taken_from") == "name" else "metadata"
        return Dating(sort_at, day, day[:7], source, precision, known, known[:7])
    if modified_at and _tells(modified_at):
        return Dating(modified_at, modified_at[:10], modified_at[:7], "file")
    return Dating(uploaded_at, uploaded_at[:10], uploaded_at[:7], "upload")


def _tells(modified_at: str) -> bool:
    """Whether a file's own date may be one: from before photography or from the future it is a clock's mistake."""
    return modified_at >= _FIRST_PHOTOGRAPH and not modified_at.startswith(_UNSET) and modified_at <= ago(days=-1)
