"""`python -m services.plugins`: which plugins there are, importing with one, and what stays when one has gone."""

import asyncio
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from shared.catalog.photos import PHOTOS, Photos
from shared.catalog.pipelines import PIPELINES, Pipelines
from shared.domain.pipeline import Pipeline, unplugged
from shared.errors import Invalid
from shared.inference.registry import imported
from shared.pipeline import PROGRAM
from shared.plugins.checks import owns, reserved
from shared.plugins.importing import Imported
from shared.plugins.installed import FAULTS, PLUGINS, Plugin, folder
from shared.runtime.asking import asked, gateway_at
from shared.runtime.command import carry_out, command_parser
from shared.runtime.platform import held, openings
from shared.runtime.settings import Settings

_EXAMPLES = """
examples:
  uv pip install --target .heliograph/plugins ./examples/plugin    install one, then start Heliograph again
  python -m services.plugins list                                  what each adds, and what is wrong
  python -m services.plugins import origin_takeout ~/Takeout       upload what its importer finds there
  uv pip uninstall --target .heliograph/plugins heliograph-origin  remove it, then start Heliograph again
  python -m services.plugins remove origin                         ... what it found on photos goes as well

import asks the gateway at HELIOGRAPH_HOST and HELIOGRAPH_PORT with HELIOGRAPH_TOKEN, or at --url. remove goes to the
catalog itself; the embedded profile has to be stopped for it. docs/plugins.md tells how to write one.
"""
_PAGE = 500


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser("plugins", "Tells which plugins there are, imports with them, and removes them.", _EXAMPLES)
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|import|remove")
    acts.add_parser("list", help="what each plugin adds, and what is wrong")
    importing = acts.add_parser("import", help="upload what a plugin's importer finds")
    importing.add_argument("importer")
    importing.add_argument("source", type=Path)
    importing.add_argument("--url", help="where the gateway is, as http://photos.home:8000")
    removing = acts.add_parser("remove", help="take away what a plugin that was uninstalled has left")
    removing.add_argument("plugin")
    chosen = parser.parse_args(arguments)
    if chosen.act == "list":
        print(*_lines(), sep="\n")
        return 1 if FAULTS else 0
    if chosen.act == "remove":
        return carry_out(lambda settings: _remove(settings, chosen.plugin))
    return carry_out(lambda settings: _import(settings, chosen.url, chosen.importer, chosen.source))


def _lines() -> list[str]:
    lines = [line for plugin in PLUGINS for line in _about(plugin)]
    return [*lines, *(fault.says for fault in FAULTS)] or [f"There are no plugins in {folder()}."]


def _about(plugin: Plugin) -> list[str]:
    parts = [
        *(f"stage {stage.name}, version {stage.version}" for stage in plugin.stages),
        *(f"feature {feature.name}, version {feature.version}" for feature in plugin.features),
        *(f"filter {field.parameter}" for field in plugin.fields if field.parameter),
        *(f"model {model.name}, to {model.task}" for model in plugin.models),
        *(f"importer {importer.name}: {importer.description}" for importer in plugin.importers),
    ]
    return [f"{plugin.name} {plugin.version}", *(f"  {part}" for part in parts)]


async def _import(settings: Settings, url: str | None, name: str, source: Path) -> None:
    importers = {importer.name: importer for plugin in PLUGINS for importer in plugin.importers}
    if name not in importers:
        raise Invalid(f"There is no importer {name!r} here; there are: {', '.join(importers) or 'none'}.")
    if not await asyncio.to_thread(source.exists):
        raise Invalid(f"There is no {source}. Name {importers[name].description}.")
    counts: Counter[str] = Counter()
    async with gateway_at(settings, url) as gateway:
        for each in imported(importers[name].made_by)(source):  # nothing else runs here: it may block
            try:
                counts[await _bring(gateway, each)] += 1
            except Invalid as error:
                counts["refused"] += 1
                print(f"{each.path}: {error}", file=sys.stderr)
    print(f"{counts['created']:,} photos are new, {counts['duplicate']:,} were here.")
    if counts["refused"]:
        raise Invalid(f"{counts['refused']:,} were refused, for the reasons above.")


async def _bring(gateway: httpx.AsyncClient, each: Imported) -> str:
    """Uploads it, unless it is here, and says what is known of it where its owner says nothing: also of one that is
    here, for the command may have ended between the two."""
    with each.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    known = (await asked(gateway, "POST", "/photos/known", json={"sha256": [sha256]}))["known"]
    status, id = ("duplicate", known[sha256]) if sha256 in known else await _upload(gateway, each, sha256)
    if each.edits:
        said = (await asked(gateway, "GET", f"/photo/{id}"))["edited"]
        if edits := {name: value for name, value in each.edits.items() if name not in said}:
            await asked(gateway, "PATCH", f"/photo/{id}", json=edits)
    return status


async def _upload(gateway: httpx.AsyncClient, each: Imported, sha256: str) -> tuple[str, str]:
    with ExitStack() as stack:
        files: dict[str, Any] = {"file": (each.path.name, stack.enter_context(each.path.open("rb")))}
        if each.sidecar:
            files["sidecar"] = (each.sidecar.name, stack.enter_context(each.sidecar.open("rb")))
        told = await asked(
            gateway, "POST", "/upload", files=files,
            data={"modified_at": each.modified_at} if each.modified_at else {},
            headers={"X-Content-SHA256": sha256, "X-Heliograph-Lane": "bulk"},
        )  # fmt: skip
    return told["status"], told["id"]


async def _remove(settings: Settings, plugin: str) -> None:
    """Its stages leave the record first: who settles photos meanwhile no longer waits for them."""
    if reserved(plugin):
        raise Invalid(f"{plugin} is Heliograph's own, and no plugin's.")
    if any(each.name == plugin for each in PLUGINS) or any(fault.plugin == plugin for fault in FAULTS):
        raise Invalid(f"The plugin {plugin} is still installed in {folder()}. Uninstall it first.")
    forgotten, last = 0, ""
    with held(settings):
        catalog = await openings(settings).catalog()
        try:
            await catalog.declare(PIPELINES, PHOTOS)
            record = await _unplugged(Pipelines(catalog), plugin) or PROGRAM.founded(settings.models)
            photos = Photos(catalog, PROGRAM.table(record))
            while page := await photos.all.page(after=last, limit=_PAGE):
                last = page[-1].id
                for photo in page:
                    theirs = [name for name in {*photo.found, *photo.stages} if owns(plugin, name)]
                    forgotten += bool(theirs and await photos.forget(photo, theirs))
        finally:
            await catalog.close()
    print(f"No photo waits for the plugin {plugin} any more; what it had found on {forgotten:,} photos is gone.")


async def _unplugged(pipelines: Pipelines, plugin: str) -> Pipeline | None:
    """The record without that plugin; None where there is none yet."""
    while record := await pipelines.read():
        after = unplugged(record, plugin)
        if after is record or await pipelines.change(record, after):
            return after
    return None


if __name__ == "__main__":
    sys.exit(main())
