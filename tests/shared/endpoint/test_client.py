"""An endpoint may answer anything: each has its end, and none tells the key."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

import pytest

from shared.endpoint.away import REFUSED, SILENT, Away
from shared.endpoint.client import Endpoint, Refused, Reply, Unreadable
from shared.endpoint.place import Place
from tests.servers.endpoint import Answer, Standin, endpoint, good, refused, said

KEY = "sk-very-secret-key"
MESSAGES = [{"role": "user", "content": "What is it?"}]
SCHEMA = {"type": "object"}


@pytest.fixture
def server() -> Iterator[Standin]:
    with endpoint() as standin:
        yield standin


@pytest.fixture
async def client(server: Standin) -> AsyncIterator[Endpoint]:
    client = Endpoint(Place(server.url, "eyes", KEY, private=True))
    yield client
    await client.close()


async def test_it_is_asked_in_the_newest_way(server: Standin, client: Endpoint) -> None:
    server.usual = said("{}", tokens=7)
    assert await client.ask(MESSAGES, SCHEMA) == Reply("{}", cut=False, tokens=7)
    (asked,) = server.asked
    assert (asked["model"], asked["messages"], asked["temperature"]) == ("eyes", MESSAGES, 0)
    assert asked["response_format"]["json_schema"] == {"name": "answer", "strict": True, "schema": SCHEMA}
    assert server.heads[0]["Authorization"] == f"Bearer {KEY}"
    assert await client.models() == ["eyes"]


async def test_what_a_server_does_not_take_is_left_out_from_then_on(server: Standin, client: Endpoint) -> None:
    server.replies = [
        refused(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported"),
        refused(400, "Use 'max_completion_tokens' instead of 'max_tokens'"),
        refused(422, "temperature: only the default (1) is supported"),
    ]
    await client.ask(MESSAGES, SCHEMA)
    await client.ask(MESSAGES, SCHEMA)
    assert len(server.asked) == 5
    for asked in server.asked[3:]:
        assert asked["response_format"] == {"type": "json_object"}
        assert "max_completion_tokens" in asked
        assert not {"temperature", "max_tokens"} & asked.keys()


async def test_a_server_that_takes_nothing_is_asked_in_the_plainest_way(server: Standin, client: Endpoint) -> None:
    server.usual = refused(400, "response_format json_object max_completion_tokens temperature")
    with pytest.raises(Refused, match="refused this photo"):
        await client.ask(MESSAGES, SCHEMA)
    assert server.asked[-1].keys() == {"model", "messages"}


@pytest.mark.parametrize(("answer", "pause", "words"), [
    (refused(429, Retry_After="7"), 7.0, "429"),
    (refused(429, Retry_After="999999"), 3600.0, "429"),
    (refused(429), SILENT, "429"),
    (refused(401, f"Incorrect key {KEY}"), REFUSED, "HELIOGRAPH_ENDPOINT_KEY"),
    (refused(404, f"no such model, {KEY}"), REFUSED, "no model eyes"),
    (refused(500, f"image input is not supported {KEY}"), SILENT, "image input is not supported \\*\\*\\*"),
    (refused(302, Location="http://169.254.169.254/latest"), REFUSED, "elsewhere"),
])  # fmt: skip
async def test_what_is_no_matter_of_the_question(
    server: Standin, client: Endpoint, answer: Answer, pause: float, words: str
) -> None:
    server.usual = answer
    with pytest.raises(Away, match=words) as raised:
        await client.ask(MESSAGES, SCHEMA)
    assert raised.value.pause == pause
    assert KEY not in str(raised.value)
    assert len(server.asked) == 1


async def test_a_date_to_come_back_at_is_read(server: Standin, client: Endpoint) -> None:
    for date, pause in (("Wed, 21 Oct 2015 07:28:00 GMT", 1.0), ("Fri, 21 Oct 2995 07:28:00 GMT", 3600.0)):
        server.usual = refused(429, Retry_After=date)
        with pytest.raises(Away) as raised:
            await client.ask(MESSAGES, SCHEMA)
        assert raised.value.pause == pause


@pytest.mark.parametrize("body", [
    b"", b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": 5}}]}', b"[" * 100_000,
    b'{"choices": [{"message": {"content": "' + b"x" * 10_000_000 + b'"}}]}',
], ids=["nothing", "a page", "another object", "no choice", "a number", "depth", "10 MB"])  # fmt: skip
async def test_what_is_no_answer(server: Standin, client: Endpoint, body: bytes) -> None:
    server.usual = Answer(body)
    with pytest.raises(Unreadable):
        await client.ask(MESSAGES, SCHEMA)
    server.usual = good()
    assert (await client.ask(MESSAGES, SCHEMA)).text


async def test_silence_ends(server: Standin) -> None:
    over = threading.Event()

    def silent() -> Answer:
        over.wait()
        return good()

    server.usual = silent
    client = Endpoint(Place(server.url, "eyes", private=True, seconds=0.05))
    with pytest.raises(Away, match=r"did not answer in 0\.05 seconds"):
        await client.ask(MESSAGES, SCHEMA)
    over.set()
    await client.close()


async def test_nobody_there() -> None:
    client = Endpoint(Place("http://127.0.0.1:9/v1", "eyes", private=True))
    with pytest.raises(Away, match="does not answer"):
        await client.ask(MESSAGES, SCHEMA)
    await client.close()


async def test_every_address_of_a_name_is_tried(server: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens at the first two."""

    async def resolved(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (address, 0)) for address in ("::1", "127.0.0.3", "127.0.0.1")]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
    client = Endpoint(Place(server.url.replace("127.0.0.1", "eyes.test"), "eyes", private=True))
    assert (await client.ask(MESSAGES, SCHEMA)).text
    assert server.heads[0]["Host"].startswith("eyes.test:"), "it is asked by its name"
    await client.close()


async def test_a_name_that_nobody_knows() -> None:
    client = Endpoint(Place("http://eyes.invalid/v1", "eyes", private=True))
    with pytest.raises(Away, match="No host of the endpoint's name"):
        await client.ask(MESSAGES, SCHEMA)
    await client.close()


async def test_an_own_network_is_not_asked_unless_that_is_allowed(server: Standin) -> None:
    client = Endpoint(Place(server.url, "eyes"))
    with pytest.raises(Away, match="HELIOGRAPH_ENDPOINT_PRIVATE"):
        await client.ask(MESSAGES, SCHEMA)
    assert not server.asked
    await client.close()
