"""Instants are fixed-width UTC strings, so that text order is time order in every store."""

from datetime import UTC, datetime, timedelta


def instant(moment: datetime | None = None) -> str:
    """`2026-11-21T08:00:00.000000Z`; now when no moment is given. The moment must carry a zone."""
    moment = moment or datetime.now(UTC)
    if moment.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ago(**amount: float) -> str:
    """The instant that many days, hours, seconds ... ago (timedelta's words)."""
    return instant(datetime.now(UTC) - timedelta(**amount))


def around(text: str, margin: timedelta) -> tuple[str, str]:
    """That long before and after an instant, no further than the calendar goes."""
    moment = parse_instant(text)
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    before = moment - margin if moment - first > margin else first
    after = moment + margin if last - moment > margin else last
    return instant(before), instant(after)


def seconds_since(text: str) -> float:
    """Never negative, though clocks are set back."""
    return max(0.0, (datetime.now(UTC) - parse_instant(text)).total_seconds())


def local_month(month: str) -> tuple[str, str]:
    """The instants between which a local month ("2023-07") lies everywhere, and a day around it."""
    middle = datetime(int(month[:4]), int(month[5:]), 15, tzinfo=UTC)
    return around(instant(middle), timedelta(days=18))


def local_day(day: str) -> tuple[str, str]:
    """The same of a local day ("2023-07-14")."""
    return around(f"{day}T12:00:00.000000Z", timedelta(days=2))
