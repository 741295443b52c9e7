import os

import pytest

from shared.runtime.machine import GIB, decoder_share, memory
from shared.runtime.settings import Settings


@pytest.mark.parametrize(("have", "decoders", "share"), [
    (8 * GIB, 2, 3 * GIB), (16 * GIB, 2, 4 * GIB), (2 * GIB, 2, GIB), (512 * 2**20, 8, GIB), (64 * GIB, 16, 3 * GIB),
])  # fmt: skip
def test_decoders_share_what_is_there(have: int, decoders: int, share: int) -> None:
    assert decoder_share(have, decoders) == share


def test_the_setting_follows_the_machine_and_the_number_of_decoders() -> None:
    assert 0 < memory() <= os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for children in (1, 8, 256):
        assert Settings(children=children).decoder_memory == decoder_share(memory(), children)
    assert Settings(decode_memory=GIB // 2).decoder_memory == GIB // 2
