import subprocess
import sys

import msgspec
import pytest

from shared.domain.stored import decoder, stored
from tests.running import REPO

# Threads that take turns all the time meet a record before anyone has read one.
_MEETING = """
import sys, threading
sys.setswitchinterval(1e-6)
from shared.catalog.documents import pack, unpack
from shared.domain.photo import ListedPhoto, Photo, new_photo, to_doc

photo = new_photo(id="a", owner="me", sha256="s", file_name="f", media_type="image/jpeg", bytes=1, modified_at=None,
                  sidecar_sha256="")
body, ready = pack(to_doc(photo)), threading.Barrier(8)

def read(into):
    ready.wait()
    assert unpack(body, into).id == "a"

threads = [threading.Thread(target=read, args=(into,)) for into in (Photo, ListedPhoto) * 4]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_the_first_reads_of_several_threads_at_once() -> None:
    """msgspec would crash in most runs of this, were its types met by the readers first."""
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", _MEETING], cwd=REPO, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class Unprepared(msgspec.Struct):
    id: str


def test_a_type_that_is_not_stored_is_a_bug() -> None:
    with pytest.raises(TypeError, match="Unprepared cannot be read into"):
        decoder(Unprepared)
    assert decoder(stored(Unprepared)).decode(b'{"id": "a"}') == Unprepared("a")
