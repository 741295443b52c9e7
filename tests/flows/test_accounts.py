"""A household on one system: open until the first account, then everybody for themselves."""

import asyncio
import base64
import json
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import pyotp
import pytest

from services.gateway.accounts.passwords import Passwords
from shared.catalog.accounts import Accounts
from shared.domain.account import Account, called
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import instant
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import encoded
from tests.running import Heliograph, settle, upload

PASSWORDS = {"Mara": "correct horse 17 battery", "Ludo": "quite another 23 staple"}


@dataclass
class House:
    heliograph: Heliograph
    before: list[int] = field(default_factory=list)  # what was answered while it was open
    made: list[httpx.Response] = field(default_factory=list)  # by two who made the first account at once
    photo: str = ""  # that was there before

    def sign_in(self, name: str, **more: str) -> httpx.Response:
        with self.heliograph.client() as client:
            asked = {"name": name, "password": PASSWORDS[name], "keep": "body"}
            return client.post("/auth/login", json=asked | more)

    def client(self, access: str) -> httpx.Client:
        return self.heliograph.client(headers={"Authorization": f"Bearer {access}"})

    def as_(self, name: str) -> httpx.Client:
        return self.client(self.sign_in(name).json()["access"])

    def get(self, path: str, access: str) -> httpx.Response:
        with self.client(access) as client:
            return client.get(path)

    def refresh(self, token: str) -> httpx.Response:
        with self.heliograph.client() as client:
            return client.post("/auth/refresh", json={"refresh": token})


def _told(stream: httpx.Response) -> Iterator[Any]:
    return (json.loads(line.removeprefix("data:")) for line in stream.iter_lines() if line.startswith("data:"))


async def _another_member(heliograph: Heliograph, name: str) -> None:
    platform = await Platform.open(Settings(home=heliograph.home, models="fake"))
    id = new_id()
    account = Account(
        id=id, name=name, called=called(name), seat=id, role="member", library=OwnerId(new_id()), created=instant(),
        password=await Passwords(1).hash(PASSWORDS[name]),
    )  # fmt: skip
    await Accounts(platform.catalog).insert(account)
    await platform.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    heliograph = Heliograph(tmp_path_factory.mktemp("house") / "home").start()
    house = House(heliograph)
    try:
        with heliograph.client() as client:
            house.photo = upload(client, encoded(7001), "before.jpg").json()["id"]
            settle(client, [house.photo])
            for headers in (
                {},
                {"X-Forwarded-For": "127.0.0.1"},
                {"X-Forwarded-Proto": "https"},
                {"Forwarded": "for=_"},
            ):
                house.before.append(client.get("/photos", headers=headers).status_code)
            asked = {"name": "Mara", "password": PASSWORDS["Mara"]}
            house.before.append(
                client.post("/auth/first", json=asked, headers={"Via": "x", "Forwarded": "x"}).status_code
            )
            with ThreadPoolExecutor(2) as threads:
                house.made = list(threads.map(lambda _: client.post("/auth/first", json=asked), range(2)))
        # A start later all is as it was: the secret, who has signed in, and that nobody is let in for their address.
        assert heliograph.stop() == 0
        asyncio.run(_another_member(heliograph, "Ludo"))
        heliograph.start()
        yield house
    finally:
        heliograph.stop()


def test_the_first_account_closes_the_house_and_has_the_library(house: House) -> None:
    assert house.before == [200, 403, 403, 403, 403]
    assert sorted(answer.status_code for answer in house.made) == [201, 409]
    made = next(answer for answer in house.made if answer.status_code == 201)
    assert made.json()["account"] | {"id": ""} == {
        "id": "", "name": "Mara", "role": "admin", "library": True, "totp": False, "password": True,
    }  # fmt: skip
    secret = house.heliograph.home / "secret"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    with house.heliograph.client() as stranger:
        assert stranger.get("/photos").status_code == 401
        assert stranger.get(f"/photo/{house.photo}/preview").status_code == 401
        assert stranger.post("/auth/first", json={"name": "Eve", "password": PASSWORDS["Ludo"]}).status_code == 409
        assert [stranger.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
        told = stranger.get("/auth").json()
        assert (told["accounts"], told["first"], told["account"]) == (True, None, None)
    kept = dict(cookie.split(";")[0].split("=", 1) for cookie in made.headers.get_list("set-cookie"))
    with house.heliograph.client(cookies=kept) as mara:  # signed in before the system was started again
        assert [photo["id"] for photo in mara.get("/photos").json()["photos"]] == [house.photo]
        assert mara.get("/auth").json()["account"]["name"] == "Mara"
        assert mara.get("/metrics").status_code == 200


def test_a_member_sees_nothing_of_another(house: House) -> None:
    with house.as_("Mara") as mara, house.as_("Ludo") as ludo:
        words = mara.get(f"/photo/{house.photo}").json()["caption"]["text"]
        assert mara.get("/search", params={"q": words}).json()["hits"]
        assert ludo.get("/search", params={"q": words}).json()["hits"] == []
        assert ludo.get("/photos").json()["photos"] == []
        for path in ("", "/preview", "/original", "/xmp", "/similar"):
            assert ludo.get(f"/photo/{house.photo}{path}").status_code == 404, path
        assert ludo.get("/metrics").status_code == 403
        with ludo.stream("GET", "/events") as stream:
            lines = _told(stream)
            assert next(lines) == {}, "hello"
            theirs = upload(mara, encoded(7002)).json()["id"]
            own = upload(ludo, encoded(7001), "the same bytes.jpg")
            assert own.status_code == 201, "whether somebody else has them is nobody's to learn"
            assert next(lines) == {"photo": own.json()["id"]}
        settle(mara, [theirs])
        settle(ludo, [own.json()["id"]])
        assert (
            mara.delete(f"/photo/{theirs}").status_code == ludo.delete(f"/photo/{own.json()['id']}").status_code == 204
        )


def test_a_refresh_token_works_once_and_seconds_more(house: House) -> None:
    signed = house.sign_in("Ludo").json()
    first = house.refresh(signed["refresh"]).json()
    assert first["refresh"] != signed["refresh"]
    tab = house.refresh(signed["refresh"])
    assert (tab.status_code, tab.json()["refresh"]) == (200, None), "the other tab has the next one"
    second = house.refresh(first["refresh"]).json()
    assert house.get("/account", second["access"]).json()["name"] == "Ludo"
    assert house.refresh(signed["refresh"]).status_code == 401
    # Whoever came with it may have had the others too.
    assert house.refresh(second["refresh"]).status_code == 401
    for access in (signed["access"], tab.json()["access"], second["access"]):
        assert house.get("/photos", access).status_code == 401
    for none in ("", "hg_refresh_", f"hg_refresh_{'0' * 32}_x", "a.b.c", "ü" * 50):
        assert house.refresh(none).status_code == 401, none


def test_whoever_signs_out_is_out_at_once_and_their_streams_end(house: House) -> None:
    here, there = house.sign_in("Ludo").json(), house.sign_in("Ludo").json()
    with house.client(here["access"]) as client, house.client(there["access"]) as elsewhere:
        with elsewhere.stream("GET", "/events") as stream:
            lines = _told(stream)
            assert next(lines) == {}, "hello"
            [session] = [each for each in elsewhere.get("/account/sessions").json()["sessions"] if each["current"]]
            assert client.delete(f"/account/sessions/{session['id']}").status_code == 204
            assert elsewhere.get("/photos").status_code == 401
            assert list(lines) == [], "it ends"
        assert house.refresh(there["refresh"]).status_code == 401
        assert client.post("/auth/logout").status_code == 204
        assert client.get("/account").status_code == 401
    with house.as_("Ludo") as client, house.as_("Ludo") as elsewhere:
        assert client.delete("/account/sessions").status_code == 204
        assert [client.get("/account").status_code, elsewhere.get("/account").status_code] == [200, 401]


def test_a_second_factor(house: House) -> None:
    with house.as_("Ludo") as client:
        secret = client.post("/account/totp").json()["secret"]
        app, now = pyotp.TOTP(secret), time.time()
        assert client.post("/account/totp/confirm", json={"code": "abcdef"}).status_code == 422
        recovery = client.post("/account/totp/confirm", json={"code": app.at(now)}).json()["recovery"]
        assert len(set(recovery)) == 10
        try:
            needs = house.sign_in("Ludo")
            assert (needs.status_code, needs.json()["needs"]) == (401, "code")
            with house.heliograph.client() as stranger:
                wrong = stranger.post("/auth/login", json={"name": "Ludo", "password": "none of theirs"})
                assert "needs" not in wrong.json()
            used = house.sign_in("Ludo", code=app.at(now))
            assert (used.status_code, used.json()["needs"]) == (401, "code")
            assert house.sign_in("Ludo", code=app.at(now + 30)).status_code == 200
            assert house.sign_in("Ludo", code=app.at(now + 30)).status_code == 401
            assert house.sign_in("Ludo", code=recovery[3].upper()).status_code == 200
            assert house.sign_in("Ludo", code=recovery[3]).status_code == 401
            told = client.get("/audit", params={"what": "factor"}).json()["entries"]
            assert [entry["what"] for entry in told] == ["factor.recovered", "factor.on"]
            assert client.get("/account").json() | {"used": 0} == client.get("/account").json() | {
                "used": 0, "totp": True, "recovery": 9,
            }  # fmt: skip
        finally:
            assert client.delete("/account/totp").status_code == 204
    assert house.sign_in("Ludo").status_code == 200


def test_another_sites_page_can_do_nothing(house: House) -> None:
    with house.heliograph.client() as browser:
        own = {"Origin": house.heliograph.base}
        asked = {"name": "Mara", "password": PASSWORDS["Mara"]}
        for foreign in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            assert browser.post("/auth/login", json=asked, headers=foreign).status_code == 403, foreign
        answer = browser.post("/auth/login", json=asked, headers=own)
        assert answer.json()["access"] is answer.json()["refresh"] is None
        for cookie in answer.headers.get_list("set-cookie"):
            assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; ")), cookie
        assert browser.get("/account").json()["name"] == "Mara"
        for headers in (
            {}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"},
            {"Sec-Fetch-Site": "none"}, {"Origin": house.heliograph.base.replace("127.0.0.1", "localhost")},
        ):  # fmt: skip
            for path in ("/photos/known", "/auth/refresh", "/auth/logout"):
                told = browser.post(path, json={"sha256": []} if path == "/photos/known" else {}, headers=headers)
                assert told.status_code == 403, (path, headers)
        assert browser.post("/photos/known", json={"sha256": []}, headers=own).status_code == 200
        same = {"Sec-Fetch-Site": "same-origin"}
        assert browser.post("/auth/refresh", headers=same).status_code == 200
        left = browser.post("/auth/logout", headers=same)
        assert (left.status_code, left.headers["clear-site-data"]) == (204, '"cache"')
        assert not browser.cookies.get("heliograph-access")
        assert browser.get("/account").status_code == 401


def test_a_token_that_we_did_not_make_is_none(house: House) -> None:
    access = house.sign_in("Ludo").json()["access"]
    head, claims, sign = access.split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    altered = json.loads(base64.urlsafe_b64decode(claims + "=="))
    altered["sub"] = "me"
    other = base64.urlsafe_b64encode(json.dumps(altered).encode()).decode().rstrip("=")
    for forged in (
        f"{none}.{claims}.",
        f"{none}.{other}.{sign}",
        f"{head}.{other}.{sign}",
        f"{head}.{claims}.{sign[:-4]}AAAA",
        "a.b.c",
        "..",
    ):
        assert house.get("/photos", forged).status_code == 401, forged
        with house.heliograph.client(cookies={"heliograph-access": forged}) as browser:
            assert browser.get("/photos").status_code == 401, forged
    # What only TLS may bring is not taken without.
    with house.heliograph.client(cookies={"__Host-heliograph-access": access}) as browser:
        assert browser.get("/photos").status_code == 401
    assert house.get("/photos", access).status_code == 200


def test_what_is_wrong_is_told_alike(house: House) -> None:
    def refused(asked: dict[str, Any], **headers: str) -> tuple[int, str]:
        with house.heliograph.client() as stranger:
            answer = stranger.post("/auth/login", json=asked, headers=headers)
            return answer.status_code, answer.text

    unknown = refused({"name": "nobody at all", "password": "quite another 23 staple"})
    assert unknown == refused({"name": "no\u0000name", "password": "\u0000"})
    assert unknown == refused({"name": "Mara", "password": "quite another 23 staple"})
    assert unknown[0] == 401
    proxied = refused({"name": "Mara", "password": PASSWORDS["Mara"]}, **{"X-Forwarded-For": "10.0.0.1"})
    assert proxied[0] == 403
    assert "https" in proxied[1]
    for wrong in (
        {},
        {"name": "Mara"},
        {"name": "Mara", "password": 1},
        {"name": "Mara", "password": "x", "role": "admin"},
    ):
        assert refused(wrong)[0] == 422, wrong
    with house.as_("Ludo") as client:
        for body in ({"name": "mARA"}, {"name": "  "}, {"name": "a\u0000b"}, {"name": "Ludo", "role": "admin"}):
            assert client.patch("/account", json=body).status_code == (409 if "mARA" in body.values() else 422), body
        for password in ("short", "x" * 129, "qwertyuiop123", "aaaaaaaaaaaaaaaa"):
            assert client.post("/account/password", json={"password": password}).status_code == 422, password
        assert client.patch("/account", json={"name": "Ludovica"}).json()["name"] == "Ludovica"
        assert client.patch("/account", json={"name": "Ludo"}).status_code == 200
        assert client.get("/account").json()["role"] == "member"
