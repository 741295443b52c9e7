"""Signing in by a provider: who is let in, as whom, what it may say of them, and all that it may lie about."""

import base64
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey

from tests.provider import CLIENT, SECRET, IdentityProvider, Lie, providing
from tests.running import Heliograph, running

PASSWORD = "correct horse 17 battery"
GIB = 2**30


@dataclass
class Door:
    heliograph: Heliograph
    provider: IdentityProvider

    def browser(self) -> httpx.Client:
        return self.heliograph.client(headers={"Sec-Fetch-Site": "same-origin"})

    @contextmanager
    def signed_in(self, name: str = "Mara", password: str = PASSWORD) -> Iterator[httpx.Client]:
        with self.browser() as browser:
            assert browser.post("/auth/login", json={"name": name, "password": password}).status_code == 200
            yield browser

    def through(self, browser: httpx.Client, url: str) -> httpx.Response:
        """Goes to the provider and comes back -> the answer of the callback."""
        there = browser.get(url)
        assert there.status_code == 302, there.text
        return browser.get(there.headers["location"])

    def enter(self, browser: httpx.Client, **query: str) -> httpx.Response:
        away = browser.get("/auth/oidc", params=query)
        assert away.status_code == 303, away.text
        return self.through(browser, away.headers["location"])

    @contextmanager
    def entered(self, person: dict[str, Any]) -> Iterator[httpx.Client]:
        """Somebody at a browser of their own, signed in by the provider."""
        self.provider.person = person
        with self.browser() as browser:
            assert self.enter(browser).headers["location"] == "/app/"
            yield browser

    def link(self, browser: httpx.Client) -> httpx.Response:
        begun = browser.post("/account/oidc/begin")
        assert begun.status_code == 200, begun.text
        return self.through(browser, begun.json()["url"])


def why(answer: httpx.Response) -> str:
    """For what reason nobody was signed in."""
    assert answer.status_code == 303, answer.text
    assert "heliograph-access" not in answer.headers.get("set-cookie", "")
    [reason] = parse_qs(urlsplit(answer.headers["location"]).fragment.partition("?")[2])["why"]
    return reason


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    home = tmp_path_factory.mktemp("oidc") / "home"
    with (
        providing() as provider,
        running(
            home, oidc_issuer=provider.issuer, oidc_client_id=CLIENT,
            oidc_client_secret=SECRET, oidc_name="The house", oidc_private=True,
            oidc_sign_up=True, oidc_role_claim="realm.roles", oidc_quota_claim="quota", oidc_scopes="profile email",
        ) as heliograph,
    ):  # fmt: skip
        provider.client.redirects = [f"{heliograph.base}/auth/oidc/callback"]
        with heliograph.client() as client:
            assert client.get("/auth/oidc").status_code == 409, "the first account is made here"
            assert client.post("/auth/first", json={"name": "Mara", "password": PASSWORD}).status_code == 201
            assert client.get("/auth").json()["provider"] == "The house"
        yield Door(heliograph, provider)


@pytest.fixture(autouse=True)
def true(door: Door) -> None:
    door.provider.lie = door.provider.answers_as = door.provider.person = None
    door.provider.hidden = {}
    door.provider.client.id_token_signed_response_alg = "RS256"


def test_who_the_provider_lets_in_has_one_account(door: Door) -> None:
    ludo = {"sub": "ludo-1", "preferred_username": "Mara", "email": "mara@example.org"}
    with door.signed_in() as mara, door.entered(ludo) as browser:
        account = browser.get("/account").json()
        # Nobody gets another's account by a name or an address.
        assert (account["name"], account["role"], account["password"]) == ("Mara 2", "member", False)
        assert not browser.cookies.get("heliograph-provider")
        asked = len(door.provider.asked)
        for algorithm in ("ES256", "PS256", "EdDSA"):
            door.provider.lie = Lie(algorithm=algorithm)
            with door.entered(ludo) as again:
                assert again.get("/account").json()["id"] == account["id"], algorithm
        assert not any("/jwks" in path or "well-known" in path for path in door.provider.asked[asked:])
        made = mara.get("/audit", params={"what": "account.made"}).json()["entries"]
        assert [entry["detail"] for entry in made if entry["about"] == account["id"]] == [
            {"by": "provider", "role": "member"}
        ]
        refused = browser.delete("/account/oidc")
        assert (refused.status_code, "password" in refused.json()["detail"]) == (409, True), "the only way in"
        assert mara.patch(f"/accounts/{account['id']}", json={"state": "disabled"}).status_code == 200
        assert browser.get("/account").status_code == 401
        with door.browser() as again:
            assert why(door.enter(again)) == "closed"


def test_role_and_quota_are_as_the_provider_says_now(door: Door) -> None:
    zoe = {"sub": "zoe-1", "name": "Zoë", "realm": {"roles": ["other", "guest"]}, "quota": 2}
    said: list[tuple[dict[str, Any], tuple[str, int | None]]] = [
        (zoe, ("guest", 2 * GIB)),
        ({**zoe, "realm": {"roles": ["guest", "admin"]}, "quota": "0.5"}, ("admin", GIB // 2)),
        ({**zoe, "realm": {"roles": "member"}, "quota": -1}, ("member", GIB // 2)),
        ({"sub": "zoe-1", "realm": [], "quota": True}, ("member", GIB // 2)),
        ({"sub": "zoe-1", "realm": {"roles": "root"}, "quota": 1e300}, ("member", GIB // 2)),
    ]
    for person, expected in said:
        with door.entered(person) as browser:
            account = browser.get("/account").json()
            assert (account["role"], account["quota"]) == expected, person
            assert account["name"] == "Zoë"
    # What stands in no ID token is asked for; the last admin stays one, whatever is said.
    door.provider.person, door.provider.hidden = {"sub": "mara-1"}, {"realm": {"roles": ["guest"]}, "quota": 7}
    with door.signed_in() as mara, door.signed_in() as elsewhere:
        assert door.link(mara).headers["location"] == "/app/library/account"
        assert elsewhere.get("/account").status_code == 401
        with door.browser() as browser:
            assert door.enter(browser).headers["location"] == "/app/"
            account = browser.get("/account").json()
            assert (account["name"], account["role"], account["quota"]) == ("Mara", "admin", 7 * GIB)
        assert mara.delete("/account/oidc").status_code == 204
        assert mara.delete("/account/oidc").status_code == 404


def test_linking_is_for_who_is_signed_in_and_one_is_one(door: Door) -> None:
    with door.signed_in() as mara, door.entered({"sub": "kai-1", "name": "Kai"}) as kai:
        assert why(door.link(mara)) == "linked", "Kai has an account of their own"
        door.provider.person = {"sub": "mara-2", "email": "mara@example.org"}
        assert door.link(mara).headers["location"] == "/app/library/account"
        told = mara.get("/account/oidc").json()
        assert (told["name"], told["label"], bool(told["linked"])) == ("The house", "mara@example.org", True)
        door.provider.person = {"sub": "mara-3"}
        assert why(door.link(mara)) == "linked", "it is linked to another"
        # Who is signed in there as somebody else proves nothing here, nor does an old sign-in.
        for person, expected in (
            ({"sub": "mara-3"}, "other"), ({"sub": "mara-2", "auth_time": 1}, "stale"), ({"sub": "mara-2"}, ""),
        ):  # fmt: skip
            door.provider.person = person
            begun = mara.post("/auth/oidc/prove")
            assert {"prompt=login", "max_age=0"} <= set(urlsplit(begun.json()["url"]).query.split("&"))
            back = door.through(mara, begun.json()["url"])
            assert back.headers["location"] == "/app/library/account" if not expected else why(back) == expected
        # Signed in by a sign-in of long ago, one is signed in, and shows who one is before what asks for that.
        with door.entered({"sub": "kai-1", "auth_time": 1}) as kai_again:
            assert kai_again.post("/account/passkeys/begin").json()["needs"] == "proof"
            door.provider.person = {"sub": "kai-1"}
            door.through(kai_again, kai_again.post("/auth/oidc/prove").json()["url"])
            assert kai_again.post("/account/password", json={"password": PASSWORD + "!"}).status_code == 204
            assert kai_again.delete("/account/oidc").status_code == 204, "a password is left"
        assert kai.get("/account").status_code == 401
        with door.signed_in("Kai", PASSWORD + "!") as by_password:
            url = by_password.post("/account/oidc/begin").json()["url"]
            there = by_password.get(url).headers["location"]
            assert by_password.post("/auth/logout").status_code == 204
            assert why(by_password.get(there)) == "over", "who began it is not signed in any more"
        assert mara.delete("/account/oidc").status_code == 204


def test_what_the_provider_lies_about_lets_nobody_in(door: Door) -> None:
    door.provider.person = {"sub": "ludo-9", "name": "Ludo"}
    asked = len(door.provider.asked)
    door.provider.rotate()  # its keys are asked for once more where one is not known
    with door.entered({"sub": "ludo-9", "name": "Ludo"}) as ludo:
        assert ludo.get("/account").json()["name"] == "Ludo"
    now, other = int(time.time()), RSAKey.generate_key(2048, auto_kid=True)
    known = door.provider.keys[0].kid
    lies = {
        "nonce": Lie({"nonce": "another"}), "no nonce": Lie({"nonce": None}), "audience": Lie({"aud": "another"}),
        "more audiences": Lie({"aud": [CLIENT, "another"]}), "azp": Lie({"azp": "another"}),
        "no audience": Lie({"aud": None}), "issuer": Lie({"iss": f"{door.provider.issuer}/"}),
        "old": Lie({"exp": now - 300}), "no end": Lie({"exp": None}), "not yet": Lie({"nbf": now + 900}),
        "no subject": Lie({"sub": None}), "odd subject": Lie({"sub": 7}),
        "a subject of no text": Lie({"sub": "a\u0000"}), "too long": Lie({"sub": "x" * 256}),
        "none": Lie(algorithm="none"),
        "HS256 by the public key": Lie(algorithm="HS256", key=door.provider.public_pem),
        "HS256 by the secret": Lie(algorithm="HS256", key=SECRET.encode()),
        "another key": Lie(key=other), "another key as ours": Lie(key=other, header={"kid": known}),
        "a key for another algorithm": Lie(algorithm="ES256", header={"kid": known}),
        "odd kid": Lie(header={"kid": "x"}),
    }  # fmt: skip
    with door.browser() as browser:
        for name, lie in lies.items():
            door.provider.lie = lie
            assert why(door.enter(browser)) == "wrong", name
        assert sum("/jwks" in path for path in door.provider.asked[asked:]) == 2, "nor for each that anybody makes up"
        door.provider.lie, door.provider.answers_as = None, "https://evil.example"
        assert why(door.enter(browser)) == "wrong", "an answer of another provider"
        door.provider.answers_as = None
        door.provider.hidden = {"sub": "somebody-else"}
        assert why(door.enter(browser)) == "wrong", "what is told besides is of somebody else"
        door.provider.hidden, door.provider.person = {}, None
        assert why(door.enter(browser)) == "denied"
        assert browser.get("/account").status_code == 401
        door.provider.lie = Lie({"azp": CLIENT, "aud": [CLIENT, "another"]})
        with door.entered({"sub": "ludo-9", "name": "Ludo"}) as ludo:
            assert ludo.get("/account").json()["name"] == "Ludo"


def test_an_answer_is_for_who_asked_and_works_once(door: Door) -> None:
    door.provider.person = {"sub": "ivo-1", "name": "Ivo"}
    with door.browser() as browser, door.browser() as another:
        for outside in (
            "https://evil.example", "//evil.example", "/\\evil.example", "/\tx", "app/", "", "/a\\b", "/é", "/a b",
        ):  # fmt: skip
            refused = browser.get("/auth/oidc", params={"next": outside})
            assert (refused.status_code, "location" in refused.headers) == (422, False), outside
        away = browser.get("/auth/oidc", params={"next": "/app/people?x=1#y"})
        cookie = away.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; ")), cookie
        asked = parse_qs(urlsplit(away.headers["location"]).query)
        assert asked["tenant"] == ["home"]
        assert (asked["code_challenge_method"], asked["scope"]) == (["S256"], ["openid profile email"])
        back = browser.get(away.headers["location"]).headers["location"]
        assert why(another.get(back)) == "over", "in another's browser"
        another.get("/auth/oidc")
        assert why(another.get(back)) == "over", "who has begun something else"
        kept = browser.cookies.get("heliograph-provider")
        entered = browser.get(back)
        assert entered.headers["location"] == "/app/people?x=1#y"
        assert browser.get("/account").json()["name"] == "Ivo"
        with door.heliograph.client(cookies={"heliograph-provider": kept or ""}) as replaying:
            assert why(replaying.get(back)) == "over", "once"
        for said in ("", "?state=x&code=y", "?error=access_denied", "?state=a&state=b", "?code=%00&state=%ff"):
            assert why(another.get(f"/auth/oidc/callback{said}")) == "over", said
        # Who signs in anew at a browser takes the place of who was there.
        door.provider.person = {"sub": "ivo-2", "name": "Ivana"}
        former = dict(browser.cookies)
        assert door.enter(browser).headers["location"] == "/app/"
        with door.heliograph.client(cookies={"heliograph-access": former["heliograph-access"]}) as before:
            assert before.get("/account").status_code == 401


def test_who_signs_out_there_is_out_here(door: Door) -> None:
    idp = door.provider

    def told(token: str, **more: Any) -> int:
        with door.heliograph.client() as provider:
            answer = provider.post("/auth/oidc/logout", data={"logout_token": token}, **more)
            assert answer.headers["cache-control"] == "no-store"
            return answer.status_code

    with (
        door.entered({"sub": "ana-1", "name": "Ana", "sid": "one"}) as one,
        door.entered({"sub": "ana-1", "name": "Ana", "sid": "two"}) as two,
        door.entered({"sub": "ben-1", "name": "Ben", "sid": "three"}) as ben,
    ):
        assert told(idp.logout_token(sid="one", sub="ben-1")) == 200, "nobody's"
        assert one.get("/account").status_code == 200
        for wrong in (
            {"events": {}}, {"events": {"x": {}}}, {"events": []}, {"nonce": "x"}, {"aud": "another"}, {"jti": None},
            {"iss": "https://evil.example"}, {"exp": 1}, {"exp": None}, {"sid": None}, {"sid": 7},
        ):  # fmt: skip
            assert told(idp.logout_token(**{"sid": "one", **wrong})) == 400, wrong
        asked = len(idp.asked)
        for none in ("", "x", "a.b.c", "é", idp.logout_token(sid="one") + "x"):
            assert told(none) == 400, none
        with door.heliograph.client() as provider:
            assert provider.post("/auth/oidc/logout", content=b"\xff\xfe").status_code == 400
        assert not idp.asked[asked:]
        token = idp.logout_token(sid="one")
        assert told(token) == 200
        assert [each.get("/account").status_code for each in (one, two, ben)] == [401, 200, 200]
        assert told(token) == 400, "once"
        assert told(idp.logout_token(sub="ana-1")) == 200
        assert [each.get("/account").status_code for each in (two, ben)] == [401, 200]
        # And who signs out here is led to where one signs out there.
        left = ben.post("/auth/logout")
        where = urlsplit(left.json()["provider"])
        said = parse_qs(where.query)
        assert (left.status_code, where.path) == (200, "/realm/logout")
        assert said["post_logout_redirect_uri"] == [f"{door.heliograph.base}/app/"]
        assert said["id_token_hint"][0].count(".") == 2
        assert ben.get("/account").status_code == 401
    with door.signed_in() as mara:
        ended = mara.get("/audit", params={"what": "session.ended"}).json()["entries"]
        of_ana = [entry["detail"].get("why") for entry in ended if entry["name"] == "Ana"]
        assert of_ana == ["signed out at the provider"] * 2
        assert mara.post("/auth/logout").status_code == 204, "a password let her in"


def test_an_app_has_a_browser_sign_in_for_it(door: Door) -> None:
    door.provider.person = {"sub": "app-1", "name": "Ada", "sid": "of the app"}
    verifier = "v" * 43
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")

    def code(back: str) -> str:
        with door.browser() as browser:
            answer = door.enter(browser, app=back, challenge=challenge)
            assert browser.get("/account").status_code == 401, "the app is signed in, and not the browser"
        where = answer.headers["location"]
        assert where.startswith(f"{back}?code=")
        return parse_qs(urlsplit(where).query)["code"][0]

    with door.heliograph.client() as app:
        for back in (
            "https://evil.example/", "http://evil.example:80/", "http://127.0.0.1:80@evil.example/", "com.evil:/x",
            "http://localhost:8000/x", "javascript:alert(1)", "org.heliograph.app.evil:/x", "http://127.0.0.1:80/?x=y",
        ):  # fmt: skip
            asked = app.get("/auth/oidc", params={"app": back, "challenge": challenge})
            assert (asked.status_code, "location" in asked.headers) == (422, False), back
        assert app.get("/auth/oidc", params={"app": "org.heliograph.app:/in"}).status_code == 422
        assert app.get("/auth/oidc", params={"challenge": challenge}).status_code == 422
        given = code("http://127.0.0.1:49152/in")
        for wrong in ({"verifier": "w" * 43}, {"code": given[:-4] + "AAA="}, {"code": "x"}):
            assert app.post("/auth/oidc/redeem", json={"code": given, "verifier": verifier, **wrong}).status_code == 401
        signed = app.post("/auth/oidc/redeem", json={"code": given, "verifier": verifier})
        assert (signed.status_code, signed.json()["account"]["name"]) == (200, "Ada")
        assert app.post("/auth/oidc/redeem", json={"code": given, "verifier": verifier}).status_code == 401, "once"
        given = code("org.heliograph.app:/in")
        access = signed.json()["access"]
        headers = {"Authorization": f"Bearer {access}"}
        assert app.get("/account", headers=headers).status_code == 200
        token = door.provider.logout_token(sid="of the app")
        assert app.post("/auth/oidc/logout", data={"logout_token": token}).status_code == 200
        assert app.get("/account", headers=headers).status_code == 401
