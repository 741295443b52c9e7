"""A model hub at an address of its own, which speaks as huggingface.co does and hangs up at two fifths of each file."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_COMMIT = "c" * 40


@dataclass
class SmallHub:
    """`sent`: the paths of all files that were asked for."""

    address: str = ""
    sent: list[str] = field(default_factory=list)


@contextmanager
def small_hub(repository: str, files: Mapping[str, bytes], licence: str) -> Iterator[SmallHub]:
    """With one repository."""
    hub = SmallHub()
    told = {
        "sha": _COMMIT, "cardData": {"license": licence},
        "siblings": [
            {"rfilename": path, "blobId": "b" * 40, "size": len(content),
             "lfs": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}}
            for path, content in files.items()
        ],
    }  # fmt: skip

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            start = int(self.headers.get("Range", "bytes=0-")[6:-1])
            described = self.path == f"/api/models/{repository}/revision/main?blobs=true"
            before, _, path = self.path.partition(f"/resolve/{_COMMIT}/")
            assert described or before == f"/{repository}"
            if not described:
                hub.sent.append(path)
            body = json.dumps(told).encode() if described else files[path][start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if described or start else body[: len(body) * 2 // 5 or len(body)])

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
