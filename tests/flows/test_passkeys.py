"""Passkeys of an account: made, used to sign in and to prove who is there, copied, removed; each answer works once."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.authenticator import Authenticator
from tests.running import Heliograph, running

PASSWORD = "correct horse 17 battery"


@dataclass
class Door:
    heliograph: Heliograph
    origin: str  # as browsers open it: by a name

    def client(self, **options: Any) -> httpx.Client:
        base = {"Host": self.origin.partition("://")[2]}
        return self.heliograph.client(headers=base | options.pop("headers", {}), **options)

    def signed_in(self) -> httpx.Client:
        with self.client() as stranger:
            asked = {"name": "Mara", "password": PASSWORD, "keep": "body"}
            access = stranger.post("/auth/login", json=asked).json()["access"]
        return self.client(headers={"Authorization": f"Bearer {access}"})

    def enter(self, device: Authenticator, **lies: Any) -> httpx.Response:
        with self.client() as stranger:
            asked = stranger.post("/auth/passkey/begin").json()
            answer = device.use(asked["options"], **lies)
            return self.finish(asked["ticket"], answer)

    def finish(self, ticket: str, answer: Any) -> httpx.Response:
        with self.client() as stranger:
            sent = {"ticket": ticket, "answer": answer, "keep": "body"}
            return stranger.post("/auth/passkey/finish", json=sent)


def make(client: httpx.Client, device: Authenticator, name: str, **lies: Any) -> httpx.Response:
    asked = client.post("/account/passkeys/begin").json()
    sent = {"ticket": asked["ticket"], "answer": device.make(asked["options"], **lies), "name": name}
    return client.post("/account/passkeys/finish", json=sent)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    home: Path = tmp_path_factory.mktemp("passkeys") / "home"
    with running(home) as heliograph:
        with heliograph.client() as client:
            assert client.post("/auth/first", json={"name": "Mara", "password": PASSWORD}).status_code == 201
        yield Door(heliograph, heliograph.base.replace("127.0.0.1", "localhost"))


def test_a_device_signs_in_by_itself(door: Door) -> None:
    device = Authenticator(door.origin)
    with door.signed_in() as mara, door.signed_in() as elsewhere:
        asked = mara.post("/account/passkeys/begin").json()["options"]
        assert asked["rp"]["id"] == "localhost"
        assert asked["authenticatorSelection"]["residentKey"] == "required"
        assert asked["authenticatorSelection"]["userVerification"] == "required"
        made = make(mara, device, "  Mara's   phone ")
        assert (made.status_code, made.json()["name"], made.json()["host"]) == (201, "Mara's phone", "localhost")
        assert elsewhere.get("/account").status_code == 401, "as after every change of what one signs in with"
        again = mara.post("/account/passkeys/begin").json()["options"]["excludeCredentials"]
        assert {each["id"]: each["transports"] for each in again}[made.json()["id"]] == ["internal", "hybrid"]
        entered = door.enter(device)
        assert (entered.status_code, entered.json()["account"]["name"]) == (200, "Mara")
        with door.client(headers={"Authorization": f"Bearer {entered.json()['access']}"}) as by_device:
            # It is a password and a factor both: what asks for proof goes through, and codes are not asked for.
            assert by_device.get("/auth").json()["proven"]
            id = made.json()["id"]
            assert by_device.patch(f"/account/passkeys/{id}", json={"name": "Phone"}).status_code == 204
            [told] = [each for each in by_device.get("/account/passkeys").json()["passkeys"] if each["id"] == id]
            assert (told["name"], bool(told["used"])) == ("Phone", True)
            for wrong in ("", " ", "\u0000", "x" * 65):
                assert by_device.patch(f"/account/passkeys/{id}", json={"name": wrong}).status_code == 422
            assert by_device.patch("/account/passkeys/none", json={"name": "x"}).status_code == 404
            kinds = [entry["what"] for entry in by_device.get("/audit").json()["entries"]]
            assert {"passkey.added", "sign_in"} <= set(kinds)
            assert by_device.delete("/account/passkeys/none").status_code == 404
            assert by_device.delete(f"/account/passkeys/{id}").status_code == 204
            assert mara.get("/account").status_code == 401
    assert door.enter(device).status_code == 401


def test_an_answer_works_once_and_only_for_what_was_asked(door: Door) -> None:
    device, other = Authenticator(door.origin), Authenticator(door.origin)
    with door.signed_in() as mara:
        for lie in ({"origin": "https://evil.example"}, {"type": "webauthn.get"}, {"challenge": "AAAA"}):
            assert make(mara, other, "Lie", **lie).status_code == 422, lie
        assert make(mara, Authenticator(door.origin, verifies=False), "No finger").status_code == 422
        asked = mara.post("/account/passkeys/begin").json()
        sent = {"ticket": asked["ticket"], "answer": device.make(asked["options"]), "name": "Key"}
        assert mara.post("/account/passkeys/finish", json=sent).status_code == 201
        assert mara.post("/account/passkeys/finish", json=sent).status_code in (401, 409)
        # Whatever a browser may send is answered in a sentence.
        for odd in ({}, {"id": 1}, {"id": "x", "rawId": "x", "type": "public-key", "response": {}}):
            asked = mara.post("/account/passkeys/begin").json()
            told = mara.post("/account/passkeys/finish", json={**sent, "ticket": asked["ticket"], "answer": odd})
            assert told.status_code == 422, odd
        for lie in (
            {"origin": "https://evil.example"}, {"origin": door.origin.replace("http", "https")},
            {"type": "webauthn.create"}, {"challenge": "AAAA"},
        ):  # fmt: skip
            assert door.enter(device, **lie).status_code == 401, lie
        with door.client() as stranger:
            asked, another = stranger.post("/auth/passkey/begin").json(), stranger.post("/auth/passkey/begin").json()
            assert asked["options"].get("allowCredentials", []) == [], "nobody is told whose there are"
        answer = device.use(asked["options"])
        assert door.finish(another["ticket"], answer).status_code == 401, "of another question"
        for ticket in ("", "x", "é", asked["ticket"][:-4] + "AAA=", sent["ticket"]):
            assert door.finish(str(ticket), answer).status_code == 401, ticket
        for place in ("signature", "authenticatorData", "clientDataJSON", "userHandle"):
            altered = copy.deepcopy(answer)
            altered["response"][place] = "AAAA" if place != "userHandle" else 7
            assert door.finish(asked["ticket"], altered).status_code == 401, place
        for id in ("", "unknown", 7, None, "x" * 2000):
            assert door.finish(asked["ticket"], {**answer, "id": id}).status_code == 401, id
        assert door.finish(asked["ticket"], answer).status_code == 200
        assert door.finish(asked["ticket"], answer).status_code == 401, "used up"
        device.verifies = False
        assert door.enter(device).status_code == 401, "who holds it has shown nothing"


def test_a_copy_is_found_out(door: Door) -> None:
    device = Authenticator(door.origin)
    with door.signed_in() as mara:
        made = make(mara, device, "Copied").json()
        theirs = Authenticator(door.origin, held=copy.copy({id: copy.copy(held) for id, held in device.held.items()}))
        assert door.enter(device).status_code == door.enter(device).status_code == 200
        refused = door.enter(theirs)
        assert refused.status_code == 401
        assert "copy" in refused.json()["detail"]
        assert mara.get("/audit", params={"what": "passkey.refused"}).json()["entries"]
        assert mara.delete(f"/account/passkeys/{made['id']}").status_code == 204
        # Devices that keep their passkeys in common count nothing.
        synced = Authenticator(door.origin, counts=False)
        made = make(mara, synced, "Synced").json()
        assert door.enter(synced).status_code == door.enter(synced).status_code == 200
        assert mara.delete(f"/account/passkeys/{made['id']}").status_code == 204


def test_it_proves_who_is_there_and_only_for_its_account(door: Door) -> None:
    device = Authenticator(door.origin)
    with door.signed_in() as mara:
        made = make(mara, device, "Proof").json()
        asked = mara.post("/auth/passkey/begin").json()
        assert made["id"] in [each["id"] for each in asked["options"]["allowCredentials"]]
        shown = {"ticket": asked["ticket"], "answer": device.use(asked["options"])}
        assert mara.post("/auth/prove", json={"passkey": shown, "password": PASSWORD}).status_code == 422
        assert mara.post("/auth/prove", json={"passkey": shown}).status_code == 204
        assert mara.post("/auth/prove", json={"passkey": shown}).status_code == 401
        token = mara.post("/invitations", json={"role": "member"}).json()["token"]
        with door.client() as stranger:
            mine = {"token": token, "name": "Ludo", "password": "quite another 23 staple", "keep": "body"}
            access = stranger.post("/invitations/accept", json=mine).json()["access"]
        with door.client(headers={"Authorization": f"Bearer {access}"}) as ludo:
            asked = ludo.post("/auth/passkey/begin").json()
            assert asked["options"].get("allowCredentials", []) == []
            shown = {"ticket": asked["ticket"], "answer": device.use(asked["options"])}
            assert ludo.post("/auth/prove", json={"passkey": shown}).status_code == 401
            assert ludo.delete(f"/account/passkeys/{made['id']}").status_code == 404
            assert ludo.patch(f"/account/passkeys/{made['id']}", json={"name": "Mine"}).status_code == 404
            begun = mara.post("/account/passkeys/begin").json()
            sent = {"ticket": begun["ticket"], "answer": device.make(begun["options"]), "name": "Into another's"}
            assert ludo.post("/account/passkeys/finish", json=sent).status_code == 401


def test_it_is_bound_to_a_name(door: Door) -> None:
    device = Authenticator(door.origin)
    with door.signed_in() as mara:
        made = make(mara, device, "Bound").json()
        assert mara.get("/auth").json()["passkeys"] is True
        elsewhere = door.origin.replace("localhost", "photos.localhost")
        with door.client(headers={"Host": elsewhere.partition("://")[2]}) as there:
            asked = there.post("/auth/passkey/begin").json()
            device.origin = elsewhere
            sent = {"ticket": asked["ticket"], "answer": device.use(asked["options"], made["id"]), "keep": "body"}
            told = there.post("/auth/passkey/finish", json=sent)
            assert told.status_code == 401
            assert "is for localhost" in told.json()["detail"]
        with door.heliograph.client() as by_address:
            refused = by_address.post("/auth/passkey/begin")
            assert refused.status_code == 422
            assert "localhost" in refused.json()["detail"]
            assert by_address.get("/auth").json()["passkeys"] is False
            proxied = by_address.post("/auth/passkey/begin", headers={"X-Forwarded-For": "10.0.0.1"})
            assert proxied.status_code == 403
