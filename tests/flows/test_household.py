"""A household in one Heliograph: who is invited, what they see, which keys they make, what they may take up, and how
they go. One system for all of it."""

import json
import socket
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.drawing import draw_people, encoded, jpeg
from tests.running import NO_TLS, PATIENCE, Heliograph, running, settle, upload

PASSWORDS = {name: f"{name} has a long way home" for name in ("mara", "noor", "otto", "pia")}


_clients: list[httpx.Client] = []
_shown: set[str] = set()  # secrets that were told


class Member:
    """Somebody who has signed in, as an app does."""

    def __init__(self, heliograph: Heliograph, signed: dict[str, Any]) -> None:
        self.id = signed["account"]["id"]
        self.refresh = signed["refresh"]
        self.client = bearing(heliograph, signed["access"])
        _shown.update((signed["access"], signed["refresh"]))
        _clients.append(self.client)

    def __call__(self, method: str, path: str, status: int, **options: Any) -> Any:
        answer = self.client.request(method, path, **options)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        told = answer.json() if answer.content else None
        _shown.update(told[name] for name in ("token", "secret") if isinstance(told, dict) and name in told)
        return told


def bearing(heliograph: Heliograph, word: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {word}"}
    return httpx.Client(base_url=heliograph.base, headers=headers, timeout=60, verify=NO_TLS)


def until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"it never came that {what}"
        time.sleep(0.1)


@contextmanager
def closing_clients() -> Iterator[None]:
    before = len(_clients)
    yield
    while len(_clients) > before:
        _clients.pop().close()


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heliograph]:
    home = tmp_path_factory.mktemp("household") / "home"
    with running(home, reconcile_seconds=0.5, log_level="debug", log_format="json") as heliograph, closing_clients():
        yield heliograph
    log = heliograph.log.read_text()
    assert _shown
    assert not [word for word in (*_shown, *PASSWORDS.values()) if word in log], "what is told once stands in no log"


def nobody(heliograph: Heliograph, path: str, status: int, **body: Any) -> dict[str, Any]:
    with heliograph.client() as client:
        answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def invited(heliograph: Heliograph, by: Member, name: str, **invitation: Any) -> Member:
    token = by("POST", "/invitations", 201, json={"role": "member", **invitation})["token"]
    accepting = {"token": token, "name": name, "password": PASSWORDS[name], "keep": "body"}
    return Member(heliograph, nobody(heliograph, "/invitations/accept", 201, **accepting))


def whats(member: Member, **asked: Any) -> list[str]:
    return [entry["what"] for entry in member("GET", "/audit", 200, params={"limit": 500, **asked})["entries"]]


@pytest.fixture(scope="module")
def mara(household: Heliograph) -> Member:
    """Who runs it."""
    first = {"name": "Mara", "password": PASSWORDS["mara"], "keep": "body"}
    return Member(household, nobody(household, "/auth/first", 201, **first))


@pytest.fixture(scope="module")
def noor(household: Heliograph, mara: Member) -> Member:
    return invited(household, mara, "noor")


def test_an_invitation_makes_one_account(household: Heliograph, mara: Member, noor: Member) -> None:
    made = mara("POST", "/invitations", 201, json={"role": "guest", "days": 1})
    waiting = mara("GET", "/invitations", 200)["invitations"]
    assert made["id"] in [each["id"] for each in waiting]
    assert made["token"] not in json.dumps(waiting)
    looked = nobody(household, "/invitations/look", 200, token=made["token"])
    assert looked == {"role": "guest", "by": "Mara", "expires": made["expires"]}
    accepting = {"token": made["token"], "name": "otto", "password": PASSWORDS["otto"], "keep": "body"}
    # What is wrong with the name or the password leaves the link as it is.
    nobody(household, "/invitations/accept", 409, **{**accepting, "name": " NOOR "})
    nobody(household, "/invitations/accept", 422, **{**accepting, "password": "password1234"})
    otto = Member(household, nobody(household, "/invitations/accept", 201, **accepting))
    gone = nobody(household, "/invitations/accept", 404, **accepting)
    assert nobody(household, "/invitations/look", 404, token=made["token"]) == gone
    assert nobody(household, "/invitations/look", 404, token="hg_invite_" + "x" * 43) == gone
    # A guest looks, and has nothing.
    assert otto("GET", "/photos", 200)["photos"] == []
    otto("POST", "/photos/known", 403, json={"sha256": []})
    for path in ("/invitations", "/accounts"):
        otto("GET", path, 403)
        noor("GET", path, 403)
    noor("POST", "/invitations", 403, json={"role": "admin"})
    withdrawn = mara("POST", "/invitations", 201, json={"role": "member"})
    mara("DELETE", f"/invitations/{withdrawn['id']}", 204)
    mara("DELETE", f"/invitations/{withdrawn['id']}", 404)
    assert nobody(household, "/invitations/look", 404, token=withdrawn["token"]) == gone
    # What an admin may not any more, their links do not either.
    later = invited(household, mara, "pia", role="admin")
    by_pia = later("POST", "/invitations", 201, json={"role": "admin"})
    mara("PATCH", f"/accounts/{later.id}", 200, json={"role": "member"})
    assert nobody(household, "/invitations/look", 404, token=by_pia["token"]) == gone
    mara("DELETE", f"/accounts/{later.id}", 202)


def test_everybody_has_a_library_of_their_own(mara: Member, noor: Member) -> None:
    theirs = upload(mara.client, encoded(7001)).json()["id"]
    hers = upload(noor.client, encoded(7002)).json()["id"]
    same = upload(noor.client, encoded(7001)).json()
    assert same["status"] == "created", "whether others have a photo is told to nobody"
    assert {photo["id"] for photo in mara("GET", "/photos", 200)["photos"]} == {theirs}
    seen = {photo["id"] for photo in noor("GET", "/photos", 200)["photos"]}
    assert seen >= {hers, same["id"]}
    assert theirs not in seen
    mara("GET", f"/photo/{hers}", 404)  # to run the installation opens nobody's library
    noor("GET", f"/photo/{theirs}", 404)


def test_a_key_does_what_it_says_and_no_more(household: Heliograph, mara: Member, noor: Member) -> None:
    key = noor("POST", "/account/keys", 201, json={"name": "frame", "scopes": ["see"]})
    assert key["secret"].startswith("hg_key_")
    assert key["secret"] not in json.dumps(noor("GET", "/account/keys", 200))
    with bearing(household, key["secret"]) as frame:
        assert frame.get("/photos").status_code == 200
        assert upload(frame, encoded(7003)).status_code == 403
        for path in ("/account/keys", "/account", "/audit", "/accounts", "/invitations"):
            assert frame.get(path).status_code == 403, path
        assert frame.post("/account/keys", json={"name": "more", "scopes": ["see"]}).status_code == 403
        noor("PATCH", f"/account/keys/{key['id']}", 200, json={"scopes": ["see", "add"]})
        assert upload(frame, encoded(7003)).status_code == 201
        rotated = noor("POST", f"/account/keys/{key['id']}/rotate", 200)
        assert rotated["secret"] != key["secret"]
        assert frame.get("/photos").status_code == 200, "for a day it works beside the new one"
        with bearing(household, rotated["secret"]) as newer:
            assert newer.get("/photos").status_code == 200
            noor("POST", f"/account/keys/{key['id']}/rotate", 200)
            assert newer.get("/photos").status_code == 200
            assert frame.get("/photos").status_code == 401, "but the one before that no more"
            listed = {each["id"]: each for each in noor("GET", "/account/keys", 200)["keys"]}
            assert listed[key["id"]]["used"]
            mara("DELETE", f"/account/keys/{key['id']}", 404)
            noor("DELETE", f"/account/keys/{key['id']}", 204)
            assert newer.get("/photos").status_code == 401, "at once"
    soon = datetime.now(UTC) + timedelta(seconds=2)
    short = noor("POST", "/account/keys", 201, json={"name": "short", "scopes": ["see"], "expires": soon.isoformat()})
    with bearing(household, short["secret"]) as ending:
        until(lambda: ending.get("/photos").status_code == 401, "a key expires")
    noor("POST", f"/account/keys/{short['id']}/rotate", 409)
    past = {"name": "past", "scopes": ["see"], "expires": "2020-01-01T00:00:00Z"}
    noor("POST", "/account/keys", 422, json=past)
    noor("POST", "/account/keys", 422, json={"name": "none", "scopes": []})
    for odd in ("\0", "  ", "a\u202eb"):
        noor("POST", "/account/keys", 422, json={"name": odd, "scopes": ["see"]})
    noor("POST", "/account/keys", 422, json={"name": "naive", "scopes": ["see"], "expires": "2999-01-01T00:00:00"})
    assert "key.made" in whats(noor, what="key")


def test_a_role_that_is_lowered_is_so_at_once(household: Heliograph, mara: Member, noor: Member) -> None:
    hers = upload(noor.client, encoded(7005)).json()["id"]
    assert mara("PATCH", f"/accounts/{noor.id}", 200, json={"role": "admin"})["role"] == "admin"
    made = noor("POST", "/account/keys", 201, json={"name": "runs", "scopes": ["see", "add", "manage"]})
    with bearing(household, made["secret"]) as key:
        assert key.get("/metrics").status_code == 200
        noor("GET", "/accounts", 200)
        mara("PATCH", f"/accounts/{noor.id}", 200, json={"role": "member"})
        assert key.get("/metrics").status_code == 403
        noor("GET", "/accounts", 403)
        mara("PATCH", f"/accounts/{noor.id}", 200, json={"role": "guest"})
        assert upload(key, encoded(7004)).status_code == 403
        assert upload(noor.client, encoded(7004)).status_code == 403
        refused = {"name": "more", "scopes": ["add"]}
        assert "no key of yours may" in noor("POST", "/account/keys", 403, json=refused)["detail"]
        mara("PATCH", f"/accounts/{noor.id}", 200, json={"role": "member", "quota": None})
        noor("GET", f"/photo/{hers}", 200)  # their library is what it was
    noor("DELETE", f"/account/keys/{made['id']}", 204)
    # Somebody always runs it, whatever they say at once.
    mara("PATCH", f"/accounts/{mara.id}", 409, json={"role": "member"})
    mara("PATCH", f"/accounts/{mara.id}", 409, json={"state": "disabled"})
    mara("DELETE", f"/accounts/{mara.id}", 409)
    mara("PATCH", f"/accounts/{noor.id}", 422, json={"role": None})
    mara("PATCH", f"/accounts/{noor.id}", 422, json={"name": "Nora"})
    noor("PATCH", f"/accounts/{mara.id}", 403, json={"role": "guest"})
    mara("PATCH", "/accounts/nobody", 404, json={"role": "guest"})


def test_who_is_disabled_is_out_and_who_is_let_in_again_signs_in(household: Heliograph, mara: Member) -> None:
    pia = invited(household, mara, "pia")
    made = pia("POST", "/account/keys", 201, json={"name": "key", "scopes": ["see"]})
    mara("PATCH", f"/accounts/{pia.id}", 200, json={"state": "disabled"})
    pia("GET", "/photos", 401)
    with bearing(household, made["secret"]) as key:
        assert key.get("/photos").status_code == 401
        refused = nobody(household, "/auth/login", 401, name="pia", password=PASSWORDS["pia"])
        assert refused == nobody(household, "/auth/login", 401, name="no one", password=PASSWORDS["pia"])
        mara("PATCH", f"/accounts/{pia.id}", 200, json={"state": "active"})
        assert key.get("/photos").status_code == 200
    # By a link she says a new password; with that all she has is signed out.
    again = {"name": "pia", "password": PASSWORDS["pia"], "keep": "body"}
    pia = Member(household, nobody(household, "/auth/login", 200, **again))
    made = mara("POST", f"/accounts/{pia.id}/reset", 201)
    nobody(household, "/auth/reset", 422, token=made["token"], password="short")
    nobody(household, "/auth/reset", 204, token=made["token"], password="quite another way home")
    pia("GET", "/photos", 401)
    gone = nobody(household, "/auth/reset", 404, token=made["token"], password="quite another way home")
    assert gone == nobody(household, "/auth/reset", 404, token="hg_reset_" + "x" * 43, password="quite another way")
    nobody(household, "/auth/login", 401, **again)
    nobody(household, "/auth/login", 200, **{**again, "password": "quite another way home"})
    mara("DELETE", f"/accounts/{pia.id}", 202)


def test_a_library_holds_what_its_quota_says(mara: Member, noor: Member) -> None:
    photo = encoded(7010)
    used = next(each for each in mara("GET", "/accounts", 200)["accounts"] if each["id"] == noor.id)["used"]
    assert used == sum(photo["bytes"] for photo in _details(noor))
    mara("PATCH", f"/accounts/{noor.id}", 200, json={"quota": used + len(photo)})
    refused = upload(noor.client, encoded(7011, size=(640, 480)))
    assert refused.status_code == 413
    assert refused.json()["kind"] == "over_quota"
    assert "that you may use here" in refused.json()["detail"]
    assert upload(noor.client, photo).status_code == 201
    assert " 413 " in _announced(noor, 2**30), "told by its length alone, before a byte of it is read"
    mara("PATCH", f"/accounts/{noor.id}", 200, json={"quota": None})
    assert upload(noor.client, encoded(7011, size=(640, 480))).status_code == 201


def _announced(member: Member, length: int) -> str:
    """The status line that an upload gets of which nothing but the header is sent."""
    address = urlsplit(str(member.client.base_url))
    bearer = member.client.headers["authorization"]
    head = (
        f"POST /upload HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: {bearer}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n"
    )
    with socket.create_connection((address.hostname, address.port)) as wire:
        wire.sendall(head.encode())
        return wire.makefile().readline()


def _details(member: Member) -> list[dict[str, Any]]:
    return [member("GET", f"/photo/{photo['id']}", 200) for photo in member("GET", "/photos", 200)["photos"]]


def test_an_account_goes_with_all_that_is_its(tmp_path: Path) -> None:
    word = "Zanzibarquartett"
    with running(tmp_path / "home", reconcile_seconds=0.5) as heliograph, closing_clients():
        first = {"name": "Mara", "password": PASSWORDS["mara"], "keep": "body"}
        mara = Member(heliograph, nobody(heliograph, "/auth/first", 201, **first))
        pia = invited(heliograph, mara, "pia")
        photos = [upload(pia.client, content, f"{word}.jpg").json()["id"] for content in _pictures()]
        settle(pia.client, photos)
        until(lambda: bool(pia("GET", "/people", 200)["people"]), "somebody is seen on her photos")
        person = pia("GET", "/people", 200)["people"][0]["id"]
        pia("PATCH", f"/people/{person}", 200, json={"name": word})
        pia("PATCH", f"/photo/{photos[0]}", 200, json={"title": word})
        pia("POST", "/photos/edit", 200, json={"ids": photos, "change": {"kind": "rating", "rating": 4}})
        pia("POST", "/account/keys", 201, json={"name": word, "scopes": ["see"]})
        told = _exported(pia)
        library = json.loads(told["account.json"])["library"]
        assert word in told["people.jsonl"]
        assert {json.loads(line)["original"] for line in told["photos.jsonl"].splitlines()} == {
            f"/photo/{id}/original" for id in photos
        }
        mara("DELETE", f"/accounts/{pia.id}", 202)
        pia("GET", "/photos", 401)
        nobody(heliograph, "/auth/login", 401, name="pia", password=PASSWORDS["pia"])
        until(lambda: "account.erased" in whats(mara, what="account"), "the last of her is gone")
        assert pia.id not in {each["id"] for each in mara("GET", "/accounts", 200)["accounts"]}
        deleted = mara("GET", "/audit", 200, params={"what": "account.deleted"})["entries"]
        assert [entry["detail"]["name"] for entry in deleted] == ["pia"]
    for name in (word, library, *photos, person):
        assert not _found(heliograph, name), name
    assert set(_found(heliograph, pia.id).split()) == {"audit", "audit.bits"}, "that she was here, who runs it may read"


def _exported(member: Member) -> dict[str, str]:
    answer = member.client.get("/account/export")
    assert "content-encoding" not in answer.headers
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    for name in ("sessions.jsonl", "keys.jsonl", "audit.jsonl", "photos.jsonl", "people.jsonl", "actions.jsonl"):
        assert told[name], name
    for secret in ("argon2", '"secret"', '"refresh"', '"password"', '"recovery"'):
        assert secret not in told["account.json"] + told["sessions.jsonl"] + told["keys.jsonl"], secret
    return told


def _pictures() -> list[bytes]:
    return [encoded(7020, size=(64, 48)), *(jpeg(draw_people(7021 + n, 1, 2)) for n in range(3))]


def _found(heliograph: Heliograph, word: str) -> str:
    """Where the word stands: in which tables of every store, in the name of which blob. Not looked at are places that
    hold ids alone, of nothing: blocks that no document is in, points that the index takes out when it is made next."""
    places = []
    for file in heliograph.home.rglob("*.sqlite"):
        if file.parent.name == "snapshots":  # of the days before
            continue
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
            tables = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for table in tables:
                if table == "gone" or table.endswith(".blocks"):
                    continue
                for row in store.execute(f'SELECT * FROM "{table}"'):
                    if any(word.encode() in _bytes(value) for value in row):
                        places.append(table)
                        break
    root = heliograph.home / "blobs"
    names = (str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
    return " ".join([*places, *(name for name in names if word in name)])


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
