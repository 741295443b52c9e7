"""python -m eval.occasions [--held-out] [--write docs/quality.md]: how well occasions and trips are found on made
libraries. `--held-out` adds the kinds that nobody tunes on."""

from collections.abc import Sequence

import numpy as np

from eval.command import parser, publish
from eval.occasions.held_out import HELD_OUT
from eval.occasions.kinds import OPEN
from eval.occasions.life import Life, Made
from eval.occasions.measure import FIXED, best_fixed, best_toc, f1, fixed, libraries, ours, photo_toc, trip_f1
from eval.tables import table

_SEEDS = range(3)


def main() -> None:
    command = parser("eval.occasions", __doc__)
    command.add_argument("--held-out", action="store_true")
    asked = command.parse_args()
    sets = [libraries(life, _SEEDS) for life in OPEN]
    hours, (factor, reach) = best_fixed(sets), best_toc(sets)
    ways = [*map(fixed, (*FIXED, hours)), photo_toc(factor, reach), ours]
    heads = [*(f"{each:g} h" for each in (*FIXED, hours)), "PhotoTOC", "ours", "trips"]

    def rows(lives: Sequence[Life], of: Sequence[Sequence[Made]]) -> list[list[str]]:
        scores = [[f1(way, each) for way in ways] for each in of]
        found = [[score for library in each if (score := trip_f1(library)) is not None] for each in of]
        means = [float(np.mean(each)) for each in zip(*scores, strict=True)]
        return [
            *([life.name, *_cells(row), _mean(trips)] for life, row, trips in zip(lives, scores, found, strict=True)),
            ["**mean**", *_cells(means), ""],
        ]

    text = f"Open kinds; PhotoTOC with the factor {factor:g} over {reach} gaps on either side.\n\n"
    text += table(["library", *heads], rows(OPEN, sets))
    if asked.held_out:
        held = [libraries(life, _SEEDS) for life in HELD_OUT]
        text += "\n\nKinds that were held out.\n\n" + table(["library", *heads], rows(HELD_OUT, held))
    publish("eval.occasions", text, asked.write)


def _cells(values: Sequence[float]) -> list[str]:
    return [f"{value:.3f}" for value in values]


def _mean(values: Sequence[float]) -> str:
    return f"{np.mean(values):.3f}" if values else "none"


if __name__ == "__main__":
    main()
