"""Face work switched off in a library: nothing that would tell of a face, or of who it was, is left anywhere."""

import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from pydantic import SecretStr
from pymongo import AsyncMongoClient

from shared.domain.faces import FOUND_BY, PLACED_BY
from shared.pipeline import QUEUES
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from tests.drawing import draw_people, jpeg
from tests.flows.importing import until
from tests.flows.test_faces import ANNA, BEN, CLEO, photographed, placed
from tests.running import running, settle
from tests.servers.cluster import Cluster, missing
from tests.shared.imaging.test_regions import ELEMENTS, packet

NAME = "Zyxomirand Quendeling"
IN_THE_FILE = "Wopperqual Ixbert"  # whom a sidecar names, which stays as it came
SAID = {"caption", "text_vector"}  # stages that say so where people are on a photo
_PIECE = 16  # bytes of a vector that nothing else has by chance


@dataclass
class Marked:
    """A library with a face that is looked for afterwards."""

    photo: str = ""
    face: str = ""
    trashed: str = ""
    named: str = ""  # whose sidecar names somebody
    plain: str = ""
    bodies: dict[str, list[bytes]] = field(default_factory=dict)

    def put_through(self, client: httpx.Client) -> None:
        self.photo = photographed(client, 7300, ANNA)["id"]
        self.trashed = photographed(client, 7301, ANNA, BEN)["id"]
        self.plain = photographed(client, 7302)["id"]
        regions = ELEMENTS.replace("Anna", IN_THE_FILE)
        for before, around in (("0.25", "0.49"), ("0.4<", "0.49<"), ("0.1<", "0.6<"), ("0.2<", "0.69<")):
            regions = regions.replace(before, around)  # the face that is drawn
        sidecar = packet(regions, width=160, height=140).encode()
        files = {"file": ("photo.jpg", jpeg(draw_people(7303, CLEO))), "sidecar": ("photo.xmp", sidecar)}
        self.named = client.post("/upload", files=files).raise_for_status().json()["id"]
        self.face = placed(client, self.photo)["id"]
        client.post(f"/faces/{self.face}/assign", json={"name": NAME}).raise_for_status()
        drawn = {"box": [0.7, 0.1, 0.9, 0.4], "name": f"{NAME} B"}
        client.post(f"/photo/{self.photo}/faces", json=drawn).raise_for_status()
        everybody = client.get("/people").json()["people"]
        (person,) = [each["id"] for each in everybody if each["name"] == NAME]
        party = [self.photo, *(photographed(client, 7310 + n, ANNA)["id"] for n in range(3))]
        for minute, photo in enumerate(party):
            at = {"taken_at": f"2023-07-04T15:{minute:02}:00"}
            client.patch(f"/photo/{photo}", json=at).raise_for_status()
        client.patch(f"/people/{person}", json={"birth_date": "2015-07-04"}).raise_for_status()
        settle(client, [*party, self.named])
        until(lambda: NAME in str(client.get("/occasions").json()), "their birthday")
        chip = client.get(f"/faces/{self.face}/crop").raise_for_status().content
        client.get(f"/photo/{self.photo}/crop").raise_for_status()
        client.delete(f"/photo/{self.trashed}").raise_for_status()
        self.bodies = {
            "name": [NAME.encode(), NAME.casefold().encode()],
            "name of a file": [IN_THE_FILE.encode(), IN_THE_FILE.casefold().encode()],
            "chip": [chip, chip[-64:-2]],  # the rest is much like its photo's
        }

    async def look_up_vectors(self, settings: Settings) -> None:
        platform = await Platform.open(settings)
        space, found = platform.pipeline.space_of_parts(PLACED_BY), await platform.photos.find(self.photo)
        assert space
        assert found
        points = [part.point for part in await platform.parts.visible(found, PLACED_BY, limit=9)]
        vectors = (await platform.vectors.get(space.name, points)).values()
        await platform.close()
        self.bodies["vector"] = [
            piece
            for vector in vectors
            if isinstance(vector, np.ndarray)
            for kind in ("<f2", "<f4")
            for piece in (vector.astype(kind).tobytes(), *pieces(vector.astype(kind).tobytes()))
        ]
        assert self.bodies["vector"]

    def forget(self, client: httpx.Client) -> None:
        plain, photo = marks(client, self.plain), marks(client, self.photo)
        told = client.patch("/library", json={"faces": False}).raise_for_status().json()
        assert told["faces"] is False
        until(lambda: client.get("/library").json()["walked"] is None, "forgotten")
        assert seen(client, self.photo) == ([], 0, "ready")
        assert client.get(f"/photo/{self.photo}").json()["troubles"] == [], "that is no trouble"
        assert client.get("/people").json()["people"] == []
        occasions = client.get("/occasions").raise_for_status().json()["occasions"]
        assert [(each["people"], each["kind"]) for each in occasions] == [([], None)]
        assert client.get(f"/faces/{self.face}/crop").status_code == 404
        assert marks(client, self.plain) == plain, "whatever else was found stays"
        assert others(marks(client, self.photo), photo) <= SAID, "but for what is said of people"
        refused = client.post(f"/photo/{self.photo}/people", json={"name": "Another"})
        assert (refused.status_code, "switched off" in refused.json()["detail"]) == (409, True)

    def find_in(self, where: str, text: bytes) -> set[str]:
        return {f"{what} in {where}" for what, some in self.bodies.items() if any(piece in text for piece in some)}


def pieces(body: bytes) -> Iterator[bytes]:
    """Those that are not all of one value."""
    for start in range(0, len(body) - _PIECE + 1, _PIECE):
        piece = body[start : start + _PIECE]
        if len(set(piece)) > 4:
            yield piece


def marks(client: httpx.Client, photo: str) -> dict[str, Any]:
    """How the stages went that do not tell of faces; what is said of them is said anew."""
    stages = settle(client, [photo])[photo]["stages"]
    return {name: mark for name, mark in stages.items() if name not in (FOUND_BY, PLACED_BY, "caption", "text_vector")}


def seen(client: httpx.Client, photo: str) -> tuple[list[Any], int, str]:
    told = settle(client, [photo])[photo]
    return told["faces"], told["faces_total"], told["status"]


def others(some: dict[str, Any], more: dict[str, Any]) -> set[str]:
    return {name for name in some if some[name] != more[name]}


def kinds(found: Iterable[str]) -> set[str]:
    return {each.partition(" in ")[0] for each in found}


def traces(home: Path, marked: Marked, *, tables: bool) -> set[str]:
    """What of it is found in any file of the home and in the log, and where; of SQLite's also in what the `tables`
    hold, which pages may cut in two."""
    found = set()
    for file in [*home.rglob("*"), *home.parent.glob("*.log")]:
        path = file.relative_to(home.parent)
        if not file.is_file() or {"models", "originals", "sidecars"} & set(path.parts):
            continue
        found |= marked.find_in(str(path), file.read_bytes())
        if tables and file.suffix == ".sqlite":
            for text in cells(file):
                found |= marked.find_in(str(path), text)
    return found


def cells(file: Path) -> Iterator[bytes]:
    """Of every table of a file of SQLite."""
    with closing(sqlite3.connect(file)) as database:
        for (table,) in database.execute("select name from sqlite_schema where type = 'table'").fetchall():
            for row in database.execute(f'select * from "{table}"'):
                for value in row:
                    if isinstance(value, str | bytes):
                        yield value.encode() if isinstance(value, str) else value


async def test_nothing_tells_of_a_face_once_face_work_is_switched_off(home: Path) -> None:
    marked = Marked()
    with running(home, reconcile_seconds=0.5, feature_seconds=0.2) as heliograph:
        with heliograph.client() as client:
            marked.put_through(client)
            until(lambda: IN_THE_FILE in names(client), "who the file names")
        heliograph.stop()
        await marked.look_up_vectors(Settings(home=home, models="fake"))
        heliograph.start()
        until(lambda: list((home / "snapshots").glob("*.sqlite")), "a copy of the catalog")
        heliograph.stop()
        found = traces(home, marked, tables=True)
        assert kinds(found) == marked.bodies.keys(), "else nothing is shown"
        assert any("snapshots" in each for each in found)

        heliograph.start()
        with heliograph.client() as client:
            marked.forget(client)
            assert traces(home, marked, tables=False) == set(), "nor in the logs beside the files"
            late = photographed(client, 7304, ANNA)["id"]
            assert seen(client, late) == ([], 0, "ready"), "nor is what comes later looked at"
            client.post("/trash/restore", json={"all": True}).raise_for_status()
            assert seen(client, marked.trashed) == ([], 0, "ready")
        heliograph.stop()
        assert traces(home, marked, tables=True) == set()

        heliograph.start()
        with heliograph.client() as client:
            before = marks(client, marked.photo)
            client.patch("/library", json={"faces": True}).raise_for_status()
            for photo, faces in ((marked.photo, 1), (late, 1), (marked.trashed, 2), (marked.plain, 0)):
                until(lambda photo=photo, faces=faces: seen(client, photo)[1] == faces, "found again")
            assert others(marks(client, marked.photo), before) <= SAID
            assert NAME not in names(client)
            until(lambda: IN_THE_FILE in names(client), "who the file names is read again")


def names(client: httpx.Client) -> set[str]:
    return {person["name"] for person in client.get("/people").json()["people"] if person["name"]}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    if lack := missing():
        pytest.skip(lack)
    cluster = Cluster(tmp_path / "cluster", cuts=False, reconcile_seconds=0.5, feature_seconds=0.2).start()
    yield cluster
    cluster.stop()


async def contents(cluster: Cluster) -> AsyncIterator[tuple[str, bytes]]:
    """All that its servers answer with: documents, points, blobs, dead letters; and what its services logged."""
    settings = settings_of(cluster)
    async with AsyncMongoClient[dict[str, Any]](words(settings.mongodb_url)) as client:
        database = client[settings.mongodb_database]
        for name in await database.list_collection_names():
            async for document in database[name].find():
                yield f"collection {name}", repr(document).encode()
    platform = await Platform.open(settings)
    of_faces = platform.pipeline.space_of_parts(PLACED_BY)
    assert of_faces
    for space in (*platform.pipeline.spaces, of_faces):
        points = [id async for id, _, _ in platform.vectors.scroll(space.name)]
        for vector in (await platform.vectors.get(space.name, points)).values():
            if isinstance(vector, np.ndarray):
                for kind in ("<f2", "<f4"):
                    yield f"space {space.name}", vector.astype(kind).tobytes()
    async for blob in platform.blobs.list(""):
        if not blob.key.startswith(("originals/", "sidecars/")):
            yield f"blob {blob.key}", await platform.blobs.read(blob.key)
    for queue in QUEUES:
        for letter in await platform.broker.dead_letters(queue.name):
            yield f"queue {queue.name}", repr(letter).encode()
    await platform.close()
    for service in cluster.services.values():
        yield f"log of {service.home.name}", service.log.read_bytes()


def words(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def settings_of(cluster: Cluster) -> Settings:
    return Settings(**{"home": cluster.folder / "checker", **cluster.settings})  # type: ignore[arg-type]


@pytest.mark.server
@pytest.mark.xdist_group("cluster")
async def test_nor_does_anything_in_a_cluster(cluster: Cluster) -> None:
    marked = Marked()
    with cluster.client() as client:
        marked.put_through(client)
        until(lambda: IN_THE_FILE in names(client), "who the file names")
        await marked.look_up_vectors(settings_of(cluster))
        found = {each async for where, text in contents(cluster) for each in marked.find_in(where, text)}
        assert kinds(found) == marked.bodies.keys(), "else nothing is shown"
        marked.forget(client)
        assert {each async for where, text in contents(cluster) for each in marked.find_in(where, text)} == set()
