"""Everything that a system answers about an import, as plain data that two systems can be compared by.

What must differ is named away: a photo's id becomes "photo:" and the head of its file's hash, a face's "face" and its
place, an instant "instant"; whose a face is found by a feature, when there is time.
"""

import hashlib
import math
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.running import PATIENCE, settle

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANTS = ("uploaded_at", "at")
_MEDIA_HEADERS = ("content-type", "content-length", "content-range", "cache-control", "content-disposition")


@dataclass(frozen=True)
class File:
    """What is uploaded: `form` as httpx's data."""

    name: str
    content: bytes
    form: Mapping[str, str] = field(default_factory=dict)
    sidecar: bytes = b""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Library:
    """One system's photos, and what it answers about them."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.ids: dict[str, str] = {}  # sha256 -> id

    def add(self, files: Sequence[File]) -> Any:
        """Uploads one by one, waits until all is settled -> the answers."""
        answers = []
        for file in files:
            parts = {"file": (file.name, file.content)}
            if file.sidecar:
                parts["sidecar"] = ("photo.xmp", file.sidecar)
            answer = self._client.post("/upload", files=parts, data=dict(file.form))
            if answer.is_success:
                self.ids[file.sha256] = answer.json()["id"]
            answers.append(self._plain(answer))
        settle(self._client, [self.ids[file.sha256] for file in files if file.sha256 in self.ids])
        return answers

    def settle(self) -> None:
        """Waits until nothing is being worked on."""
        settle(self._client, self.ids.values())

    def pages(self, limit: int) -> Any:
        """Every page of GET /photos, to the last."""
        pages, after = [], None
        while True:
            answer = self.ask("GET", "/photos", params={"limit": limit} | ({"after": after} if after else {}), raw=True)
            after = answer["body"]["next"]
            answer["body"]["next"] = after is not None
            pages.append(self._named(answer))
            if after is None:
                return pages

    def media(self, sha256: str) -> Any:
        id = self.ids[sha256]
        parts = {name: self._client.get(f"/photo/{id}/{name}") for name in ("original", "preview", "thumbnail")}
        parts["part"] = self._client.get(f"/photo/{id}/original", headers={"Range": "bytes=5-99"})
        parts["beyond"] = self._client.get(f"/photo/{id}/original", headers={"Range": "bytes=99999999-"})
        faces = self._client.get(f"/photo/{id}").json().get("faces", [])
        parts |= {f"face {n}": self._client.get(f"/faces/{face['id']}/crop") for n, face in enumerate(faces)}
        parts["head"] = self._client.head(f"/photo/{id}/original")
        return {
            name: {
                "status": part.status_code,
                "headers": {header: part.headers.get(header) for header in _MEDIA_HEADERS},
                "content": self._named(part.json())
                if part.is_error and part.content
                else hashlib.sha256(part.content).hexdigest(),
            }
            for name, part in parts.items()
        }

    def search(self, q: str, limit: int) -> Any:
        """The whole answer: a busy model is asked again, as the answer says that a part of it is missing."""
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self.ask("GET", "/search", params={"q": q, "limit": limit})
            if not answer["body"]["understood"]["degraded"] or time.monotonic() > deadline:
                return answer

    def ask(self, method: str, path: str, *, raw: bool = False, **options: Any) -> Any:
        """`{photo:<sha256>}` in the path stands for that photo's id."""
        path = re.sub(r"\{photo:(\w+)\}", lambda found: self.ids[found[1]], path)
        answer = self._client.request(method, path, **options)
        return self._plain(answer, named=not raw)

    def _plain(self, answer: httpx.Response, *, named: bool = True) -> Any:
        body = answer.json() if answer.content else None
        plain = {"status": answer.status_code, "type": answer.headers.get("content-type"), "body": body}
        return self._named(plain) if named else plain

    def _named(self, value: Any) -> Any:
        if isinstance(value, dict):
            for parts, whose in (("faces", {"person": None}), ("objects", {})):
                if isinstance(value.get(parts), list):
                    value = value | {
                        parts: [part | {"id": f"{parts} {n}"} | whose for n, part in enumerate(value[parts])]
                    }
            return {
                self._named(key): "instant" if key in _INSTANTS and inner else self._named(inner)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [self._named(inner) for inner in value]
        if isinstance(value, str):
            names = {id: f"photo:{sha256[:8]}" for sha256, id in self.ids.items()} if _ID.search(value) else {}
            return _INSTANT.sub("instant", _ID.sub(lambda found: names.get(found[0], found[0]), value))
        return value


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two answers differ, as "path: this and that"."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [line for key in one for line in differences(one[key], other[key], f"{where}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [line for n, (left, right) in pairs for line in differences(left, right, f"{where}[{n}]")]
    # One index keeps float16, the other float32: a score may differ by a rounding.
    if isinstance(one, float) and isinstance(other, float) and math.isclose(one, other, abs_tol=1e-3):
        return []
    return [] if one == other else [f"{where}: {one!r} and {other!r}"]
