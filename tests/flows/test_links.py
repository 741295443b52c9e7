"""Links: an owner shares by an address; visitors without an account open it, look, search, download, send photos in,
and see nothing from the moment on that it ends. The four incidents of others that are told by number. One system."""

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest

from tests.drawing import encoded
from tests.flows.test_household import PASSWORDS, Member, _clients, closing_clients, invited, nobody, until
from tests.running import NO_TLS, Heliograph, running, settle, upload

OWNER = "Mara"
WORD = "along the river"
EVIL = '"><meta http-equiv="refresh" content="0;url=https://evil.example"><script>alert(1)</script>'
_told: set[str] = set()  # tokens and passwords that no log may have


class Visitor:
    """A browser that came by a link."""

    def __init__(self, heliograph: Heliograph, link: str) -> None:
        self.link = link
        self.client = httpx.Client(base_url=heliograph.base, timeout=60, verify=NO_TLS)
        _clients.append(self.client)

    def open(self, token: str, status: int = 204, **said: Any) -> httpx.Response:
        answer = self.client.post(f"/l/{self.link}/open", json={"token": token, **said})
        assert answer.status_code == status, answer.text
        return answer

    def ask(self, path: str, status: int = 200, method: str = "GET", **options: Any) -> httpx.Response:
        answer = self.client.request(method, f"/l/{self.link}/api{path}", **options)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer

    def sees(self) -> set[str]:
        return {photo["id"] for photo in self.ask("/photos").json()["photos"]}


class Shared:
    """What one owner has: an album of three photos, and two that are in none."""

    def __init__(self, heliograph: Heliograph) -> None:
        self.heliograph = heliograph
        self.mara = Member(
            heliograph,
            nobody(heliograph, "/auth/first", 201, name=OWNER, password=PASSWORDS["mara"], keep="body"),
        )
        self.noor = invited(heliograph, self.mara, "noor")
        self.photos = [
            upload(self.mara.client, encoded(7000 + n, size=(320, 240)), f"secret-name-{n}.jpg").json()["id"]
            for n in range(5)
        ]
        settle(self.mara.client, self.photos)
        self.album = self.mara("POST", "/albums", 201, json={"name": "Tuscany"})["id"]
        self.mara("PUT", f"/albums/{self.album}/photos", 200, json={"ids": self.photos[:3]})

    def share(self, by: Member | None = None, **said: Any) -> dict[str, Any]:
        link = {"title": "Tuscany", **said.pop("link", {})}
        body = {"kind": "album", "album": self.album, "to": "link", "link": link, **said}
        made: dict[str, Any] = (by or self.mara)("POST", "/shares", 201, json=body)
        _told.add(made["token"])
        return made

    def visitor(self, made: dict[str, Any], **said: Any) -> Visitor:
        visitor = Visitor(self.heliograph, made["id"])
        visitor.open(made["token"], **said)
        return visitor


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    home = tmp_path_factory.mktemp("links") / "home"
    with running(home, reconcile_seconds=0.5, log_level="debug", log_format="json") as heliograph, closing_clients():
        yield Shared(heliograph)
    log = heliograph.log.read_text()
    assert _told
    assert not [word for word in (*_told, WORD) if word in log], "what opens a link stands in no log"


def test_a_visitor_sees_what_is_shared_and_nothing_else(shared: Shared) -> None:
    made = shared.share()
    assert made["url"] == f"{shared.heliograph.base}/l/{made['id']}#{made['token']}"
    assert len(made["token"]) >= 22, "128 random bits"
    assert made["token"] not in json.dumps(shared.mara("GET", "/shares", 200))
    assert made["token"] not in json.dumps(shared.mara("GET", f"/shares/{made['id']}", 200))
    stranger = Visitor(shared.heliograph, made["id"])
    stranger.ask("/photos", 401)
    stranger.open("x" * 22, 404)
    stranger.ask("/photos", 401)

    visitor = shared.visitor(made, name="  Aunt   Ida ")
    about = visitor.ask("/link").json()
    assert about == {
        "title": "Tuscany", "by": OWNER, "kind": "album", "album": None, "count": 3, "download": True, "uploads": False,
        "expires": None, "name": "Aunt Ida",
    }  # fmt: skip
    inside, outside = set(shared.photos[:3]), shared.photos[3]
    assert visitor.sees() == inside
    assert sum(month["count"] for month in visitor.ask("/photos/months").json()["months"]) == 3
    assert {hit["photo"]["id"] for hit in visitor.ask("/search?q=photo").json()["hits"]} <= inside
    visitor.ask("/facets")
    photo = visitor.ask(f"/photo/{shared.photos[0]}")
    assert "secret-name" not in photo.text
    assert shared.mara.id not in photo.text
    assert not any(each["own"] for each in (photo.json(), *visitor.ask("/photos").json()["photos"]))
    visitor.ask(f"/photo/{outside}", 404)
    preview = visitor.ask(f"/photo/{shared.photos[0]}/preview")
    assert preview.headers["cache-control"].startswith("private, no-cache")
    assert visitor.ask(f"/photo/{shared.photos[0]}/preview", 304, headers={"If-None-Match": preview.headers["etag"]})
    visitor.ask(f"/photo/{outside}/preview", 404)
    visitor.ask(f"/photo/{shared.photos[0]}/original")
    with zipfile.ZipFile(BytesIO(visitor.ask("/link/download").content)) as archive:
        assert sum(not name.endswith(".xmp") for name in archive.namelist()) == 3
        assert "secret-name" not in "".join(archive.namelist())
    visitor.ask("/photos/download", 404, "POST", json={"ids": [outside]})

    # An album that is laid by hand is shown so; no other is there.
    laid = [shared.photos[2], *shared.photos[:2]]
    shared.mara("PATCH", f"/albums/{shared.album}", 200, json={"sort": "hand"})
    shared.mara("POST", f"/albums/{shared.album}/order", 204, json={"photo": laid[0], "after": None})
    assert visitor.ask("/link").json()["album"] == shared.album
    assert [photo["id"] for photo in visitor.ask(f"/albums/{shared.album}/photos").json()["photos"]] == laid
    shared.mara("PATCH", f"/albums/{shared.album}", 200, json={"sort": "newest"})
    other = shared.mara("POST", "/albums", 201, json={"name": "Umbria"})["id"]
    visitor.ask(f"/albums/{other}/photos", 404)

    # All else is not there, whatever the policy would say.
    for method, path in (
        ("GET", "/albums"), ("GET", "/people"), ("GET", "/shares"), ("GET", "/events"), ("GET", "/account"),
        ("POST", "/shares"), ("DELETE", f"/photo/{shared.photos[0]}"), ("PATCH", f"/photo/{shared.photos[0]}"),
        ("GET", f"/photo/{shared.photos[0]}/xmp"), ("GET", "/openapi.json"), ("GET", "/auth"), ("GET", "/app/"),
        ("POST", "/auth/login"), ("POST", f"/l/{made['id']}/open"),
    ):  # fmt: skip
        visitor.ask(path, 404, method)
    visitor.ask("/upload", 403, "POST", files={"file": ("a.jpg", encoded(1))})
    listed = {share["id"]: share["link"] for share in shared.mara("GET", "/shares", 200)["shares"]}
    assert listed[made["id"]]["opened"] == 1


def test_another_links_cookie_opens_nothing_here(shared: Shared) -> None:
    one = shared.share()
    other = shared.share(kind="photos", album=None, photos=[shared.photos[4]], download=False)
    visitor, there = shared.visitor(one), shared.visitor(other)
    cookie = next(iter(there.client.cookies.jar))
    assert (cookie.path, cookie.name) == (f"/l/{other['id']}/", "heliograph-link")
    assert cookie.has_nonstandard_attr("HttpOnly")
    stranger = Visitor(shared.heliograph, one["id"])
    for sent in (str(cookie.value), "x.y.z", ""):
        stranger.ask("/photos", 401, headers={"Cookie": f"heliograph-link={sent}"})
    # Nor does it open anything at the root.
    told = stranger.client.get("/photos", headers={"Cookie": f"heliograph-link={cookie.value}"})
    assert told.status_code == 401
    assert there.sees() == {shared.photos[4]}
    assert visitor.sees() == set(shared.photos[:3])
    # To be looked at only.
    there.ask(f"/photo/{shared.photos[4]}/preview")
    there.ask(f"/photo/{shared.photos[4]}/original", 403)
    there.ask("/link/download", 403)
    there.ask("/photos/download", 403, "POST", json={"ids": [shared.photos[4]]})
    # Its owner, who has signed in, is a guest of it as well.
    bearer = {"Authorization": shared.mara.client.headers["Authorization"]}
    seen = there.ask("/photos", headers=bearer).json()["photos"]
    assert [photo["id"] for photo in seen] == [shared.photos[4]]
    there.ask("/albums", 404, headers=bearer)
    stranger.ask("/photos", 401, headers=bearer)
    # Another site's page may not use it.
    there.ask("/photos/download", 403, "POST", json={"ids": []}, headers={"Origin": "https://evil.example"})


def test_what_has_ended_is_over_within_a_second(shared: Shared) -> None:
    made = shared.share(expires=(datetime.now(UTC) + timedelta(days=1)).isoformat())
    visitor = shared.visitor(made)
    assert visitor.sees()
    shared.mara("DELETE", f"/shares/{made['id']}", 204)
    for path in ("/photos", "/link", f"/photo/{shared.photos[0]}/preview"):
        visitor.ask(path, 404)
    visitor.open(made["token"], 404)
    soon = shared.share(expires=(datetime.now(UTC) + timedelta(seconds=2)).isoformat())
    visitor = shared.visitor(soon)
    until(lambda: visitor.client.get(f"/l/{soon['id']}/api/photos").status_code == 404, "the link's time was over")
    # What leaves the album leaves the link.
    made = shared.share()
    visitor = shared.visitor(made)
    shared.mara("DELETE", f"/albums/{shared.album}/photos", 200, json={"ids": [shared.photos[2]]})
    assert visitor.sees() == set(shared.photos[:2])
    shared.mara("PUT", f"/albums/{shared.album}/photos", 200, json={"ids": [shared.photos[2]]})


def test_cve_2026_25118_a_password_is_asked_for_in_a_body_alone_and_told_to_nobody(shared: Shared) -> None:
    """Immich had it in a query of a GET, and said it back with the owner's e-mail."""
    made = shared.share(link={"password": WORD})
    assert WORD not in json.dumps(made)
    assert WORD not in json.dumps(shared.mara("GET", "/shares", 200))
    visitor = Visitor(shared.heliograph, made["id"])
    asked = visitor.open(made["token"], 403)
    assert asked.json()["needs"] == "password"
    assert OWNER not in asked.text
    answer = visitor.client.post(f"/l/{made['id']}/open", params={"password": WORD}, json={"token": made["token"]})
    assert answer.status_code == 403
    assert visitor.open(made["token"], 403, password="another word").json()["needs"] == "password"
    visitor.open(made["token"], password=WORD)
    told = visitor.ask("/link").text + visitor.ask("/photos").text
    assert WORD not in told
    assert shared.mara.id not in told
    # Another password ends who came by the one before.
    shared.mara("PATCH", f"/shares/{made['id']}", 200, json={"link": {"password": "another long word"}})
    visitor.ask("/photos", 401)


def test_passwords_cannot_be_tried_at_will(shared: Shared) -> None:
    made = shared.share(link={"password": WORD})
    visitor = Visitor(shared.heliograph, made["id"])
    tried = 0
    for n in range(100):
        answer = visitor.client.post(f"/l/{made['id']}/open", json={"token": made["token"], "password": f"a guess {n}"})
        if answer.status_code == 429:
            break
        assert answer.status_code == 403
        tried += 1
    assert tried <= 5, "of one address; ten thousand take longer than a link lives"
    assert int(answer.headers["retry-after"]) > 10
    visitor.open(made["token"], 429, password=WORD)


def test_cve_2026_40096_a_title_is_text_in_the_page_too(shared: Shared) -> None:
    """Immich wrote an album's name into og:title as it was: it could send visitors elsewhere."""
    told = shared.share(link={"title": EVIL, "preview": True})
    silent = shared.share(link={"title": "A quiet title"})
    with shared.heliograph.client() as client:
        page = client.get(f"/l/{told['id']}")
        assert "<script>alert(1)" not in page.text
        assert '<meta http-equiv="refresh"' not in page.text
        assert "&quot;&gt;&lt;meta http-equiv=&quot;refresh&quot;" in page.text
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert "https:" not in page.headers["content-security-policy"]
        unseen = client.get(f"/l/{silent['id']}")
        assert "quiet" not in unseen.text
        assert OWNER not in page.text + unseen.text
        # One that never was looks the same.
        assert client.get("/l/019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11").text == unseen.text


def test_cve_2026_57943_nobody_shares_what_is_not_theirs(shared: Shared) -> None:
    """LibrePhotos shared whatever it was told to, whoever said so."""
    link = {"title": "Taken", "uploads": False}
    for body in (
        {"kind": "album", "album": shared.album},
        {"kind": "photos", "photos": [shared.photos[0]]},
    ):
        shared.noor("POST", "/shares", 404, json={**body, "to": "link", "link": link})
    made = shared.share()
    for method in ("GET", "DELETE"):
        shared.noor(method, f"/shares/{made['id']}", 404)
    shared.noor("PATCH", f"/shares/{made['id']}", 404, json={"link": {"title": "Mine"}})
    assert shared.visitor(made).ask("/link").json()["title"] == "Tuscany"


def test_cve_2026_23896_a_key_gives_itself_no_more_than_it_has(shared: Shared) -> None:
    """Immich let a key raise its own rights by the call that changes it."""
    shared.mara("POST", "/auth/prove", 204, json={"password": PASSWORDS["mara"]})
    made = shared.mara("POST", "/account/keys", 201, json={"name": "Frame", "scopes": ["see"]})
    key = {"Authorization": f"Bearer {made['secret']}"}
    _told.add(made["secret"])
    with shared.heliograph.client(headers=key) as client:
        raised = client.patch(f"/account/keys/{made['id']}", json={"scopes": ["see", "manage"]})
        assert raised.status_code == 403
        body = {"kind": "album", "album": shared.album, "to": "link", "link": {"title": "x"}}
        assert client.post("/shares", json=body).status_code == 403
    scopes = {each["id"]: each["scopes"] for each in shared.mara("GET", "/account/keys", 200)["keys"]}
    assert scopes[made["id"]] == ["see"]


def test_what_guests_send_waits_until_it_is_taken(shared: Shared) -> None:
    album = shared.mara("POST", "/albums", 201, json={"name": "Wedding"})["id"]
    made = shared.share(album=album, link={"uploads": True})
    visitor = shared.visitor(made)
    before = {photo["id"] for photo in shared.mara("GET", "/photos", 200)["photos"]}
    count = sum(month["count"] for month in shared.mara("GET", "/photos/months", 200)["months"])
    visitor.ask("/link/name", 204, "POST", json={"name": "Aunt Ida"})
    sent = [encoded(7100 + n, size=(320, 240)) for n in range(3)]
    for n, content in enumerate(sent):
        answer = visitor.ask("/upload", 201, "POST", files={"file": (f"{n}.jpg", content)}).json()
        assert (answer["id"], answer["status"]) == ("", "created")
    # What is here, or lies in the trash, they do not learn, and change nothing of it.
    again = visitor.ask("/upload", 201, "POST", files={"file": ("x.jpg", encoded(7000, size=(320, 240)))})
    assert again.json()["status"] == "created"
    visitor.ask("/upload", 415, "POST", files={"file": ("x.jpg", b"<svg onload=alert(1)>")})

    def waiting() -> dict[str, Any]:
        return {each["id"]: each for each in shared.mara("GET", "/photos?inbox=true", 200)["photos"]}

    there = waiting()
    assert len(there) == 3
    settle(shared.mara.client, there)
    assert {each["sent_by"] for each in there.values()} == {"Aunt Ida"}
    assert len(shared.mara("GET", "/photos?sent_by=Aunt%20Ida&inbox=true", 200)["photos"]) == 3
    # Nowhere else.
    assert {photo["id"] for photo in shared.mara("GET", "/photos", 200)["photos"]} == before
    for query in ("archived=true", "archived=any"):
        assert not there.keys() & {photo["id"] for photo in shared.mara("GET", f"/photos?{query}", 200)["photos"]}
    assert sum(month["count"] for month in shared.mara("GET", "/photos/months", 200)["months"]) == count
    assert not there.keys() & {hit["photo"]["id"] for hit in shared.mara("GET", "/search?q=photo", 200)["hits"]}
    assert not there.keys() & visitor.sees()

    # Taken, into the album; undone, and taken again.
    first, second, third = there
    action = shared.mara("POST", "/photos/edit", 200, json={"ids": [first, second], "change": {"kind": "take"}})[
        "action"
    ]
    assert waiting().keys() == {third}
    assert {first, second} <= visitor.sees()
    shared.mara("POST", f"/actions/{action['id']}/undo", 200)
    assert len(waiting()) == 3
    assert not there.keys() & visitor.sees()
    shared.mara("POST", "/photos/edit", 200, json={"ids": [first], "change": {"kind": "take"}})
    assert first in {photo["id"] for photo in shared.mara("GET", "/photos", 200)["photos"]}
    assert shared.mara("GET", f"/photo/{first}", 200)["sent_by"] == "Aunt Ida"
    # Its owner brings the second one: so it waits no more.
    assert upload(shared.mara.client, sent[list(there).index(second)], "mine.jpg").json()["status"] == "duplicate"
    assert second not in waiting()
    # Refused: into the trash, and taken back from there it waits again.
    action = shared.mara("POST", "/photos/edit", 200, json={"ids": [third], "change": {"kind": "delete"}})["action"]
    assert not waiting()
    shared.mara("POST", f"/actions/{action['id']}/undo", 200)
    assert waiting().keys() == {third}
    # The name is the owner's to know.
    assert "Ida" not in visitor.ask("/photos").text
    assert third not in visitor.sees()
    # Nothing is sent in by a link that has ended.
    shared.mara("DELETE", f"/shares/{made['id']}", 204)
    visitor.ask("/upload", 404, "POST", files={"file": ("z.jpg", encoded(7200))})


def test_a_quota_is_the_owners_and_told_to_no_guest(shared: Shared) -> None:
    oskar = invited(shared.heliograph, shared.mara, "otto", quota=6_000)
    photo = upload(oskar.client, encoded(7300), "one.jpg").json()["id"]
    made = shared.share(oskar, kind="photos", album=None, photos=[photo], link={"uploads": True})
    visitor = shared.visitor(made)
    refused = visitor.ask("/upload", 413, "POST", files={"file": ("big.png", encoded(7301, "PNG", size=(900, 900)))})
    assert "kB" not in refused.json()["detail"]
    assert not oskar("GET", "/photos?inbox=true", 200)["photos"]
