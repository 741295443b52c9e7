"""python -m eval.follow_up [--write docs/quality.md]: what twenty answers do for sixty searches, by value and at
random."""

import asyncio
import logging
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

from eval.command import parser, publish
from eval.follow_up.answering import Owner, questions
from eval.follow_up.library import Made, made
from eval.tables import table
from shared.catalog.questions import Questions
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings

ANSWERS = 20
SEEDS = 20
_AFTER = (5, 10, 20)  # answers
_MEMORY = Path("/dev/shm")  # where there is one: hundreds of thousands of writes that need not last


async def measured(folder: Path, seeds: int) -> str:
    home = folder / "library"
    away = "http://127.0.0.1:9"
    platform = await Platform.open(Settings(home=home, embedder_url=away, vision_url=away))
    known = await made(platform)
    await platform.close()
    owner = await Owner.open(home, known)
    await owner.begin()
    before = await owner.recall()
    asked = await owner.open_questions()
    kinds = Counter(each.kind for each in asked)
    await owner.close()
    value, first = await _run(folder, home, known, None)
    chance = [(await _run(folder, home, known, seed))[0] for seed in range(seeds)]
    mean = {n: float(np.mean([each[n] for each in chance])) for n in _AFTER}
    rows = [
        [f"after {n} answers", f"{value[n]:.3f}", f"{mean[n]:.3f}",
         f"{min(each[n] for each in chance):.3f} to {max(each[n] for each in chance):.3f}",
         f"{(value[n] - before) / (mean[n] - before):.2f}"]
        for n in _AFTER
    ]  # fmt: skip
    there = ", ".join(f"{count} of {kind}" for kind, count in kinds.most_common())
    return (
        f"{len(known.truth):,} photos as records, without pictures: what is searched for is names, places and dates. "
        f"{sum(kinds.values())} questions are open: {there}. R@10 of {len(questions())} searches before: {before:.3f}. "
        f"By value were asked: {', '.join(f'{count} of {kind}' for kind, count in first.most_common())}.\n\n"
        + table(
            ["R@10", "by value", f"at random, {seeds} seeds", "from, to", "gain by value over gain at random"], rows
        )
    )


async def _run(folder: Path, home: Path, known: Made, seed: int | None) -> tuple[dict[int, float], Counter[str]]:
    """R@10 after so many answers; `seed` None: by value. -> what was asked, too."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    owner = await Owner.open(copy, known)
    rng = np.random.default_rng(seed)
    recall: dict[int, float] = {}
    kinds = Counter[str]()
    given = 0
    while given < ANSWERS:
        id = await (owner.best() if seed is None else owner.any(rng))
        if id is None:
            break
        question = await Questions(owner.platform.catalog).find(id)
        if await owner.answer(id):
            given += 1
            kinds[question.kind if question else ""] += 1
            if given in _AFTER:
                recall[given] = await owner.recall()
    await owner.close()
    return {n: recall.get(n, max(recall.values(), default=0.0)) for n in _AFTER}, kinds


def main() -> None:
    command = parser("eval.follow_up", __doc__)
    command.add_argument("--seeds", type=int, default=SEEDS)
    asked = command.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        text = asyncio.run(measured(Path(folder), asked.seeds))
    publish("eval.follow_up", text, asked.write)


if __name__ == "__main__":
    main()
