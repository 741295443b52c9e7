"""What is withheld of shared photos: planted into files of every format and into what is known of them, and looked for
in every byte that others are sent. One system for all of it."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.flows.planting import INSIDE, PLANTED, TAKEN, planted
from tests.flows.test_household import PASSWORDS, Member, closing_clients, invited, nobody, until
from tests.running import Heliograph, running, settle, upload

SUBJECTS = ("place", "camera", "people")
WORDS = [word for words in PLANTED.values() for word in words]
_SKIPPED = ("/events", "/account/export")  # one is listened to below; the other tells of one's own library alone


class Sharing:
    """Mara's photos, and the share by which somebody sees them."""

    def __init__(self, heliograph: Heliograph, mara: Member, photos: dict[str, str]) -> None:
        self.heliograph = heliograph
        self.mara = mara
        self.photos = photos  # by how the file's name ends

    def to(self, whom: Member, **more: Any) -> str:
        what = {} if "kind" in more else {"kind": "photos", "photos": [*self.photos.values()]}
        body = {"to": "account", "whom": whom.id, **what, **more}
        share = str(self.mara("POST", "/shares", 201, json=body)["id"])
        first = self.photos["jpg"]
        until(lambda: whom.client.get(f"/photo/{first}").status_code == 200, "the share opens")
        return share

    def tell(self, share: str, whom: Member, *subjects: str) -> None:
        self.mara("PATCH", f"/shares/{share}", 200, json={"tells": list(subjects)})
        first = f"/photo/{self.photos['jpg']}"

        def told() -> bool:
            photo = whom("GET", first, 200)
            return all(
                bool(photo[name]) == (subject in subjects)
                for subject, name in (("place", "place"), ("camera", "camera"), ("people", "faces"))
            )

        until(told, f"{subjects} are told")


@pytest.fixture
def sharing(home: Path) -> Iterator[Sharing]:
    with running(home, feature_seconds=0.1, reconcile_seconds=0.5) as heliograph, closing_clients():
        first = {"name": "Mara", "password": PASSWORDS["mara"], "keep": "body"}
        mara = Member(heliograph, nobody(heliograph, "/auth/first", 201, **first))
        photos = {}
        for name, content in planted().items():
            made = {"modified_at": "2008-10-22T14:28:39Z"}
            photos[name.rpartition(".")[2]] = upload(mara.client, content, name, data=made).json()["id"]
        settled = settle(mara.client, photos.values())
        assert {photo["status"] for photo in settled.values()} == {"ready"}
        until(lambda: bool(mara("GET", "/people", 200)["people"]), "somebody is seen on them")
        person = mara("GET", "/people", 200)["people"][0]["id"]
        mara("PATCH", f"/people/{person}", 200, json={"name": "Zebulonda"})
        until(lambda: "Zebulonda" in json.dumps(mara("GET", f"/photo/{photos['jpg']}", 200)["faces"]), "it is she")
        yield Sharing(heliograph, mara, photos)


def test_what_is_withheld_is_sent_to_nobody(sharing: Sharing) -> None:
    _what_is_planted_is_there(sharing)
    noor = invited(sharing.heliograph, sharing.mara, "noor")
    otto = invited(sharing.heliograph, sharing.mara, "otto", role="guest")
    share = sharing.to(noor, offered=True)
    noor("POST", f"/shares/{share}/taken", 204, json={"taken": True})
    album = sharing.mara("POST", "/albums", 201, json={"name": "Autumn", "sort": "hand"})["id"]
    sharing.mara("PUT", f"/albums/{album}/photos", 200, json={"ids": [*sharing.photos.values()]})
    first = sharing.photos["png"]
    sharing.mara("POST", f"/albums/{album}/order", 204, json={"photo": first, "after": None})
    sharing.to(otto, kind="album", album=album)
    shown = otto("GET", f"/albums/{album}/photos", 200)["photos"]
    assert shown[0]["id"] == first
    assert {photo["id"] for photo in shown} == set(sharing.photos.values())
    until(lambda: len(_listed(noor)) == len(sharing.photos), "they stand in her timeline")
    for whom, of in ((noor, share), (otto, album)):
        _no_byte_tells_it(sharing, whom, of)
    _files_are_clean(sharing, noor)
    _no_question_is_answered_by_it(sharing, noor)
    _copies_that_are_saved_tell_nothing(sharing, noor, share)
    for subject in SUBJECTS:
        _what_is_allowed_is_told(sharing, noor, share, subject)
    _with_all_told_the_files_are_what_they_are(sharing, noor, share)
    _copies_go_with_their_photo(sharing)


def _what_is_planted_is_there(sharing: Sharing) -> None:
    """Else nothing would be shown by its absence."""
    told = json.dumps(sharing.mara("GET", f"/photo/{sharing.photos['jpg']}", 200))
    file = sharing.mara.client.get(f"/photo/{sharing.photos['jpg']}/original").content
    for word in WORDS:
        assert word in told, word
    for word in INSIDE:
        assert word.encode() in file, word
    assert "Quittenbaum" in told
    assert "Wurzelwerk" in told or "wurzelwerk" in told


def _no_byte_tells_it(sharing: Sharing, whom: Member, share: str) -> None:
    for path, answer in _everything(sharing, whom, share):
        _silent(answer, path, (*WORDS, *INSIDE))
    with whom.client.stream("GET", "/events") as stream:
        lines = stream.iter_lines()
        heard = [next(lines)]  # from here on it listens
        change = {"tags_added": [f"for {whom.id[-4:]}"]}
        sharing.mara("PATCH", f"/photo/{sharing.photos['png']}", 200, json=change)
        while sharing.photos["png"] not in heard[-1]:
            heard.append(next(lines))
    _silent("".join(heard).encode(), "/events", (*WORDS, *INSIDE))


def _files_are_clean(sharing: Sharing, whom: Member) -> None:
    for end, id in sharing.photos.items():
        _is_clean(whom.client.get(f"/photo/{id}/original"), end)
        told = whom("GET", f"/photo/{id}", 200)
        assert told["faces"] == []
        assert told["tags"] or told["caption"] or end == "dng", "it is no empty answer"
        if end != "gif":
            assert told["taken_at"] == told["sort_at"] == TAKEN
        for shown in ("preview", "thumbnail", "crop"):
            with Image.open(BytesIO(whom.client.get(f"/photo/{id}/{shown}").content)) as picture:
                assert not picture.getexif()
                assert not {"exif", "xmp", "comment", "icc_profile"} & picture.info.keys(), (end, shown)


def _no_question_is_answered_by_it(sharing: Sharing, noor: Member) -> None:
    asked = ({"place": "Arezzo"}, {"camera": "Kamerix K9000"}, {"tag": "arezzo"}, {"tag": "wurzelwerk"},
             {"box": "11.8,43.4,11.9,43.5"}, {"tag": "italy"})  # fmt: skip
    for params in asked:
        assert _listed(sharing.mara, **params), params
        assert not _listed(noor, **params), params
        assert noor("GET", "/photos/months", 200, params=params)["months"] == [], params
    # What must not hold is no question either.
    for params in ({"without_tag": "arezzo"}, {"without_tag": "wurzelwerk"}):
        assert _listed(noor, **params) == set(sharing.photos.values()), params
    assert noor("GET", "/photos/points", 200)["points"] == []
    facets = noor("GET", "/facets", 200)
    assert not facets["places"]
    assert not facets["cameras"]
    assert facets["tags"], "what the pictures show can be asked for"
    shown = facets["tags"][0]["name"]
    assert _listed(noor, tag=shown)
    assert noor("GET", "/search", 200, params={"q": shown})["hits"], "and found"
    for word in (*WORDS, *INSIDE):
        hits = noor("GET", "/search", 200, params={"q": word})["hits"]
        assert not [why for hit in hits for why in hit["why"] if why["kind"] in ("words", "text", "place", "camera")]
        said = f'"{word}"'
        assert noor("GET", "/search", 200, params={"q": said})["hits"] == [], word
    # Pages go on where they ended, though nobody is told to the instant when that was.
    pages, after = [], None
    while True:
        page = noor("GET", "/photos", 200, params={"limit": 3, **({"after": after} if after else {})})
        pages += [photo["id"] for photo in page["photos"]]
        if (after := page["next"]) is None:
            break
    assert sorted(pages) == sorted(sharing.photos.values())


def _copies_that_are_saved_tell_nothing(sharing: Sharing, noor: Member, share: str) -> None:
    ids = [sharing.photos[end] for end in ("jpg", "gif")]
    saved = noor("POST", "/photos/save", 200, json={"ids": ids, "share": share})["photos"]
    copies = settle(noor.client, [each["copy_id"] for each in saved])
    for id, photo in copies.items():
        _silent(json.dumps(photo).encode(), f"/photo/{id}", (*WORDS, *INSIDE))
        assert photo["day"] == TAKEN[:10]
        noor("DELETE", f"/photo/{id}", 204, params={"forever": True})


def _what_is_allowed_is_told(sharing: Sharing, noor: Member, share: str, subject: str) -> None:
    sharing.tell(share, noor, subject)
    others = [word for name, words in PLANTED.items() if name != subject for word in words]
    everything = list(_everything(sharing, noor, share, few=True))
    for path, answer in everything:
        _silent(answer, path, (*others, *INSIDE))
    together = b"".join(answer for _, answer in everything)
    for word in PLANTED[subject]:
        assert word.encode() in together, word
    if subject == "place":
        assert _listed(noor, place="Arezzo", box="11.8,43.4,11.9,43.5")
        assert noor("GET", "/photos/points", 200)["points"]
    if subject == "camera":
        assert _listed(noor, camera="Kamerix K9000")
    if subject == "people":
        assert "Zebulonda" in noor("GET", f"/photo/{sharing.photos['jpg']}", 200)["caption"]["text"]
    _is_clean(noor.client.get(f"/photo/{sharing.photos['jpg']}/original"), "jpg")


def _with_all_told_the_files_are_what_they_are(sharing: Sharing, noor: Member, share: str) -> None:
    sharing.tell(share, noor, *SUBJECTS)
    for end, id in sharing.photos.items():
        mine, theirs = (member.client.get(f"/photo/{id}/original") for member in (sharing.mara, noor))
        assert theirs.content == mine.content, end
        assert theirs.headers["cache-control"] == "private, no-cache"


def _copies_go_with_their_photo(sharing: Sharing) -> None:
    gone = sharing.photos["heic"]
    assert any(gone in key for key in _copies_of(sharing))
    sharing.mara("DELETE", f"/photo/{gone}", 204, params={"forever": True})
    until(lambda: not any(gone in key for key in _copies_of(sharing)), "its copy goes with it")


def _copies_of(sharing: Sharing) -> list[str]:
    return [key for key in sharing.heliograph.blobs() if "/clean-" in key]


def _listed(member: Member, **params: Any) -> set[str]:
    return {photo["id"] for photo in member("GET", "/photos", 200, params={"limit": 500, **params})["photos"]}


def _everything(sharing: Sharing, whom: Member, share: str, *, few: bool = False) -> Iterator[tuple[str, bytes]]:
    """All that can be asked by GET, with the ids of these photos (`few`: of one that is walked through, and of one that
    is not) and of the share, or its album, for every id; and what is downloaded."""
    photos = [sharing.photos[end] for end in ("jpg", "heic")] if few else [*sharing.photos.values()]
    schema = sharing.mara("GET", "/openapi.json", 200)
    for path, about in schema["paths"].items():
        if "get" not in about or path.startswith(_SKIPPED):
            continue
        names = {each["name"]: each for each in about["get"].get("parameters", ())}
        for id in (share, *photos) if "{id}" in path else ("",):
            kinds = names.get("rendition", {}).get("schema", {}).get("enum", ("",))
            for kind in kinds:
                at = path.replace("{id}", id).replace("{rendition}", kind).replace("{day}", TAKEN[:10])
                yield from _answers(whom, at, {"share": share} if "share" in names else {})
    yield from _questions(whom)
    zipped = whom.client.post("/photos/download", json={"ids": [*sharing.photos.values()]})
    assert zipped.status_code == 200, zipped.text
    with zipfile.ZipFile(BytesIO(zipped.content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 2 * len(sharing.photos)
    yield "/photos/download", zipped.content
    shown = whom.client.get(f"/photo/{sharing.photos['jpg']}/preview").content
    yield "/search/by-image", whom.client.post("/search/by-image", files={"file": ("a.jpg", shown)}).content


def _answers(whom: Member, path: str, params: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    answer = whom.client.get(path, params=params)
    assert answer.status_code < 500, f"{path}: {answer.status_code} {answer.text[:300]}"
    if path.startswith("/photo/") and answer.status_code == 200:
        assert "immutable" not in answer.headers["cache-control"], path
        assert answer.headers["cache-control"] == "private, no-cache", path
    told = json.dumps(dict(answer.headers)).encode()
    yield path, answer.content + told


def _questions(whom: Member) -> Iterator[tuple[str, bytes]]:
    """Beside the words of the question itself, which is told again."""
    for word in (*WORDS, *INSIDE):
        answer = whom("GET", "/search", 200, params={"q": word})
        yield f"/search?q={word}", json.dumps(answer["hits"]).encode()
        suggested = whom.client.get("/search/suggest", params={"q": word[:3], "limit": 50})
        yield f"/search/suggest?q={word[:3]}", suggested.content
    yield "/search?tag=", json.dumps(whom("GET", "/search", 200, params={"from": "2000-01-01"})["hits"]).encode()


def _silent(answer: bytes, path: str, words: tuple[str, ...]) -> None:
    for word in words:
        for form in (word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
            assert form not in answer, f"{path} tells {word}: {answer[:2000]!r}"


def _is_clean(answer: httpx.Response, end: str) -> None:
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    kept = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}.get(end, "JPEG")
    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.format == kept
        exif = picture.getexif()
        assert set(exif) <= {0x8769}, end
        assert set(exif.get_ifd(0x8769)) <= {0x9003}, end
        if end != "gif" and kept != "WEBP":
            assert exif.get_ifd(0x8769)[0x9003] == "2008:10:22 16:28:39", end
        assert not {"xmp", "comment", "photoshop", "mp", "Title"} & picture.info.keys(), end
    assert answer.headers["content-type"] == f"image/{kept.lower()}"
