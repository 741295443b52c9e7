"""A user's file, tried out before it is taken: in a child that has so much memory and time and can open nothing, no
file and no connection.
"""

import ast
import os
import re
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime
import yaml
from numpy.random import default_rng  # here, as nothing can be imported later
from numpy.typing import NDArray

from services.vision.models.formats import FINAL, TYPES, YOLOV8, YOLOX, detector_format
from shared.children import ChildFailed, Limits, run_once
from shared.errors import Invalid
from shared.inference.sessions import open_session

_LIMITS = Limits(seconds=120, memory=6 * 2**30, niceness=5)
_USUAL_SIDE = 640  # where the network leaves it open
_LEAST_SIDE, _MOST_SIDE = 32, 4096
_MOST_NUMBERS = 20_000_000  # in one answer
_MOST_CELLS = 16  # from its own that YOLOX sees the middle of a thing; in pixels it would be hundreds
_MOST_NAMES, _LONGEST_NAME, _MOST_TEXT = 10_000, 60, 2**20
_ELSEWHERE = ("external data", "model_path must not be empty")  # how onnxruntime says that a weight is in another file
_PLACE = re.compile(r"/onnxruntime_src/\S+ (?:[^()]*\([^()]*\) )?")


@dataclass(frozen=True, slots=True)
class Trial:
    """`content` is that of an ONNX file. `names`: the content of a file with the names of its classes, one a line or
    YAML with `names`; None where they are in the ONNX file."""

    content: bytes
    names: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What the file turned out to be. `licence` is what it says of itself, empty for nothing."""

    format: str
    classes: tuple[str, ...]
    side: tuple[int, int]
    licence: str


async def tried(trial: Trial) -> Tried:
    """Raises Invalid, with a sentence, for a file that cannot be used, whatever it did to the child."""
    try:
        return await run_once("trial", confined, trial, _LIMITS)
    except ChildFailed as error:
        raise Invalid(f"The file cannot be used: what it says cannot be computed here ({error}).") from error


def confined() -> Callable[[Sequence[Trial]], list[Tried]]:
    """For the child alone: what is open stays so, and nothing else is opened by this process any more. What libraries
    print goes nowhere; it is in their errors as well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return lambda trials: [examined(trial) for trial in trials]


def examined(trial: Trial) -> Tried:
    """Raises Invalid as `tried` does, but what it does to the process is done to this one."""
    try:
        session = open_session(trial.content)
    except Exception as error:
        if any(sign in str(error).lower() for sign in _ELSEWHERE):
            raise Invalid("It keeps weights in other files, which are not read: save it as one file.") from error
        raise Invalid(f"It is no ONNX file that can be opened: {_reason(error)}") from error
    side, type = _given(session)
    for told in session.get_outputs():
        if np.prod([size for size in told.shape if isinstance(size, int)], dtype=float) > _MOST_NUMBERS:
            raise Invalid(f"Its answer {told.name!r} has the shape {told.shape}, which is more than is ever looked at.")
    said = session.get_modelmeta().custom_metadata_map
    text = trial.names if trial.names is not None else said.get("names", "")
    names = _checked(_read(text) if trial.names is not None else _literal(text)) if text.strip() else None
    answers = _answers(session, side, type)
    format, count = detector_format([answer.shape for answer in answers[0]], side, len(names) if names else None)
    if names is None:
        wanted = f"of its {count} classes" if count else "of its classes"
        raise Invalid(f"The file does not say the names {wanted}: give them in a file, one a line, with --names.")
    for (answer,) in answers:
        _sound(answer, {YOLOV8: answer[:, 4:], YOLOX: answer[:, :, 4:], FINAL: answer[:, :, 4]}[format])
        if format == YOLOX and np.abs(answer[:, :, :2]).max() > _MOST_CELLS:
            raise Invalid(
                "Its boxes are in pixels already, as YOLOX exports them with --decode_in_inference: without it."
            )
    return Tried(format, names, side, said.get("license", "")[:200])


def _given(session: onnxruntime.InferenceSession) -> tuple[tuple[int, int], Any]:
    """Width and height of the picture that it looks at, and the type of its numbers."""
    given = session.get_inputs()
    told = ", ".join(f"{each.name} {each.type} {each.shape}" for each in given)
    if len(given) == 1 and given[0].type in TYPES and len(given[0].shape) == 4:
        one, colours, *sides = (size if isinstance(size, int) else None for size in given[0].shape)
        height, width = (side or _USUAL_SIDE for side in sides)
        if one in (1, None) and colours in (3, None) and all(_LEAST_SIDE <= s <= _MOST_SIDE for s in (height, width)):
            return (width, height), TYPES[given[0].type]
    raise Invalid(
        f"It takes {told or 'nothing'}, and wanted is one picture, [1, 3, height, width] of floats, with sides of "
        f"{_LEAST_SIDE} to {_MOST_SIDE} pixels."
    )


def _answers(session: onnxruntime.InferenceSession, side: tuple[int, int], type: Any) -> list[list[NDArray[Any]]]:
    """What it says of a grey picture and of noise."""
    width, height = side
    noise = default_rng(1).random((1, 3, height, width))
    (given,) = session.get_inputs()
    try:
        return [
            [np.asarray(answer) for answer in session.run(None, {given.name: picture.astype(type)})]
            for picture in (np.full_like(noise, 114 / 255), noise)
        ]
    except Exception as error:
        raise Invalid(f"It opens, and breaks on a picture of {width} x {height}: {_reason(error)}") from error


def _sound(answer: NDArray[Any], scores: NDArray[Any]) -> None:
    """Raises Invalid where what must be a number or a share is none."""
    if not np.isfinite(answer).all():
        raise Invalid("It answers what is no number (NaN or infinite) to a plain picture.")
    if scores.size and (scores.min() < 0 or scores.max() > 1):
        raise Invalid(
            f"Its scores lie between {scores.min():.3g} and {scores.max():.3g}, and wanted are shares between 0 and 1: "
            "export it with its last activation."
        )


def _checked(found: Any) -> tuple[str, ...]:
    """Names of classes, as a list or by their numbers."""
    if isinstance(found, dict):
        if sorted(map(str, found)) != sorted(map(str, range(len(found)))):
            raise Invalid("The names of its classes are not numbered from 0 on without a gap.")
        found = [found.get(place, found.get(str(place))) for place in range(len(found))]
    if not isinstance(found, list) or not 0 < len(found) <= _MOST_NAMES:
        raise Invalid(f"The names of its classes are no list of 1 to {_MOST_NAMES:,} names.")
    for name in found:
        if not (isinstance(name, str) and 0 < len(name.strip()) <= _LONGEST_NAME and name.isprintable()):
            raise Invalid(f"The name of a class is {str(name)[:80]!r}, and wanted are 1 to {_LONGEST_NAME} letters.")
    return tuple(name.strip() for name in found)


def _read(text: str) -> Any:
    """A file of names: the YAML of a data set, a literal, or a name a line."""
    if text.lstrip()[0] in "{[":
        return _literal(text)
    if not re.search(r"^names\s*:", text, re.MULTILINE):
        return [line.strip() for line in text.splitlines() if line.strip()]
    try:
        return yaml.load(text, yaml.CSafeLoader)["names"]
    except (yaml.YAMLError, RecursionError, TypeError, KeyError, ValueError) as error:
        raise Invalid(f"The names of its classes are no YAML that can be read: {str(error)[:300]}.") from error


def _literal(text: str) -> Any:
    """Names are data: nothing of them is ever run."""
    if len(text) > _MOST_TEXT:
        raise Invalid(f"The names of its classes take {len(text):,} characters; {_MOST_TEXT:,} are read.")
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise Invalid(f"The names of its classes cannot be read as data: {text.strip()[:80]!r}.") from error


def _reason(error: Exception) -> str:
    """What onnxruntime says, without the places in its own code."""
    return _PLACE.sub("", str(error).rpartition(" : ")[2].strip()).splitlines()[0][:300]
