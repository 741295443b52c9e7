"""An endpoint that speaks as much of OpenAI's protocol as is asked of one, on loopback, and does what a test says."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GOOD = {
    "caption": "A zeppelin hovers over a harbour.",
    "tags": ["zeppelin", "harbour"],
    "objects": ["zeppelin", "crane"],
    "mood": ["calm"],
    "composition": ["centered"],
}


@dataclass(frozen=True)
class Answer:
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Reply = Answer | Callable[[], Answer]


def said(text: str, *, finish: str = "stop", tokens: int | None = 700) -> Answer:
    """A completion that says this."""
    usage = {} if tokens is None else {"usage": {"total_tokens": tokens}}
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}
    return Answer(json.dumps({"object": "chat.completion", "choices": [choice], **usage}).encode())


def good(**changed: Any) -> Answer:
    return said(json.dumps(GOOD | changed))


def refused(status: int, message: str = "", **headers: str) -> Answer:
    return Answer(json.dumps({"error": {"message": message}}).encode(), status, headers)


class Standin:
    """`replies` are given in turn, then `usual` for ever. `asked`: the bodies that came, `heads` their headers."""

    def __init__(self) -> None:
        self.models = Answer(b'{"data": [{"id": "eyes"}]}')
        self.usual: Reply = good()
        self.replies: list[Reply] = []
        self.asked: list[dict[str, Any]] = []
        self.heads: list[dict[str, str]] = []
        self.url = ""

    def reply(self) -> Answer:
        reply = self.replies.pop(0) if self.replies else self.usual
        return reply if isinstance(reply, Answer) else reply()


@contextmanager
def endpoint() -> Iterator[Standin]:
    standin = Standin()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(standin.models if self.path == "/v1/models" else refused(404))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path != "/v1/chat/completions":
                self._answer(refused(404))
                return
            standin.asked.append(json.loads(body))
            standin.heads.append(dict(self.headers))
            self._answer(standin.reply())

        def _answer(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            try:
                self.wfile.write(answer.body)
            except (BrokenPipeError, ConnectionResetError):  # who asked has heard enough
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who asked has hung up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    standin.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield standin
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
