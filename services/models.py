"""`python -m services.models`: which models look at photos, and going over to others while people search."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from shared.catalog.pipelines import PIPELINES, Pipelines
from shared.errors import Invalid
from shared.inference.hub import connected
from shared.inference.listing import lines
from shared.inference.own import OwnModel, checked_name, discard
from shared.inference.taking import Wanted
from shared.pipeline import PROGRAM
from shared.runtime.asking import asked, gateway_at
from shared.runtime.command import carry_out, command_parser
from shared.runtime.platform import held, openings
from shared.runtime.settings import Settings

_EXAMPLES = """
examples:
  python -m services.models list                by task every model, with its licence, and whether its files are here
  python -m services.models status              by task the model that answers, and how far the work on photos is
  python -m services.models add detect birds birds.onnx --names birds.txt
                                                take in a detector of your own, of the format of YOLOv8
  python -m services.models pull detect birds owner/repository onnx/model.onnx
                                                ... or one of a model hub (HF_ENDPOINT, HF_TOKEN)
  python -m services.models pull place siglip2 google/siglip2-base-patch16-256
                                                fetch an image-text model that photos are placed and found by (CLIP,
                                                SigLIP; torch runs them: docs/models.md), or add a folder of one
  python -m services.models use detect birds    ... and look at all photos by it
  python -m services.models use place bundled   go over to another; search goes on with the old one until all is done
  python -m services.models cancel place        ... and take that back
  python -m services.models take-over           after going back to an earlier release: it goes on in its own way
  docker compose exec gateway python -m services.models status

All but list ask the gateway at HELIOGRAPH_HOST and HELIOGRAPH_PORT with HELIOGRAPH_TOKEN, or at --url. docs/models.md
tells what each model can do, and which files are taken. What is added is copied into the models folder below
HELIOGRAPH_HOME, which in a cluster the gateway shares with vision for that (docs/operations.md). Only take-over goes to
the catalog itself; the embedded profile has to be stopped for it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser("models", "Tells which models look at photos, and goes over to others.", _EXAMPLES)
    parser.add_argument("--url", help="where the gateway is, as http://photos.home:8000")
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|status|add|pull|use|remove|cancel|take-over")
    acts.add_parser("list", help="by task every model that is known here")
    acts.add_parser("status", help="by task the model that answers, and how far the work on photos is")
    add = acts.add_parser("add", help="take in a model of your own")
    pull = acts.add_parser("pull", help="fetch a model of a hub, and take it in")
    for taking in (add, pull):
        taking.add_argument("task")
        taking.add_argument("name", help="what it shall be called: small letters, digits, dashes, underscores")
        taking.add_argument("--names", type=Path, help="names of its classes, one a line, or the YAML of its data set")
    add.add_argument("file", type=Path, help="an ONNX file; to place by, the folder of a checkpoint")
    add.add_argument("--licence", default="", help="under which you have it; else what the file says")
    pull.add_argument("repository", help="as owner/name")
    pull.add_argument("path", nargs="?", default="", help="of an ONNX file in it; none of a model to place by")
    pull.add_argument("--revision", default="main", help="a branch, a tag or a commit")
    pull.add_argument("--accept", default="", metavar="LICENCE", help="the licence whose terms you accept")
    use = acts.add_parser("use", help="go over to another model")
    remove = acts.add_parser("remove", help="take a model of your own out again")
    for naming in (use, remove):
        naming.add_argument("task")
        naming.add_argument("name")
    cancel = acts.add_parser("cancel", help="stay with the model that answers")
    cancel.add_argument("task")
    acts.add_parser("take-over", help="let this release go on where a later one has been")
    chosen = parser.parse_args(arguments)
    if chosen.act == "take-over":
        return carry_out(_take_over)
    if chosen.act == "list":
        return carry_out(_list)

    async def act(settings: Settings) -> None:
        async with gateway_at(settings, chosen.url) as gateway:
            told = await asked(gateway, "GET", "/models")
            if chosen.act in ("add", "pull"):
                model = await _taken(settings.models_folder, chosen)
                path = f"/models/{model.task}/{model.name}"
                told = await asked(gateway, "PUT", path, json=_sent(model))
                print(_added(model))
            elif chosen.act == "remove":
                told = await asked(gateway, "DELETE", f"/models/{chosen.task}/{checked_name(chosen.name)}")
                await asyncio.to_thread(discard, settings.models_folder, chosen.task, chosen.name)
            elif chosen.act == "use":
                told = await asked(gateway, "PUT", f"/models/{chosen.task}", json={"name": chosen.name})
            elif chosen.act == "cancel":
                task = next((task for task in told["tasks"] if task["task"] == chosen.task), None)
                if task is None or not task["fills"]:
                    raise Invalid(f"Nothing is being switched for the task {chosen.task!r}.")
                told = await asked(gateway, "PUT", f"/models/{chosen.task}", json={"name": task["name"]})
        print(*_lines(told), sep="\n")

    return carry_out(act)


async def _taken(models: Path, chosen: Namespace) -> OwnModel:
    """The model that was asked for, in the models folder."""
    wanted = Wanted(chosen.task, chosen.name, chosen.names)
    wanted.check()
    return await (_checkpoint if chosen.task == "place" else _network)(models, wanted, chosen)


async def _network(models: Path, wanted: Wanted, chosen: Namespace) -> OwnModel:
    """Of one file."""
    from services.vision.models.adding import pull_in, put_in  # onnxruntime, for nobody else

    if chosen.act == "add":
        return await put_in(models, wanted, chosen.file, licence=chosen.licence)
    if not chosen.path:
        raise Invalid("Which ONNX file of the repository? Say its path after the repository's name.")
    async with connected() as hub:
        offer = await hub.offer(chosen.repository, chosen.path, chosen.revision)
        print(f"{offer.source}, {offer.bytes / 1e6:.1f} MB, licence {offer.licence}")
        return await pull_in(models, wanted, hub, offer, accepted=chosen.accept, progress=_told())


async def _checkpoint(models: Path, wanted: Wanted, chosen: Namespace) -> OwnModel:
    """A folder."""
    from services.embedder.models.adding import offered, pull_in, put_in

    if chosen.act == "add":
        return await put_in(models, wanted, chosen.file, licence=chosen.licence)
    if chosen.path:
        raise Invalid("A model to place by is a whole repository: name no path in it.")
    async with connected() as hub:
        offers = await offered(hub, chosen.repository, chosen.revision)
        whole = sum(offer.bytes for offer in offers)
        print(f"{chosen.repository}, {len(offers)} files, {whole / 1e6:.1f} MB, licence {offers[0].licence}")
        return await pull_in(models, wanted, hub, offers, accepted=chosen.accept, progress=_told())


def _sent(model: OwnModel) -> dict[str, Any]:
    space = {"space": msgspec.to_builtins(model.space)} if model.space else {}
    return {"digest": model.digest} | space


def _told() -> Callable[[int, int], None]:
    """Tells how far it is, at each tenth."""
    last = 0

    def told(there: int, of: int) -> None:
        nonlocal last
        if (tenth := 10 * there // of) > last:
            last = tenth
            print(f"{10 * tenth} %", flush=True)

    return told


async def _list(settings: Settings) -> None:
    print(*await asyncio.to_thread(lambda: list(lines(settings.models_folder))), sep="\n")


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


def _added(model: OwnModel) -> str:
    """The licence is for who adds it to keep: it is said, and not judged."""
    return (
        f"{model.name}: {model.told}, licence "
        f"{model.licence}. Photos are looked at by it after: python -m services.models use {model.task} {model.name}"
    )


def _line(task: dict[str, Any]) -> str:
    others = [name for name in task["choices"] if name not in (task["name"], task["fills"])]
    filling = f", going over to {task['fills']}" if task["fills"] else ""
    return f"{task['task']:<8} {task['name']}{filling}" + (f"   (also: {', '.join(others)})" if others else "")


if __name__ == "__main__":
    sys.exit(main())
