import asyncio
import os
import subprocess
import sys
from concurrent.futures import Future
from hashlib import sha256
from pathlib import Path

import pytest

from shared.blobs.drafts import Drafts
from tests.failing import failing, needs_strace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "~tmp"


def files(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in root.glob("*/*") if path.name != "lock"]


def test_a_draft_counts_and_hashes_what_it_writes(root: Path) -> None:
    drafts = Drafts(root)
    draft = drafts.new()
    draft.write(bytearray(b"ab"))
    draft.write(bytearray(b"c"))
    draft.seal()
    assert (draft.size, draft.sha256) == (3, sha256(b"abc").hexdigest())
    assert draft.path.read_bytes() == b"abc"
    drafts.close()
    assert [path.name for path in root.iterdir()] == ["lock"]


def test_a_draft_that_was_never_written_is_empty(root: Path) -> None:
    drafts = Drafts(root)
    draft = drafts.new()
    assert not draft.path.exists()
    draft.seal()
    assert draft.path.read_bytes() == b""
    drafts.close()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_discard_at_any_step(root: Path, steps: int) -> None:
    drafts = Drafts(root)
    draft = drafts.new()
    if steps > 0:
        draft.write(bytearray(b"ab"))
    if steps > 1:
        draft.seal()
    draft.discard()
    assert files(root) == []
    drafts.close()


async def test_discard_waits_for_the_write_before_it(root: Path) -> None:
    drafts = Drafts(root)
    draft, writing = drafts.new(), Future[None]()
    discarding = asyncio.create_task(asyncio.to_thread(draft.discard, writing))
    await asyncio.sleep(0.02)
    assert not discarding.done()
    draft.write(bytearray(b"ab"))
    writing.set_result(None)
    await discarding
    assert files(root) == []
    drafts.close()


def test_the_drafts_of_the_living_are_left_alone(root: Path) -> None:
    one = Drafts(root)
    draft = one.new()
    draft.write(bytearray(b"ab"))
    another = Drafts(root)
    assert files(root) == [b"ab"]
    draft.discard()
    one.close()
    another.close()


DIES = """
import os, sys
from pathlib import Path
from shared.blobs.drafts import Drafts
from tests.failing import failing, needs_strace
Drafts(Path(sys.argv[1])).new().write(bytearray(b"half"))
os._exit(9)
"""


def test_the_drafts_of_the_dead_are_swept(root: Path) -> None:
    assert subprocess.run([sys.executable, "-c", DIES, str(root)], check=False).returncode == 9
    (root / "died-before-it-locked").mkdir()
    assert files(root) == [b"half"]
    drafts = Drafts(root)
    assert files(root) == []
    assert len(list(root.iterdir())) == 2  # the gate's lock and our own folder
    drafts.close()


def test_no_descriptor_is_left(root: Path) -> None:
    before = len(os.listdir("/dev/fd"))
    drafts = Drafts(root)
    one, other = drafts.new(), drafts.new()
    one.write(bytearray(b"1"))
    one.seal()
    other.write(bytearray(b"1"))
    other.discard()
    Drafts(root).close()
    drafts.close()
    assert len(os.listdir("/dev/fd")) == before


def test_exist(root: Path) -> None:
    drafts = Drafts(root)
    assert drafts.exist()
    drafts.close()
    assert not drafts.exist()


@needs_strace
def test_a_draft_that_cannot_be_removed_goes_with_the_next(root: Path) -> None:
    drafts = Drafts(root)
    stays = drafts.new()
    stays.write(bytearray(b"abc"))
    with failing(os.getpid(), ["unlink"], "EIO", paths=[stays.path]):
        stays.discard()
    assert files(root) == [b"abc"]
    drafts.new().seal()
    assert files(root) == [b""]
    drafts.close()
