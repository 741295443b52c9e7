"""multipart/form-data, parsed from the request's stream as it comes: nothing is spooled to a file first."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from shared.errors import Invalid, Unsupported

_MAX_HEADER = 64 * 1024  # bytes; file names of thousands of letters are odd but allowed
_MAX_BOUNDARY = 70  # letters, by RFC 2046
BESIDE = 4 * 2**20  # bytes that a form may have beside its file
_CUT = "The upload ended before the file did. Send it again."


@dataclass(slots=True)
class Part:
    """One field. `chunks` must be read to its end, or left out, before the next part is asked for."""

    name: str
    file_name: str  # as the client tells it, or empty
    chunks: AsyncIterator[bytes]

    async def leave_out(self) -> None:
        async for _ in self.chunks:
            pass


@dataclass(slots=True)
class _Header:
    name: bytearray = field(default_factory=bytearray)
    value: bytearray = field(default_factory=bytearray)


class _Begin(dict[bytes, bytes]):
    """The headers of a part that begins."""


class _End:
    """The part ended."""


class Multipart:
    """Iterate for the parts. Raises Invalid when the body breaks the format or ends early, Unsupported when it is
    no multipart/form-data at all."""

    def __init__(self, request: Request) -> None:
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise Unsupported("Send the photo as multipart/form-data, in a field named file.")
        if len(options[b"boundary"]) > _MAX_BOUNDARY:
            raise Invalid(f"The boundary of a form may have up to {_MAX_BOUNDARY} letters.")
        self._stream = request.stream()
        self._parsed: deque[_Begin | bytes | _End] = deque()
        self._header = _Header()
        self._headers = _Begin()
        self._complete = False
        self._boundary = options[b"boundary"]
        self._before: bytearray | None = bytearray()
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
            max_header_size=_MAX_HEADER,
        )

    async def __aiter__(self) -> AsyncIterator[Part]:
        while (parsed := await self._next()) is not None:
            if isinstance(parsed, _Begin):
                _, options = parse_options_header(parsed.get(b"content-disposition", b""))
                name = options.get(b"name", b"").decode("utf-8", "replace")
                file_name = options.get(b"filename", b"").decode("utf-8", "replace")
                yield Part(name, file_name, self._chunks())
        if not self._complete:
            raise Invalid(_CUT)

    async def _chunks(self) -> AsyncIterator[bytes]:
        while not isinstance(parsed := await self._next(), _End):
            if parsed is None:
                raise Invalid(_CUT)
            if isinstance(parsed, bytes):
                yield parsed

    async def _next(self) -> "_Begin | bytes | _End | None":
        while not self._parsed:
            try:
                chunk = await anext(self._stream, b"")
                if not chunk:
                    return None
                self._parser.write(self._from_the_boundary(chunk))
            except ClientDisconnect:
                return None
            except MultipartParseError as error:
                raise Invalid(f"The body is not valid multipart/form-data: {error}.") from error
        return self._parsed.popleft()

    def _from_the_boundary(self, chunk: bytes) -> bytes:
        """Without the preamble, which RFC 2046 allows and nobody reads."""
        if self._before is None:
            return chunk
        self._before += chunk
        # At the beginning of a line, of which the body's own is one.
        at = (b"\r\n" + self._before).find(b"\r\n--" + self._boundary)
        if at < 0:
            if len(self._before) > _MAX_HEADER:
                raise Invalid("The body is not valid multipart/form-data: its boundary does not come.")
            return b""
        begun, self._before = bytes(self._before[at:]), None
        return begun

    def _on_part_begin(self) -> None:
        self._headers = _Begin()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header.name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header.value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[bytes(self._header.name).lower()] = bytes(self._header.value)
        self._header = _Header()

    def _on_headers_finished(self) -> None:
        self._parsed.append(self._headers)

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._parsed.append(data[start:end])

    def _on_part_end(self) -> None:
        self._parsed.append(_End())

    def _on_end(self) -> None:
        self._complete = True


def form(file: str, *, several: bool = False, **others: dict[str, str]) -> dict[str, Any]:
    """How OpenAPI tells of a form whose `file` must be there, once or as `several`, and whose other fields may be."""
    one = {"type": "string", "format": "binary"}
    shown = {"type": "array", "items": one, "minItems": 1} if several else one
    fields = {"file": {**shown, "description": file}, **others}
    schema = {"type": "object", "required": ["file"], "properties": fields}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
