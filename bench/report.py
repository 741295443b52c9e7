"""What was measured, as rows of a table."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from eval.tables import table


@dataclass(frozen=True, slots=True)
class Row:
    """`product` and `reference` in `unit`; `ratio` is the product's value over the reference's."""

    what: str
    unit: str
    product: float
    named: str
    reference: float
    ratio: float
    wanted: str = ""

    def cells(self) -> list[str]:
        ours, theirs = (f"{_digits(value)} {self.unit}".strip() for value in (self.product, self.reference))
        return [self.what, ours, f"{self.named}: {theirs}", _digits(self.ratio), self.wanted]


def single(what: str, unit: str, product: float, named: str, reference: float, wanted: str = "") -> Row:
    return Row(what, unit, product, named, reference, product / reference, wanted)


def paired(what: str, unit: str, named: str, pairs: Sequence[tuple[float, float]], wanted: str = "") -> Row:
    """The medians of rounds of (product, reference), and of the rounds' own ratios: the machine is shared, and who
    disturbs one round disturbs both sides of it."""
    products, references = zip(*pairs, strict=True)
    ratio = median(ours / theirs for ours, theirs in pairs)
    return Row(what, unit, median(products), named, median(references), ratio, wanted)


def section(rows: Sequence[Row]) -> str:
    """A Markdown table with its date and its machine."""
    when = f"{datetime.now(UTC):%d %b %Y}"
    where = f"{os.cpu_count()} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}"
    head = ["measured", "Heliograph", "reference", "ratio", "wanted"]
    return f"Measured {when} on {where}.\n\n{table(head, [row.cells() for row in rows])}"


def _digits(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo") as lines:
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (FileNotFoundError, StopIteration):
        return platform.processor() or platform.machine()
