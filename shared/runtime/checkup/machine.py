"""Checks of this machine: space, the home folder, the models."""

import os
import shutil
import tempfile
from pathlib import Path

from shared.errors import Conflict
from shared.inference import bundled, detector, own
from shared.runtime.checkup.finding import Check, Fault, Skip
from shared.runtime.lock import hold
from shared.runtime.machine import GIB
from shared.runtime.settings import Settings

_LEAST_FREE = GIB


def machine_checks(settings: Settings) -> list[Check]:
    embedded = settings.profile == "embedded"
    place, setting = (settings.home.absolute(), "HELIOGRAPH_HOME") if embedded else (_temporary(), "TMPDIR")

    async def space() -> str:
        return _space(place, setting)

    async def lock() -> str:
        if not place.exists():
            raise Skip("Nothing was ever started here.")
        try:
            with hold(place):
                return f"Nobody else uses {place}."
        except Conflict as error:
            raise Fault(
                str(error), "If that is the one you want, all is well: stop it to look at its stores."
            ) from None

    async def models() -> str:
        return _models(settings)

    checks = [Check("home" if embedded else "temporary files", space, f"Correct {setting}.")]
    if embedded:
        checks.append(Check("lock", lock, f"Correct {setting}."))
    fix = "Remove bundled-* and detector-* of the models folder, and make them again: make models."
    return [*checks, Check("models", models, fix)]


def _temporary() -> Path:
    return Path(tempfile.gettempdir())


def _space(place: Path, setting: str) -> str:
    existing = next(folder for folder in (place, *place.parents) if folder.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise Fault(
            f"{existing} is no folder that this user may write to.",
            f"Give it to this user, or set {setting} to another.",
        )
    free = shutil.disk_usage(existing).free
    if free < _LEAST_FREE:
        raise Fault(
            f"Only {free / GIB:.2f} GiB are free at {place}.",
            f"Make room, or set {setting} to a folder on a larger disk.",
        )
    made = "" if place.exists() else ", which the first start makes"
    return f"{free / GIB:.0f} GiB are free at {place}{made}."


def _models(settings: Settings) -> str:
    folder = settings.models_folder
    for model in own.everyone(folder):
        if why := own.lacks(folder, model.task, model.identity):
            raise Fault(
                f"A model of your own cannot be used: {why}.", "Photos wait until it can, or another is chosen."
            )
    if settings.models == "fake":
        return "The fake models need no files; they are for tests."
    if bundled.complete(folder):
        things = "" if detector.complete(folder) else ", but for the detector of things: make models fetches it"
        return f"The bundled models are in {bundled.folder(folder)}{things}."
    if settings.profile == "cluster":
        raise Skip(f"No models are in {folder}: right for the gateway and smart, wrong for vision and the embedder.")
    raise Fault(
        f"The bundled models are not in {folder}, or not whole.",
        f"Make them: make models, or python -m shared.inference.bootstrap --models {folder}",
    )
