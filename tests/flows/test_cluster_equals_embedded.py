"""One import into both profiles, and every answer compared. It is the same code on other stores, so that whatever
differs is an adapter's fault."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from shared.search.names import SECONDS
from tests.drawing import draw_people, encoded, jpeg
from tests.evalkit import evalkit
from tests.flows.answers import File, Library, differences
from tests.running import PATIENCE, running
from tests.servers.cluster import Cluster, missing
from tests.shared.inference.bundled_models import MODELS, needs_bundled_models

_SIDECAR = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="2019-12-24T18:00:00+01:00"/>
</rdf:RDF></x:xmpmeta>"""
_WORDS = (
    "dog", "a cat on a sofa", "animal", "people", "Arezzo", "Italy", "Canon", '"dog"', '"a photo"', "food on a table",
    "zzz", "Ärger im Café", "犬", "2008",
)  # fmt: skip

_FILTERS: tuple[dict[str, Any], ...] = (
    {"order": "oldest"}, {"order": "added"}, {"from": "2002-01-01", "to": "2004-12-31"}, {"camera": "Canon EOS 40D"},
    {"box": "11,43,12,44"}, {"box": "11,-1,-11,90", "tag": "holiday"}, {"without_tag": "holiday"}, {"place": "Italy"},
    {"favourite": True}, {"favourite": False, "rating": 2}, {"archived": "any"}, {"archived": "true"},
    {"trouble": "classify:skipped"}, {"tag": "dog", "colour": "red"}, {"season": "winter", "kind": "photograph"},
)  # fmt: skip
_EDITS: tuple[dict[str, Any], ...] = (
    {"favourite": True, "rating": 5}, {"tags_added": ["holiday", "Ärger"]}, {"archived": True},
    {"title": "犬", "rating": 2}, {"tags_removed": ["dog"], "favourite": False}, {"rating": 9}, {"rating": None},
)  # fmt: skip


def drawn() -> list[File]:
    """Forty-two photos: of people, of every kind, dated by camera, by sidecar, by file, the same to the second, or not
    at all; two that come twice, one that is broken, three that are none."""
    dated = [
        File(f"{n}.jpg", encoded(n, size=(64 + n, 48)), {"modified_at": f"20{n % 7:02d}-01-{n % 3 + 1:02d}T00:00:00Z"})
        for n in range(24)
    ]
    undated = [File(f"größe/{n} 犬.jpg", encoded(n)) for n in range(100, 105)]
    kinds = [
        File(f"kind.{kind.lower()}", encoded(200 + n, kind)) for n, kind in enumerate(("PNG", "WEBP", "GIF", "TIFF"))
    ]
    camera = Image.Exif()
    camera[0x010F], camera[0x0110], camera[0x0112] = "Canon", "Canon EOS 40D", 6
    camera.get_ifd(0x8769)[0x9003] = "2008:10:22 16:28:39"
    camera.get_ifd(0x8825).update({1: "N", 2: (43.0, 28.0, 2.8), 3: "E", 4: (11.0, 53.0, 6.4)})
    told = [
        File("camera.jpg", encoded(300, size=(900, 600), exif=camera)),
        File("sidecar.jpg", encoded(301), sidecar=_SIDECAR),
        File("large.jpg", encoded(302, size=(2400, 1800))),
    ]
    people = [File(f"{n} people.jpg", jpeg(draw_people(350 + n, *range(n, 2 * n)))) for n in (1, 3)]
    broken = [File("broken.png", encoded(400, "PNG", size=(800, 600))[:1500])]
    refused = [
        File("empty.jpg", b""),
        File("text.jpg", b"no photo"),
        File("film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 99),
    ]
    return [*people, *dated, *undated, *kinds, *told, *broken, *refused, dated[3], kinds[0]]


def real(evalkit: Path) -> list[File]:
    photos = sorted((evalkit / "photos/coco_free").glob("*.jpg"))[:8] + [
        evalkit / "photos/coral_apache" / name for name in ("cat_720p.jpg", "parrot.jpg", "hot_dog.jpg", "pets.jpg")
    ]
    return [File(path.name, path.read_bytes(), {"modified_at": "2020-01-01T00:00:00Z"}) for path in photos]


def everything(library: Library, files: Sequence[File], like: dict[str, Any] | None = None) -> dict[str, Any]:
    """All answers about an import of the files into an empty library, and about deleting a third of it: these until
    they are `like` another system's, as a removal that takes long is finished by reconcile."""
    hashes = [file.sha256 for file in files]
    answers: dict[str, Any] = {"uploads": library.add(files)}
    stored = list(library.ids)
    looked_at = [library.ask("GET", f"/photo/{{photo:{sha256}}}")["body"] for sha256 in stored[::6]]
    words = [
        *_WORDS,
        *(photo["caption"]["text"] for photo in looked_at),
        *(photo["tags"][0]["name"] for photo in looked_at[:-1]),
    ]

    def library_now(words: Sequence[str]) -> dict[str, Any]:
        return {
            "pages": {limit: library.pages(limit) for limit in (7, 500)},
            "photos": {sha256[:8]: library.ask("GET", f"/photo/{{photo:{sha256}}}") for sha256 in stored},
            "searches": {
                f"{q} {limit}": library.search(q, limit) for limit, some in ((50, words), (3, words[:6])) for q in some
            },
            "browsed": {
                f"{path} {params}": library.ask("GET", path, params=params)
                for path, params in [
                    ("/facets", {}),
                    ("/photos/months", {}),
                    ("/photos/points", {}),
                    *((path, params) for path in ("/photos", "/photos/months") for params in _FILTERS),
                ]
            },
            "known": library.ask("POST", "/photos/known", json={"sha256": [*dict.fromkeys(hashes), "0" * 64]}),
        }

    answers["imported"] = library_now(words)
    answers["media"] = {sha256[:8]: library.media(sha256) for sha256 in stored[::5] + stored[-1:]}
    answers["retried"] = library.ask("POST", f"/photo/{{photo:{stored[0]}}}/retry")
    answers["edits"] = [
        library.ask("PATCH", f"/photo/{{photo:{sha256}}}", json=edit)
        for sha256, edit in zip(stored[1:], _EDITS, strict=False)
    ]
    library.settle()
    answers["edited"] = library_now(words[:4])
    answers["deletes"] = [library.ask("DELETE", f"/photo/{{photo:{sha256}}}") for sha256 in stored[::3] + stored[:1]]
    time.sleep(SECONDS)  # for which the gateway knows the names of what is gone
    deadline = time.monotonic() + PATIENCE
    answers["left"] = library_now(words[:8])
    while like and differences(like["left"], answers["left"]) and time.monotonic() < deadline:
        time.sleep(1)
        answers["left"] = library_now(words[:8])
    answers["media left"] = {sha256[:8]: library.media(sha256) for sha256 in stored[:2]}
    answers["again"] = library.add(files[:1])
    answers["errors"] = [
        library.ask(method, path, **options)
        for method, path, options in [
            ("GET", "/photo/nonsense", {}), ("GET", "/photo/019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11/original", {}),
            ("DELETE", "/photo/nonsense", {}), ("POST", "/photo/nonsense/retry", {}), ("GET", "/nowhere", {}),
            ("GET", "/photos", {"params": {"after": "nonsense"}}), ("GET", "/photos", {"params": {"limit": 0}}),
            ("GET", "/search", {}), ("POST", "/upload", {"content": b"x"}), ("POST", "/photos/known", {"json": {}}),
            ("PUT", "/photos", {}), ("PATCH", "/photo/nonsense", {"json": {}}), ("GET", "/photos/points?after=x", {}),
            ("GET", "/photos", {"params": {"box": "1,2"}}),
            ("GET", "/photos?from=2024-01-01&to=2023-01-01", {}), ("GET", "/healthz", {}), ("GET", "/readyz", {}),
        ]
    ]  # fmt: skip
    return answers


def test_drawn_photos(cluster: Cluster, tmp_path: Path) -> None:
    files = drawn()
    with running(tmp_path / "home") as embedded, embedded.client() as client:
        expected = everything(Library(client), files)
    found = [answer["body"]["hits"] for answer in expected["imported"]["searches"].values()]
    assert len([hits for hits in found if hits]) >= 15
    cluster.empty()
    with cluster.client() as client:
        assert differences(expected, everything(Library(client), files, expected)) == []


@pytest.mark.server
@needs_bundled_models
@evalkit("photos/coco_free")
def test_real_photos_and_models(evalkit: Path, tmp_path: Path) -> None:
    if lack := missing():
        pytest.skip(lack)
    files = real(evalkit)
    cluster = Cluster(tmp_path / "cluster", models="bundled", cuts=False)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/models").symlink_to(MODELS)
    with running(tmp_path / "home", models="bundled") as embedded, embedded.client() as client:
        expected = everything(Library(client), files)
    cluster.start()
    try:
        with cluster.client() as client:
            assert differences(expected, everything(Library(client), files, expected)) == []
    finally:
        cluster.stop()
