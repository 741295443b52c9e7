"""`python -m services.dead_letters`: the messages that no worker could settle, listed or sent again."""

import contextlib
import json
import sys
from collections.abc import AsyncIterator, Sequence

from shared.broker.base import Broker, DeadLetter
from shared.pipeline import QUEUES
from shared.runtime.command import carry_out, command_parser
from shared.runtime.platform import held, openings
from shared.runtime.settings import Settings

_EXAMPLES = """
examples:
  python -m services.dead_letters                          list them
  python -m services.dead_letters --replay                 send all of them to work again, after an update
  python -m services.dead_letters --replay --queue vision  ... those of one queue
  docker compose run --rm gateway python -m services.dead_letters

It reads the same environment as the services (docs/settings.md). The embedded profile has to be stopped first: its
queue is a file of one process.
"""
_MOST = 1000  # letters of a queue that are listed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser(
        "dead_letters", "Lists the messages that no worker could settle, or sends them to work again.", _EXAMPLES
    )
    names = [queue.name for queue in QUEUES]
    parser.add_argument("--queue", choices=names, action="append", help="only this queue; may be repeated")
    parser.add_argument("--replay", action="store_true", help="send them to work again")
    parser.add_argument("--json", action="store_true", help="a JSON list in place of lines")
    chosen = parser.parse_args(arguments)
    return carry_out(lambda settings: _run(settings, chosen.queue or names, replay=chosen.replay, as_json=chosen.json))


async def _run(settings: Settings, queues: Sequence[str], *, replay: bool, as_json: bool) -> None:
    async with _broker(settings) as broker:
        if replay:
            for queue in queues:
                print(f"{queue}: {await broker.replay(queue)} sent to work again")
            return
        letters = [letter for queue in queues for letter in await broker.dead_letters(queue, limit=_MOST)]
    if as_json:
        print(json.dumps([_facts(letter) for letter in letters], indent=2, ensure_ascii=False))
    else:
        print(*map(_line, letters), sep="\n") if letters else print("There are no dead letters.")


@contextlib.asynccontextmanager
async def _broker(settings: Settings) -> AsyncIterator[Broker]:
    with held(settings):
        broker = await openings(settings).broker()
        try:
            await broker.declare(*QUEUES)
            yield broker
        finally:
            await broker.close()


def _facts(letter: DeadLetter) -> dict[str, str | int]:
    return {
        "queue": letter.queue,
        "photo": letter.event.photo,
        "owner": letter.event.owner,
        "reason": letter.reason,
        "attempts": letter.attempts,
        "died_at": letter.died_at,
    }


def _line(letter: DeadLetter) -> str:
    return f"{letter.died_at}  {letter.queue}  photo {letter.event.photo}, after {letter.attempts}: {letter.reason}"


if __name__ == "__main__":
    sys.exit(main())
