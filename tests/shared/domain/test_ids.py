from datetime import timedelta

import pytest

from shared.domain.ids import made_at, new_id
from shared.domain.instants import instant, parse_instant


def test_an_id_tells_when_it_was_made() -> None:
    before, made, after = instant(), made_at(new_id()), instant()
    assert made is not None
    assert before < instant(parse_instant(made) + timedelta(milliseconds=1))
    assert made <= after


@pytest.mark.parametrize("id", ["7f2d1c3a-1111-4222-8333-444455556666", "ffffffff-ffff-7fff-8333-444455556666"])
def test_an_id_of_another_kind_does_not(id: str) -> None:
    assert made_at(id) is None
