"""What commands make of the gateway's answers."""

import httpx
import pytest
from pydantic import SecretStr

from shared.errors import HeliographError, Invalid, Unavailable
from shared.runtime.asking import asked, gateway_at
from shared.runtime.settings import Settings


def answering(status: int, problem: dict[str, str] | None = None) -> httpx.AsyncClient:
    answer = httpx.Response(status, json=problem) if problem else httpx.Response(status, text="<html>")
    return httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answer), base_url="http://photos.home")


@pytest.mark.parametrize(
    ("status", "kind"),
    [(413, Invalid), (415, Invalid), (422, Invalid), (401, HeliographError), (429, HeliographError),
     (500, HeliographError), (507, HeliographError)],
)  # fmt: skip
async def test_what_is_wrong_with_what_was_sent_is_told_from_all_else(status: int, kind: type[Exception]) -> None:
    with pytest.raises(HeliographError, match="It is too long") as raised:
        await asked(answering(status, {"detail": "It is too long."}), "POST", "/upload")
    assert type(raised.value) is kind


async def test_an_answer_of_somebody_else() -> None:
    with pytest.raises(HeliographError, match="The gateway answered 502"):
        await asked(answering(502), "GET", "/models")


async def test_nobody_answers() -> None:
    settings = Settings(port=1, token=SecretStr("a-word-for-a-test"))
    async with gateway_at(settings, None) as gateway:
        assert gateway.headers["Authorization"] == "Bearer a-word-for-a-test"
        with pytest.raises(Unavailable, match=r"does not answer at http://127\.0\.0\.1:1"):
            await asked(gateway, "GET", "/models")
