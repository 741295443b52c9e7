"""A disk that fails, is read-only or full for one call, or for a while. After each, what was answered is there, whole,
once, and nothing else.

strace lets the calls of the main process fail; docs/reliability.md has a row for every one of these.
"""

import asyncio
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import httpx
import pytest

from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.failing import ERRORS, FILES, SQLITE, failing, needs_strace, strace
from tests.flows.importing import until
from tests.flows.whole import check_whole, sha256
from tests.running import REPO, Heliograph, photo_of, running, settle, upload

pytestmark = needs_strace

# So quiet that the calls are those of an upload and of the stages.
QUIET: dict[str, object] = {"reconcile_seconds": 3600, "resend_seconds": 3600, "feature_seconds": 3600}
QUICK: dict[str, object] = {"reconcile_seconds": 0.3, "resend_seconds": 3600, "suspicion_seconds": 0.1}


class Sender:
    """Sends a new file at a time. `answered`: whose upload was answered -> the photo's id."""

    def __init__(self) -> None:
        self.answered: dict[bytes, str] = {}
        self._contents = map(encoded, count(20_000))

    def send(self, client: httpx.Client) -> str:
        """-> the photo's id, empty when it was refused, which the sender leaves it at."""
        content = next(self._contents)
        answer = upload(client, content)
        if answer.status_code != 201:
            check_refusal(answer)
            return ""
        self.answered[content] = answer.json()["id"]
        return self.answered[content]


def check_refusal(answer: httpx.Response) -> None:
    """Something that can be done later was refused with a sentence."""
    assert answer.status_code in (503, 507), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["Retry-After"]
    assert answer.json()["detail"].endswith("."), answer.text


@pytest.mark.parametrize("error", ERRORS)
def test_each_call_of_an_upload_and_of_the_stages_fails_once(home: Path, error: str) -> None:
    """The first call of a kind fails under one photo, the second under the next, until one is ready before its turn
    has come. What one fault delays is not waited for before the next."""
    sender = Sender()
    with running(home, **QUIET) as heliograph, heliograph.client() as client:
        settle(client, [sender.send(client)])
        drafts = drafts_of(home)
        for call in (*FILES, "openat", "write", "pwrite64", "fdatasync"):
            # There are many of SQLite's, and to it most errors are one: three share them.
            first, step = (1 + ERRORS.index(error), 3) if call in SQLITE else (1, 1)
            for number in count(first, step):
                paths = drafts if call in ("openat", "write") else ()
                with failing(pid_of(heliograph), (call,), error, when=str(number), paths=paths) as failed:
                    id = sender.send(client)
                    until(lambda sent=id: failed or is_ready(client, sent), f"{call} {number}")
                    if not failed:
                        break
            assert number > first, f"{call} was never called"
            if call not in SQLITE or (call, error) == ("pwrite64", "ENOSPC"):  # else the record may have been written
                originals = {photo_of(key) for key in heliograph.blobs() if key.startswith("originals/")}
                assert originals == set(sender.answered.values()), f"what was refused is left after {call}"
        assert heliograph.stop() == 0
    check(home, sender)


def test_a_disk_that_fails_for_a_while(home: Path) -> None:
    """All of it, or one file: what is there can be looked at meanwhile, what is sent is kept or refused."""
    sender = Sender()
    heliograph = Heliograph(home, **QUICK).start()
    try:
        with heliograph.client() as client:
            [first] = settle(client, [sender.send(client)])
            for file, error in (("vectors/vectors", "EIO"), ("queue", "ENOSPC"), ("catalog", "EIO"), ("", "EROFS")):
                paths = [home / f"{file}.sqlite{end}" for end in ("", "-wal", "-shm")] if file else []
                with failing(pid_of(heliograph), (*SQLITE, *FILES), error, paths=paths) as failed:
                    sender.send(client)
                    until(lambda failed=failed: failed, f"{file} fails")
                    check_looking(client, first)
                    edited = client.patch(f"/photo/{first}", json={"title": "A title"})
                    if edited.status_code != 200:
                        check_refusal(edited)
                    if not file:
                        assert heliograph.stop() in (0, 1), "the end on a failing disk"
                        break
                settle(client, sender.answered.values())
    finally:
        heliograph.kill()
    check(home, sender)
    check_with_doctor(home)


def check_looking(client: httpx.Client, id: str) -> None:
    for path in (f"/photo/{id}", f"/photo/{id}/original", f"/photo/{id}/preview", "/photos", "/search?q=a+cat"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("call", "file"),
    [
        ("chmod", ""),
        ("pwrite64", "lock"),
        ("write", "reserve"),
        ("fsync", "blobs"),
        ("fdatasync", "catalog.sqlite-wal"),
    ],
)
def test_a_start_on_a_failing_disk_ends_with_a_sentence(home: Path, call: str, file: str) -> None:
    home.mkdir(mode=0o755)
    command = [*strace([call], "EROFS", paths=[home / file]), "--seccomp-bpf", "-o", os.devnull]
    heliograph = Heliograph(home, before=command, **QUICK)
    try:
        with pytest.raises(RuntimeError, match=r"heliograph: The .*\."):
            heliograph.start()
    finally:
        heliograph.stop()  # one that started all the same
    assert "Traceback" not in heliograph.log.read_text()


def drafts_of(home: Path) -> list[Path]:
    """The names that drafts have in the process that runs, or will have."""
    [folder] = (lock.parent for lock in (home / "blobs" / "~tmp").glob("*/lock"))
    return [folder / str(number) for number in range(500)]


def is_ready(client: httpx.Client, id: str) -> bool:
    return id != "" and client.get(f"/photo/{id}").json()["status"] == "ready"


def pid_of(heliograph: Heliograph) -> int:
    assert heliograph.process
    return heliograph.process.pid


def check(home: Path, sender: Sender) -> None:
    """Started on a disk that is well again, all settles, and each store holds what was answered and nothing else."""
    with running(home, **QUICK) as heliograph, heliograph.client() as client:
        photos = settle(client, sender.answered.values())
        assert {photo["status"] for photo in photos.values()} == {"ready"}
        for content, id in sender.answered.items():
            assert client.get(f"/photo/{id}/original").content == content
        assert heliograph.stop() == 0
        assert [name for name in heliograph.blobs() if name.startswith("~tmp")] == []
    assert "Traceback" not in heliograph.log.read_text()
    asyncio.run(check_whole(Settings(home=home, models="fake"), {sha256(content) for content in sender.answered}))


def check_with_doctor(home: Path) -> None:
    environment = os.environ | {"HELIOGRAPH_HOME": str(home), "HELIOGRAPH_MODELS": "fake"}
    command = [sys.executable, "-m", "services.doctor", "--hashes"]
    doctor = subprocess.run(command, cwd=REPO, env=environment, capture_output=True, text=True, check=False)
    assert doctor.returncode == 0, doctor.stdout
