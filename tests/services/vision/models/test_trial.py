"""What users have in their files: taken for what it is, or refused with a sentence."""

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from services.vision.models.formats import FINAL, YOLOV8
from services.vision.models.trial import Trial, confined, examined, tried
from shared.children import ChildPool, Limits
from shared.errors import Invalid
from tests.onnx_files import Node, write
from tests.own_models import SIDE, final, yolov8

YAML = "# a data set\npath: ../birds\nnames:\n  0: person\n  1: dog\n"


def of(path: Path, names: str | None = None) -> Trial:
    return Trial(path.read_bytes(), names)


def test_it_is_told_what_it_is(tmp_path: Path) -> None:
    found = examined(of(yolov8(tmp_path / "a.onnx", says={"license": "AGPL-3.0 License"})))
    assert (found.format, found.classes, found.side) == (YOLOV8, ("person", "dog"), (SIDE, SIDE))
    assert found.licence == "AGPL-3.0 License"
    assert examined(of(final(tmp_path / "b.onnx"))).format == FINAL


@pytest.mark.parametrize("names", [
    "person\ndog\n", "\n person \r\ndog", YAML, "nc: 2\nnames: [person, dog]", '["person", "dog"]',
    '{"0": "person", "1": "dog"}',
])  # fmt: skip
def test_names_come_from_a_file_where_they_are_given(tmp_path: Path, names: str) -> None:
    nameless = yolov8(tmp_path / "a.onnx", names=None)
    assert examined(of(nameless, names)).classes == ("person", "dog")


@pytest.mark.parametrize(("names", "sentence"), [
    ("__import__('os').system('touch /tmp/owned')", "cannot be read as data"),
    ("{0: __import__('os').getcwd(), 1: 'dog'}", "cannot be read as data"),
    ("[" * 100_000, "cannot be read as data"),
    ("{0: 'person', 2: 'dog'}", "not numbered from 0 on"),
    ("{0: 'person', 1: 7}", "The name of a class is '7'"),
    ("{0: 'person', 1: ''}", "The name of a class is ''"),
    ("{0: 'person', 1: 'dog\\x1b[2J'}", "The name of a class is"),
    ("['" + "a" * 61 + "', 'dog']", "wanted are 1 to 60 letters"),
    ("'" + "a" * 2**20 + "'", "are read"),
    ("7", "no list"),
    ("['person']", "2 classes beside the four numbers of a box, and there are 1 names"),
    (None, "does not say the names of its 2 classes"),
])  # fmt: skip
def test_names_are_data(tmp_path: Path, names: str | None, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        examined(of(yolov8(tmp_path / "a.onnx", names=names)))


def test_yaml_makes_no_objects(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no YAML that can be read"):
        examined(of(yolov8(tmp_path / "a.onnx"), "names: !!python/object/apply:os.getcwd []"))


def test_a_file_that_is_none(tmp_path: Path) -> None:
    whole = yolov8(tmp_path / "a.onnx").read_bytes()
    for content in (b"", b"Hello, world", b"PK\x03\x04" + bytes(200), whole[: len(whole) // 2], whole[:-40]):
        with pytest.raises(Invalid, match=r"It is no ONNX file that can be opened: \w+"):
            examined(Trial(content))


@pytest.mark.parametrize("place", ["../../secret.bin", "/etc/passwd", "beside.bin"])
def test_weights_in_other_files_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "beside.bin").write_bytes(bytes(24))
    with pytest.raises(Invalid, match="It keeps weights in other files"):
        examined(of(yolov8(tmp_path / "a.onnx", elsewhere={"colours": place})))


@pytest.mark.parametrize(("nodes", "sentence"), [
    ([Node("Evil", ["made"], "output0", domain="evil")], "evil:Evil.* is not a registered"),
    ([Node("Log", ["made"], "output0")], "what is no number"),
    ([Node("Neg", ["made"], "output0")], "Its scores lie between"),
    ([Node("Transpose", ["made"], "output0", perm=(0, 2, 1))], r"shapes \[1, 84, 6\]"),
    ([Node("Concat", ["made"] * 3, "output0", axis=0)], r"shapes \[3, 6, 84\]"),
])  # fmt: skip
def test_what_it_says_is_tried(tmp_path: Path, nodes: Sequence[Node], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        examined(of(yolov8(tmp_path / "a.onnx", more=nodes)))


@pytest.mark.parametrize(("given", "sentence"), [
    ({"images": (1, 4, SIDE, SIDE)}, r"It takes images tensor\(float\) \[1, 4, 64, 64\], and wanted is one picture"),
    ({"images": (8, 3, SIDE, SIDE)}, "wanted is one picture"),
    ({"images": (1, 3, 16, 16)}, "sides of 32 to 4096"),
    ({"images": (1, 3, 100_000, 100_000)}, "sides of 32 to 4096"),
    ({"images": (1, 3, SIDE, SIDE), "more": (1, 3, SIDE, SIDE)}, "wanted is one picture"),
])  # fmt: skip
def test_it_looks_at_one_picture(tmp_path: Path, given: dict[str, tuple[int, ...]], sentence: str) -> None:
    nodes = [Node("Sum", list(given), "output0")]
    path = write(tmp_path / "a.onnx", nodes, given, {"output0": given["images"]}, {}, says={"names": "['a']"})
    with pytest.raises(Invalid, match=sentence):
        examined(of(path))


def test_a_billion_numbers_are_refused_before_they_are_computed(tmp_path: Path) -> None:
    weights = {"size": np.array([1, 84, 10**9])}
    nodes = [Node("ConstantOfShape", ["size"], "output0")]
    path = write(
        tmp_path / "a.onnx",
        nodes,
        {"images": (1, 3, 64, 64)},
        {"output0": (1, 84, 10**9)},
        weights,
        says={"names": "['a']"},
    )
    with pytest.raises(Invalid, match="more than is ever looked at"):
        examined(of(path))


def test_in_a_child_an_answer_without_end_costs_the_child(tmp_path: Path) -> None:
    """Of a size that follows from the picture."""
    nodes = [
        Node("ReduceMax", ["images"], "brightest", keepdims=0),
        Node("Reshape", ["brightest", "one"], "number"),
        Node("Mul", ["number", "many"], "count"),
        Node("Cast", ["count"], "size", to=7),
        Node("ConstantOfShape", ["size"], "output0"),
    ]
    weights = {"one": np.array([1]), "many": np.array([1e10], np.float32)}
    path = write(tmp_path / "a.onnx", nodes, {"images": (1, 3, 64, 64)}, {"output0": ("n",)}, weights)
    with pytest.raises(Invalid, match=r"breaks on a picture|cannot be computed here"):
        asyncio.run(tried(of(path)))


def test_in_a_child_it_is_told_the_same(tmp_path: Path) -> None:
    trial = of(yolov8(tmp_path / "a.onnx"))
    assert asyncio.run(tried(trial)) == examined(trial)


def opening() -> Callable[[Sequence[str]], list[str]]:
    """For a child: what comes of opening a file, and a connection."""
    confined()
    return lambda places: [_opened(place) for place in places]


def _opened(place: str) -> str:
    try:
        if place:
            os.open(place, os.O_RDONLY)
        else:
            socket.socket()
    except OSError as error:
        return os.strerror(error.errno)
    return "opened"


async def test_the_child_opens_nothing() -> None:
    pool: ChildPool[str, str] = ChildPool("opening", opening, size=1, limits=Limits(seconds=60), batch=2)
    await pool.start()
    try:
        assert await asyncio.gather(pool.run("/etc/passwd"), pool.run("")) == ["Too many open files"] * 2
    finally:
        await pool.close()
