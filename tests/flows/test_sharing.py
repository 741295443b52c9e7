"""What is shared in a household: with one, with a circle, in albums of several hands; and how all of it ends at once.
One system for all of it."""

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.drawing import encoded
from tests.flows.test_household import PASSWORDS, Member, closing_clients, invited, nobody, until, whats
from tests.running import Heliograph, running, settle, upload

PASSWORDS.update({name: f"{name} has a long way home" for name in ("mara", "noor", "otto", "pia", "gast")})


class Home:
    """Mara runs it, Noor shares, Otto and Pia are members, Gast is a guest."""

    def __init__(self, heliograph: Heliograph) -> None:
        self.heliograph = heliograph
        first = {"name": "Mara", "password": PASSWORDS["mara"], "keep": "body"}
        self.mara = Member(heliograph, nobody(heliograph, "/auth/first", 201, **first))
        self.noor, self.otto, self.pia = (invited(heliograph, self.mara, name) for name in ("noor", "otto", "pia"))
        self.guest = invited(heliograph, self.mara, "gast", role="guest")
        self._drawn = 9000

    def photos(self, of: Member, count: int, *, larger: int = 0) -> list[str]:
        """The oldest first; `larger` by so many bytes than they would be."""
        ids = []
        for n in range(count):
            self._drawn += 1
            data = {"modified_at": f"2020-01-{n + 1:02}T12:00:00Z"}
            answer = upload(of.client, encoded(self._drawn) + os.urandom(larger), name=f"{self._drawn}.jpg", data=data)
            ids.append(answer.raise_for_status().json()["id"])
        settle(of.client, ids)
        return ids


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("sharing") / "home"
    with running(folder, reconcile_seconds=0.5, share_after_hours=0) as heliograph, closing_clients():
        yield Home(heliograph)


def shared(by: Member, to: Member, **said: Any) -> str:
    kind = "album" if "album" in said else "photos" if "photos" in said else "library"
    return str(by("POST", "/shares", 201, json={"kind": kind, "to": "account", "whom": to.id, **said})["id"])


def listed(member: Member, path: str = "/photos", **params: Any) -> list[str]:
    return [photo["id"] for photo in member("GET", path, 200, params={"limit": 500, **params})["photos"]]


def owns(member: Member, path: str, **params: Any) -> set[bool]:
    """What a list says of whose its photos are."""
    told = member("GET", path, 200, params=params)
    return {each["own"] for each in told.get("photos") or (hit["photo"] for hit in told["hits"])}


def test_an_album_is_shared_and_no_more_at_once(home: Home) -> None:
    noor, otto, pia = home.noor, home.otto, home.pia
    ids = home.photos(noor, 3)
    album = noor("POST", "/albums", 201, json={"name": "Strand", "description": "am Meer"})["id"]
    noor("PUT", f"/albums/{album}/photos", 200, json={"ids": ids[:2]})
    noor("PATCH", f"/photo/{ids[0]}", 200, json={"favourite": True, "rating": 2})
    before = len(listed(otto))
    share = shared(noor, otto, album=album)
    assert whats(noor, limit=1) == ["share.made"]
    assert whats(otto, limit=1) == ["share.made"]

    # Who it is shared with sees what is in it, and nothing of it in their own timeline.
    given = next(each for each in otto("GET", "/shares/with-me", 200)["shares"] if each["id"] == share)
    assert (given["id"], given["name"], given["by"], given["count"]) == (share, "Strand", "noor", 2)
    assert given["cover"] in ids
    assert (
        listed(otto, f"/albums/{album}/photos") == ids[1::-1] == listed(otto, share=share) == listed(otto, share=album)
    )
    assert len(listed(otto)) == before
    told = next(each for each in otto("GET", "/albums", 200)["albums"] if each["id"] == album)
    assert (told["name"], told["shared_by"], told["role"], told["query"]) == ("Strand", "noor", "viewer", None)
    assert otto("GET", f"/albums/{album}", 200)["count"] == 2
    assert otto("GET", "/photos/months", 200, params={"share": share})["months"] == [{"month": "2020-01", "count": 2}]
    assert len(otto("GET", "/search", 200, params={"share": share, "month": "2020-01"})["hits"]) == 2
    detail = otto("GET", f"/photo/{ids[0]}", 200)
    assert (detail["favourite"], detail["rating"], detail["albums"]) == (False, None, [])
    assert (detail["own"], detail["share"], detail["download"]) == (False, share, True)
    shown: list[tuple[str, dict[str, Any]]] = [(f"/albums/{album}/photos", {}), ("/photos", {"share": share})]
    for path, params in (*shown, ("/search", {"share": share, "month": "2020-01"})):
        assert owns(otto, path, **params) == {False}, path
    assert owns(noor, f"/albums/{album}/photos") == owns(noor, "/search", month="2020-01") == {True}
    assert noor("GET", f"/photo/{ids[0]}", 200)["own"]
    photo = otto("GET", "/photos", 200, params={"share": share, "order": "oldest"})["photos"][0]
    assert (photo["id"], photo["favourite"], photo["rating"]) == (ids[0], False, None)
    assert otto.client.get(f"/photo/{ids[0]}/thumbnail").status_code == 200
    assert otto.client.get(f"/photo/{ids[0]}/original").status_code == 200

    # It is not theirs to change, nor to share on; and what is not in it is not there.
    for method, path, body in (
        ("PATCH", f"/photo/{ids[0]}", {"title": "x"}), ("DELETE", f"/photo/{ids[0]}", None),
        ("PATCH", f"/albums/{album}", {"name": "x"}), ("DELETE", f"/albums/{album}", None),
        ("PUT", f"/albums/{album}/photos", {"ids": ids}), ("DELETE", f"/albums/{album}/photos", {"ids": ids}),
        ("POST", f"/albums/{album}/order", {"photo": ids[0], "after": None}),
        ("POST", "/shares", {"kind": "album", "album": album, "to": "account", "whom": pia.id}),
    ):  # fmt: skip
        otto(method, path, 403, json=body)
    otto("POST", "/shares", 404, json={"kind": "photos", "photos": [ids[0]], "to": "account", "whom": pia.id})
    otto("GET", f"/photo/{ids[2]}", 404)
    otto("GET", f"/shares/{share}", 404)
    otto("DELETE", f"/shares/{share}", 404)
    for path in (f"/photo/{ids[0]}", f"/albums/{album}", f"/albums/{album}/photos", f"/photos?share={share}"):
        pia("GET", path, 404)
        home.mara("GET", path, 404)  # who runs it is shown no more than anybody
    pia("POST", f"/shares/{share}/taken", 404, json={"taken": True})
    pia("DELETE", f"/shares/with-me/{share}", 404)
    assert (
        otto("POST", "/photos/edit", 200, json={"ids": ids, "change": {"kind": "rating", "rating": 1}})["missing"] == 3
    )

    # What goes into it is shown, what goes out of it, into the trash or the archive is not, at once.
    noor("PUT", f"/albums/{album}/photos", 200, json={"ids": [ids[2]]})
    assert listed(otto, share=share) == ids[::-1]
    noor("PATCH", f"/photo/{ids[0]}", 200, json={"archived": True})
    gone = noor("POST", "/photos/edit", 200, json={"ids": [ids[1]], "change": {"kind": "delete"}})["action"]["id"]
    assert listed(otto, share=share) == [ids[2]]
    for id in ids[:2]:
        otto("GET", f"/photo/{id}", 404)
    noor("POST", f"/actions/{gone}/undo", 200)
    noor("PATCH", f"/photo/{ids[0]}", 200, json={"archived": False})
    assert listed(otto, share=share) == ids[::-1]

    # Looking is not having.
    noor("PATCH", f"/shares/{share}", 200, json={"download": False})
    for path in (f"/photo/{ids[0]}/original", f"/albums/{album}/download"):
        otto("GET", path, 403)
    otto("POST", "/photos/download", 403, json={"ids": ids[:1]})
    assert otto("GET", f"/photo/{ids[0]}", 200)["download"] is False
    assert otto.client.get(f"/photo/{ids[0]}/preview").status_code == 200

    noor("DELETE", f"/shares/{share}", 204)
    assert whats(noor, limit=1) == ["share.ended"]
    for path in (f"/photo/{ids[0]}", f"/albums/{album}", f"/photos?share={share}", f"/photo/{ids[0]}/preview"):
        otto("GET", path, 404)
    assert share not in [each["id"] for each in otto("GET", "/shares/with-me", 200)["shares"]]
    noor("DELETE", f"/shares/{share}", 404)


def test_a_smart_album_and_a_library_show_what_comes_and_the_timeline_what_both_want(home: Home) -> None:
    noor, otto = home.noor, home.otto
    smart = noor("POST", "/albums", 201, json={"name": "Best", "query": {"rating": 4}})["id"]
    of_album, of_library = shared(noor, otto, album=smart), shared(noor, otto, query={"rating": 5}, offered=True)
    first, second, third = home.photos(noor, 3)
    assert listed(otto, share=of_album) == listed(otto, share=of_library) == []
    noor("PATCH", f"/photo/{first}", 200, json={"rating": 4})
    noor("PATCH", f"/photo/{second}", 200, json={"rating": 5})
    assert set(listed(otto, share=of_album)) == {first, second}
    assert listed(otto, share=of_library) == [second]
    noor("DELETE", f"/albums/{smart}/photos", 200, json={"ids": [first]})
    assert listed(otto, share=of_album) == [second]

    # In the timeline and search stands what its owner offers, and who it is for has taken.
    own, months = listed(otto), otto("GET", "/photos/months", 200)["months"]
    otto("POST", f"/shares/{of_album}/taken", 409, json={"taken": True})
    assert second not in own
    otto("POST", f"/shares/{of_library}/taken", 204, json={"taken": True})
    assert set(listed(otto)) == {*own, second}
    assert sum(each["count"] for each in otto("GET", "/photos/months", 200)["months"]) == 1 + sum(
        each["count"] for each in months
    )
    assert second in [
        hit["photo"]["id"] for hit in otto("GET", "/search", 200, params={"limit": 200, "month": "2020-01"})["hits"]
    ]
    assert noor("GET", f"/shares/{of_library}", 200)["taken"] == 1
    assert otto("GET", "/photos", 200, params={"rating": 5})["photos"] == [], "what is private finds nothing"
    noor("PATCH", f"/shares/{of_library}", 200, json={"offered": False})
    assert second not in listed(otto)
    noor("PATCH", f"/shares/{of_library}", 200, json={"offered": True, "query": None})
    assert {first, second, third} <= set(listed(otto))
    otto("POST", f"/shares/{of_library}/taken", 204, json={"taken": False})
    assert set(listed(otto)) == set(own)
    otto("DELETE", f"/shares/with-me/{of_library}", 204)
    otto("GET", f"/photo/{third}", 404)
    noor("DELETE", f"/shares/{of_album}", 204)
    noor("DELETE", f"/shares/{of_library}", 204)


def test_an_album_has_several_hands(home: Home) -> None:
    noor, otto, pia, guest = home.noor, home.otto, home.pia, home.guest
    hers, his = home.photos(noor, 2), home.photos(otto, 2)
    album = noor("POST", "/albums", 201, json={"name": "Hochzeit"})["id"]
    noor("PUT", f"/albums/{album}/photos", 200, json={"ids": hers})
    to_otto, to_pia = shared(noor, otto, album=album, role="contributor"), shared(noor, pia, album=album)
    to_guest = shared(noor, guest, album=album)

    # Otto puts in what is his own, and nothing else.
    put = otto("PUT", f"/albums/{album}/photos", 200, json={"ids": [*his, hers[0]]})
    assert (put["count"], put["missing"]) == (2, 1)
    everybody = (noor, otto, pia, guest)
    for member in everybody:
        assert set(listed(member, f"/albums/{album}/photos")) == {*hers, *his}
        assert member("GET", f"/albums/{album}", 200)["count"] == 4
    assert set(listed(guest)) == {*hers, *his}, "who has no library sees all that is shared with them"
    assert not {*his} & {*listed(noor), *listed(pia)}
    noor("PATCH", f"/photo/{his[0]}", 403, json={"title": "mine"})
    noor("GET", f"/photo/{his[0]}", 200)
    # They take out only what they put in; an editor any, also lays and names it.
    assert otto("DELETE", f"/albums/{album}/photos", 200, json={"ids": [hers[0], his[1]]})["count"] == 1
    assert set(listed(pia, f"/albums/{album}/photos")) == {*hers, his[0]}
    otto("PATCH", f"/albums/{album}", 403, json={"name": "x"})
    noor("PATCH", f"/shares/{to_pia}", 200, json={"role": "editor"})
    assert pia("PATCH", f"/albums/{album}", 200, json={"name": "Fest", "sort": "hand"})["album"]["name"] == "Fest"
    pia("PATCH", f"/albums/{album}", 403, json={"query": {"rating": 1}})
    pia("DELETE", f"/albums/{album}", 403)
    pia("POST", f"/albums/{album}/order", 204, json={"photo": his[0], "after": hers[0]})
    for member in everybody:
        laid = listed(member, f"/albums/{album}/photos")
        assert laid.index(his[0]) == laid.index(hers[0]) + 1
    assert pia("DELETE", f"/albums/{album}/photos", 200, json={"ids": [hers[0], his[0]]})["count"] == 2
    assert listed(noor, f"/albums/{album}/photos") == [hers[1]]
    assert set(his) <= set(listed(otto)), "it stays in his library"
    otto("PUT", f"/albums/{album}/photos", 200, json={"ids": his})
    assert noor("DELETE", f"/albums/{album}/photos", 200, json={"ids": his[:1]})["count"] == 1
    # A photo leaves an album when its owner throws it away, and all of them when the share by which they came ends.
    otto("DELETE", f"/photo/{his[0]}", 204)
    noor("DELETE", f"/shares/{to_otto}", 204)
    for member in (noor, pia, guest):
        assert listed(member, f"/albums/{album}/photos") == [hers[1]]
        member("GET", f"/photo/{his[1]}", 404)
    otto("PUT", f"/albums/{album}/photos", 404, json={"ids": his})
    noor("DELETE", f"/shares/{to_pia}", 204)
    noor("DELETE", f"/shares/{to_guest}", 204)


def test_circles_share_with_those_who_are_in_them(home: Home) -> None:
    noor, otto, pia = home.noor, home.otto, home.pia
    names = {each["name"]: each["id"] for each in noor("GET", "/accounts/names", 200)["names"]}
    assert names == {"Mara": home.mara.id, "otto": otto.id, "pia": pia.id, "gast": home.guest.id}
    assert [each["name"] for each in noor("GET", "/accounts/names", 200, params={"q": "OT"})["names"]] == ["otto"]
    home.guest("GET", "/accounts/names", 403)
    circle = noor("POST", "/circles", 201, json={"name": "Familie", "members": [otto.id, otto.id]})
    assert circle["members"] == [{"id": otto.id, "name": "otto"}]
    noor("POST", "/circles", 404, json={"name": "Fremde", "members": ["nobody"]})
    ids = home.photos(noor, 2)
    said = {"kind": "photos", "photos": ids, "to": "circle", "whom": circle["id"]}
    otto("POST", "/shares", 404, json=said)
    share = noor("POST", "/shares", 201, json=said)["id"]
    made = {each["id"]: each["called"] for each in noor("GET", "/shares", 200)["shares"]}
    assert made[share] == "Familie"
    assert listed(otto, share=share) == ids[::-1]
    pia("GET", f"/photo/{ids[0]}", 404)
    noor("PATCH", f"/circles/{circle['id']}", 200, json={"members": [pia.id]})
    otto("GET", f"/photo/{ids[0]}", 404)
    assert listed(pia, share=share) == ids[::-1]
    noor("PATCH", f"/shares/{share}", 200, json={"photos": ids[:1]})
    pia("GET", f"/photo/{ids[1]}", 404)
    for member in (otto, pia):
        member("PATCH", f"/circles/{circle['id']}", 404, json={"name": "x"})
        member("DELETE", f"/circles/{circle['id']}", 404)
    noor("DELETE", f"/circles/{circle['id']}", 204)
    pia("GET", f"/photo/{ids[0]}", 404)
    assert share not in [each["id"] for each in noor("GET", "/shares", 200)["shares"]]


def test_nonsense_is_refused_with_a_sentence(home: Home) -> None:
    noor, otto = home.noor, home.otto
    [id] = home.photos(noor, 1)
    [his] = home.photos(otto, 1)
    album = noor("POST", "/albums", 201, json={"name": "x"})["id"]
    fits = {"kind": "photos", "photos": [id], "to": "account", "whom": otto.id}
    for status, more in (
        (404, {"whom": "nobody"}), (404, {"whom": noor.id}), (404, {"photos": [id, his]}), (404, {"photos": ["x"]}),
        (422, {"photos": []}), (422, {"photos": [id] * 1001}), (422, {"whom": None}), (422, {"kind": "library"}),
        (422, {"role": "editor"}), (422, {"tells": ["weight"]}), (422, {"expires": "2020-01-01T00:00:00Z"}),
        (422, {"expires": "2040-01-01T00:00:00"}), (422, {"owner": otto.id}), (422, {"taken": [otto.id]}),
        (422, {"query": {"rating": 5}}), (404, {"kind": "album", "photos": None, "album": his}),
    ):  # fmt: skip
        noor("POST", "/shares", status, json=fits | more)
    home.guest("POST", "/shares", 403, json=fits)
    share = noor("POST", "/shares", 201, json=fits | {"expires": "2040-01-01T00:00:00+02:00"})
    assert share["expires"] == "2039-12-31T22:00:00.000000Z"
    for status, more in (
        (422, {"role": None}), (422, {"role": "editor"}), (422, {"query": {"rating": 5}}), (404, {"photos": [his]}),
        (422, {"whom": otto.id}), (422, {"expires": "2020-01-01T00:00:00Z"}),
    ):  # fmt: skip
        noor("PATCH", f"/shares/{share['id']}", status, json=more)
    assert noor("PATCH", f"/shares/{share['id']}", 200, json={"expires": None, "tells": ["place"]})["expires"] is None
    noor("GET", f"/shares/{share['id']}/waiting", 409)
    noor("DELETE", f"/shares/{share['id']}", 204)
    # Another's album is none to put photos into, unasked.
    otto("PUT", f"/albums/{album}/photos", 404, json={"ids": [his]})
    otto("POST", "/photos/edit", 404, json={"ids": [his], "change": {"kind": "album", "album": album, "add": True}})


def test_what_is_no_more_shared_ends_in_its_middle(home: Home) -> None:
    """A zip that is just being sent, and a stream of events."""
    noor, otto = home.noor, home.otto
    ids = home.photos(noor, 10, larger=3_000_000)  # more than lies in the buffers between
    album = noor("POST", "/albums", 201, json={"name": "Viele"})["id"]
    noor("PUT", f"/albums/{album}/photos", 200, json={"ids": ids})
    # With all told: of what is withheld a clean copy is sent, which is small.
    share = shared(noor, otto, album=album, tells=["place", "camera", "people"])
    whole = otto.client.get(f"/albums/{album}/download").raise_for_status()
    assert len([name for name in zipfile.ZipFile(io.BytesIO(whole.content)).namelist() if name.endswith(".jpg")]) == 10
    ended = threading.Event()

    def listen() -> None:
        with otto.client.stream("GET", "/events", params={"share": share}) as stream:
            for line in stream.iter_lines():
                if line.startswith("event: hello"):
                    listening.set()
        ended.set()

    listening = threading.Event()
    threading.Thread(target=listen, daemon=True).start()
    assert listening.wait(60)
    with otto.client.stream("GET", f"/albums/{album}/download") as sent:
        chunks = sent.iter_raw(2000)
        got = len(next(chunks))
        noor("DELETE", f"/shares/{share}", 204)
        with suppress(httpx.RemoteProtocolError):
            got += sum(map(len, chunks))
    assert got < len(whole.content)
    until(ended.is_set, "the stream ends")


def test_a_copy_is_ones_own(home: Home) -> None:
    noor, otto = home.noor, home.otto
    first, second, third = home.photos(noor, 3)
    whole, clean = (
        shared(noor, otto, photos=[first], tells=["place", "camera", "people"]),
        shared(noor, otto, photos=[second]),
    )
    look = shared(noor, otto, photos=[third], download=False)
    otto("POST", "/photos/save", 403, json={"ids": [first, third]})
    otto("POST", "/photos/save", 404, json={"ids": [first], "share": clean})
    for who, status in ((home.pia, 404), (home.guest, 403)):
        who("POST", "/photos/save", status, json={"ids": [first]})
    before = otto("GET", "/account", 200)["used"]
    saved = otto("POST", "/photos/save", 200, json={"ids": [first, second, first]})["photos"]
    assert [(each["photo"], each["status"]) for each in saved] == [(first, "created"), (second, "created")]
    again = otto("POST", "/photos/save", 200, json={"ids": [first, second], "share": None})["photos"]
    assert again == [{**each, "status": "duplicate"} for each in saved]
    assert before < otto("GET", "/account", 200)["used"]
    noor("DELETE", f"/shares/{whole}", 204)
    for share in (clean, look):
        noor("DELETE", f"/shares/{share}", 204)
    copies = [each["copy_id"] for each in saved]
    told = settle(otto.client, copies)
    assert told[copies[0]]["file_name"] == noor("GET", f"/photo/{first}", 200)["file_name"]
    assert told[copies[1]]["file_name"] != noor("GET", f"/photo/{second}", 200)["file_name"], "that may say anything"
    files = [member.client.get(f"/photo/{id}/original").content for member, id in ((noor, first), (otto, copies[0]))]
    assert files[0] == files[1]
    assert otto("POST", "/photos/save", 200, json={"ids": copies})["photos"][0]["status"] == "duplicate"
    otto("GET", f"/photo/{first}", 404)
    # Where there is no room, nothing more is copied.
    [fourth] = home.photos(noor, 1)
    share = shared(noor, otto, photos=[fourth])
    home.mara("PATCH", f"/accounts/{otto.id}", 200, json={"quota": 1})
    otto("POST", "/photos/save", 413, json={"ids": [fourth]})
    home.mara("PATCH", f"/accounts/{otto.id}", 200, json={"quota": None})
    noor("DELETE", f"/shares/{share}", 204)
