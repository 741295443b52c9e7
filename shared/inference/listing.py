"""What `python -m services.models list` says: by task every model that is known here."""

from collections.abc import Iterator
from pathlib import Path

from shared.inference import own
from shared.inference.catalogue import MODELS, Known
from shared.inference.licences import terms
from shared.inference.own import OwnModel


def lines(models: Path) -> Iterator[str]:
    """Of a models folder: ours, and those that users put in."""
    added = own.everyone(models)
    for known in MODELS:
        yield _line(known.task, known.name, known.models, known.licence, _whence(known, models))
        for model in added:
            if model.task == known.task:
                yield _line(model.task, model.name, model.told, model.licence, _told(model, models))


def _line(task: str, name: str, what: str, licence: str, whence: str) -> str:
    consent = terms(licence)
    return f"{task:<12} {name:<12} {what}; {licence}{f' ({consent})' if consent else ''}; {whence}"


def _whence(known: Known, models: Path) -> str:
    source = f"{', '.join(known.sources)}, {known.megabytes} MB" if known.packages else "comes with Heliograph"
    if known.is_here(models):
        return f"{source}; here"
    return f"{source}; not here: {known.fetched_by} --models {models}"


def _told(model: OwnModel, models: Path) -> str:
    lacks = own.lacks(models, model.task, model.identity)
    return f"{model.bytes / 1e6:.1f} MB, {model.source}, added {model.added[:10]} as {model.digest}; {lacks or 'here'}"
