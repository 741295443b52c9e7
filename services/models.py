"""`python -m services.models`: which models look at photos, and going over to others while people search."""

import sys
from collections.abc import Sequence
from typing import Any

from shared.catalog.pipelines import PIPELINES, Pipelines
from shared.errors import Invalid
from shared.pipeline import PROGRAM
from shared.runtime.asking import asked, gateway_at
from shared.runtime.command import carry_out, command_parser
from shared.runtime.platform import held, openings
from shared.runtime.settings import Settings

_EXAMPLES = """
examples:
  python -m services.models status              by task the model that answers, and how far the work on photos is
  python -m services.models use place bundled   go over to another; search goes on with the old one until all is done
  python -m services.models cancel place        ... and take that back
  python -m services.models take-over           after going back to an earlier release: it goes on in its own way
  docker compose exec gateway python -m services.models status

It asks the gateway at HELIOGRAPH_HOST and HELIOGRAPH_PORT with HELIOGRAPH_TOKEN, or at --url. docs/models.md tells what
each model can do. Only take-over goes to the catalog itself; the embedded profile has to be stopped for it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser("models", "Tells which models look at photos, and goes over to others.", _EXAMPLES)
    parser.add_argument("--url", help="where the gateway is, as http://photos.home:8000")
    acts = parser.add_subparsers(dest="act", required=True, metavar="status|use|cancel|take-over")
    acts.add_parser("status", help="by task the model that answers, and how far the work on photos is")
    use = acts.add_parser("use", help="go over to another model")
    use.add_argument("task")
    use.add_argument("name")
    cancel = acts.add_parser("cancel", help="stay with the model that answers")
    cancel.add_argument("task")
    acts.add_parser("take-over", help="let this release go on where a later one has been")
    chosen = parser.parse_args(arguments)
    if chosen.act == "take-over":
        return carry_out(_take_over)

    async def act(settings: Settings) -> None:
        async with gateway_at(settings, chosen.url) as gateway:
            told = await asked(gateway, "GET", "/models")
            if chosen.act == "use":
                told = await asked(gateway, "PUT", f"/models/{chosen.task}", json={"name": chosen.name})
            elif chosen.act == "cancel":
                task = next((task for task in told["tasks"] if task["task"] == chosen.task), None)
                if task is None or not task["fills"]:
                    raise Invalid(f"Nothing is being switched for the task {chosen.task!r}.")
                told = await asked(gateway, "PUT", f"/models/{chosen.task}", json={"name": task["name"]})
        print(*_lines(told), sep="\n")

    return carry_out(act)


async def _take_over(settings: Settings) -> None:
    with held(settings):
        catalog = await openings(settings).catalog()
        try:
            await catalog.declare(PIPELINES)
            pipelines = Pipelines(catalog)
            while (record := await pipelines.read()) and record.release > PROGRAM.release:
                if await pipelines.change(record, PROGRAM.raised(record)):
                    print(f"Photos are worked on by the stages of release {PROGRAM.release} from now on.")
                    return
        finally:
            await catalog.close()
    print("No later release has been here: there is nothing to take over.")


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [_line(task) for task in told["tasks"]]
    progress = told["progress"]
    rest = f", about {max(1, round(progress['seconds'] / 60))} minutes left" if progress["seconds"] else ""
    if progress["done"] < progress["photos"]:
        lines.append(f"{progress['done']:,} of {progress['photos']:,} photos are done{rest}")
    return lines


def _line(task: dict[str, Any]) -> str:
    others = [name for name in task["choices"] if name not in (task["name"], task["fills"])]
    filling = f", going over to {task['fills']}" if task["fills"] else ""
    return f"{task['task']:<8} {task['name']}{filling}" + (f"   (also: {', '.join(others)})" if others else "")


if __name__ == "__main__":
    sys.exit(main())
