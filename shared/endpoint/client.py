"""An endpoint that speaks OpenAI's chat completions: asked, and its answer read, whatever it may be."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import msgspec

from shared import telemetry
from shared.endpoint.address import CheckedTransport
from shared.endpoint.away import REFUSED, SILENT, Away
from shared.endpoint.dialect import Dialect
from shared.endpoint.place import Place
from shared.errors import Invalid

MOST = 2**20  # bytes of an answer that are read
_TOKENS = 600  # of an answer; ours are of about 150
_LONGEST = 3600.0  # seconds that an endpoint may ask us to wait
_SAID = 200  # characters of what it says that are repeated


class Unreadable(Invalid):
    """It answered, and not as it was asked to."""

    kind = "unreadable"


class Refused(Invalid):
    """It does not take this question."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`cut`: the answer was longer than it may be. `tokens`: those of question and answer together; None where the
    endpoint does not tell."""

    text: str
    cut: bool
    tokens: int | None


class _Usage(msgspec.Struct):
    total_tokens: int | None = None


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Model(msgspec.Struct):
    id: str


class _Models(msgspec.Struct):
    data: list[_Model]


class Endpoint:
    """Raises Away where it does not answer, or refuses us whatever we ask; Unreadable for what is no answer; Refused
    for this question alone. No error holds the key."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._dialect = Dialect()
        headers = {"Accept-Encoding": "identity"}  # so that no short answer unpacks to a long one
        if place.key:
            headers["Authorization"] = f"Bearer {place.key}"
        # No proxy of the environment: it would look up the name itself. No redirect is followed.
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(private=place.private), headers=headers, timeout=None, trust_env=False
        )

    async def ask(self, messages: Sequence[Mapping[str, Any]], schema: Mapping[str, Any]) -> Reply:
        """The answer in the form of the schema, as far as the endpoint can hold to one: whoever asks validates it."""
        while True:
            dialect = self._dialect
            question = {"model": self.place.model, "messages": messages, **dialect.options(schema, _TOKENS)}
            status, answer = await self._send("POST", "chat/completions", msgspec.json.encode(question))
            if status == httpx.codes.OK:
                return _read(answer)
            said = answer.decode(errors="replace")
            older = dialect.without(said) if status in _NOT_SO else None
            if older is None:
                raise Refused(f"The endpoint refused this photo ({status}{self._words(said)}).")
            self._dialect = older

    async def models(self) -> list[str]:
        """The names of those that it tells; none where it tells none."""
        status, answer = await self._send("GET", "models", None)
        if status != httpx.codes.OK:
            raise Refused(f"The endpoint answered {status} where it is asked for its models.")
        try:
            return [model.id for model in msgspec.json.decode(answer, type=_Models).data]
        except msgspec.DecodeError as error:
            raise Unreadable("What the endpoint says of its models cannot be read.") from error

    async def close(self) -> None:
        await self._client.aclose()

    async def _send(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        """-> status and answer: 200, or a refusal of this question."""
        began, end = time.perf_counter(), "away"
        try:
            async with asyncio.timeout(self.place.seconds):
                headers = {"Content-Type": "application/json"} if body is not None else {}
                async with self._client.stream(method, self.place.at(path), content=body, headers=headers) as response:
                    answer = await _limited(response)
            self._check(response, answer)
            end = str(response.status_code)
        except TimeoutError as error:
            raise Away(f"The endpoint did not answer in {self.place.seconds:g} seconds.", pause=SILENT) from error
        except httpx.HTTPError as error:
            raise Away(f"The endpoint does not answer ({type(error).__name__}).", pause=SILENT) from error
        except Unreadable:
            end = "unreadable"
            raise
        finally:
            telemetry.ENDPOINT_SECONDS.labels(end).observe(time.perf_counter() - began)
        return response.status_code, answer

    def _check(self, response: httpx.Response, answer: bytes) -> None:
        """Raises Away for what is no matter of this question."""
        status = response.status_code
        if status == httpx.codes.OK or status in _NOT_SO:
            return
        if status == httpx.codes.TOO_MANY_REQUESTS:
            pause = _pause(response.headers.get("retry-after", ""))
            raise Away("The endpoint has more to do than it can (429).", pause=pause)
        if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):  # what it says may hold a piece of the key
            raise Away(f"The endpoint does not take HELIOGRAPH_ENDPOINT_KEY ({status}).", pause=REFUSED)
        if status == httpx.codes.NOT_FOUND:
            words = self._words(answer.decode(errors="replace"))
            raise Away(f"The endpoint has no model {self.place.model}, or is at another address (404{words}).",
                       pause=REFUSED)  # fmt: skip
        if response.is_redirect:
            raise Away(f"The endpoint wants to be asked elsewhere ({status}), which is not done.", pause=REFUSED)
        pause = _pause(response.headers.get("retry-after", ""))
        raise Away(f"The endpoint failed ({status}{self._words(answer.decode(errors='replace'))}).", pause=pause)

    def _words(self, said: str) -> str:
        """A piece of what it says, as people and logs can read it."""
        plain = "".join(sign if sign.isprintable() else " " for sign in said)
        if self.place.key:
            plain = plain.replace(self.place.key, "***")
        words = " ".join(plain.split())[:_SAID]
        return f": {words}" if words else ""


# What it answers to a question of which something is not as it wants it.
_NOT_SO = (
    httpx.codes.BAD_REQUEST,
    httpx.codes.REQUEST_ENTITY_TOO_LARGE,
    httpx.codes.UNSUPPORTED_MEDIA_TYPE,
    httpx.codes.UNPROCESSABLE_ENTITY,
)


def _read(answer: bytes) -> Reply:
    try:
        completion = msgspec.json.decode(answer, type=_Completion)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable("What the endpoint answered is no chat completion.") from error
    if not completion.choices:
        raise Unreadable("The endpoint's answer is empty.")
    choice = completion.choices[0]
    tokens = completion.usage.total_tokens if completion.usage else None
    return Reply(choice.message.content or "", choice.finish_reason == "length", tokens)


async def _limited(response: httpx.Response) -> bytes:
    chunks: list[bytes] = []
    length = 0
    async for chunk in response.aiter_raw():
        length += len(chunk)
        if length > MOST:
            raise Unreadable("The endpoint's answer is longer than any of ours can be.")
        chunks.append(chunk)
    return b"".join(chunks)


def _pause(retry_after: str) -> float:
    """Seconds, of a number or a date (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return min(_LONGEST, max(1.0, float(retry_after)))
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return SILENT
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(_LONGEST, max(1.0, (until - datetime.now(UTC)).total_seconds()))
