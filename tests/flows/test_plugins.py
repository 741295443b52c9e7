"""Plugins in a running installation: installed, used through HTTP, updated, broken and removed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.drawing import encoded
from tests.flows.importing import until
from tests.plugging import install
from tests.running import REPO, running, settle, upload

EXAMPLE = REPO / "examples" / "plugin"


@pytest.fixture
def plugins(home: Path) -> Path:
    """Where they are looked for, unless a setting says otherwise."""
    return home / "plugins"


@contextmanager
def started(home: Path, plugins: Path, **settings: object) -> Iterator[httpx.Client]:
    with running(home, plugins=plugins, **settings) as heliograph, heliograph.client() as client:
        yield client


def uv(*arguments: object) -> None:
    """What docs/plugins.md says, without a network."""
    command = [str(Path(sys.executable).with_name("uv")), "pip", *map(str, arguments), "--offline", "--no-cache"]
    done = subprocess.run([*command, "--python", sys.executable], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def newer(example: Path) -> Path:
    """The example as its author has gone on with it."""
    for file, before, after in (
        ("pyproject.toml", 'version = "1.0"', 'version = "1.1"'),
        ("heliograph_origin/__init__.py", "version=1,", "version=2,"),
        ("heliograph_origin/apps.py", "APPS = {", 'APPS = {\n    "Signal": re.compile(r"^signal-"),'),
    ):
        text = (example / file).read_text()
        assert before in text
        (example / file).write_text(text.replace(before, after))
    return example


def command(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HELIOGRAPH_")}
    return subprocess.run(
        [sys.executable, "-m", "services.plugins", *map(str, arguments)], cwd=REPO, capture_output=True, text=True,
        env=environment | {"HELIOGRAPH_HOME": str(home)}, check=False,
    )  # fmt: skip


def takeout(folder: Path) -> Path:
    """Two photos, of which Google knew of one what nobody else does, and a file that is none."""
    folder.mkdir()
    (folder / "beach.jpg").write_bytes(encoded(20))
    (folder / "Snapchat-123.jpg").write_bytes(encoded(21))
    (folder / "text.jpg").write_bytes(b"no picture at all")
    known = {"description": "The last day", "favorited": True, "photoTakenTime": {"timestamp": "1467331200"}}
    (folder / "beach.jpg.supplemental-metadata.json").write_text(json.dumps(known))
    return folder


def origins(client: httpx.Client) -> dict[str, int]:
    return {each["name"]: each["count"] for each in client.get("/facets").json()["origin"]}


def names(client: httpx.Client, **asked: str) -> list[str]:
    return sorted(photo["file_name"] for photo in client.get("/photos", params=asked).json()["photos"])


def test_a_plugin_is_installed_used_updated_and_removed(home: Path, tmp_path: Path, plugins: Path) -> None:
    files = ["IMG-20230714-WA0001.jpg", "signal-2023-07-15-120000.jpg", "mine.jpg"]
    with running(home) as heliograph, heliograph.client() as client:
        ids = [upload(client, encoded(seed), name).json()["id"] for seed, name in enumerate(files)]
        settle(client, ids)
        assert "origin" not in client.get("/facets").json()

    uv("install", "--target", plugins, EXAMPLE)
    with started(home, plugins, resend_seconds=0) as client:
        until(lambda: origins(client) == {"WhatsApp": 1}, "the photos that were here are looked at")
        assert client.get(f"/photo/{ids[0]}").json()["found"] == {"origin": {"app": "WhatsApp"}}
        assert names(client, origin="WhatsApp") == files[:1]
        found = client.get("/search", params={"q": "whatsapp"}).json()
        assert [hit["photo"]["id"] for hit in found["hits"]] == ids[:1]
        assert [(chip["kind"], chip["label"]) for chip in found["understood"]["chips"]] == [("origin", "WhatsApp")]
        new = upload(client, encoded(9), "FB_IMG_1699999999999.jpg").json()["id"]
        assert settle(client, [new])[new]["stages"]["origin"]["model"] == "file names 1"
        assert client.get("/readyz").json()["plugins"] == []
        came = command(home, "import", "origin_takeout", takeout(tmp_path / "Takeout"), "--url", client.base_url)
        assert came.stdout == "2 photos are new, 0 were here.\n"
        assert "text.jpg: " in came.stderr
        assert came.returncode == 1
        (beach,) = client.get("/photos", params={"favourite": True}).json()["photos"]
        assert (beach["file_name"], beach["description"], beach["day"]) == ("beach.jpg", "The last day", "2016-07-01")
        client.patch(f"/photo/{beach['id']}", json={"description": "The first day"})
        again = command(home, "import", "origin_takeout", tmp_path / "Takeout", "--url", client.base_url)
        assert again.stdout == "0 photos are new, 2 were here.\n"
        assert client.get(f"/photo/{beach['id']}").json()["description"] == "The first day", "the owner wins"
        settle(client, [photo["id"] for photo in client.get("/photos").json()["photos"]])

    uv("install", "--upgrade", "--target", plugins, newer(shutil.copytree(EXAMPLE, tmp_path / "newer")))
    with started(home, plugins, resend_seconds=0) as client:
        until(lambda: origins(client) == {"WhatsApp": 1, "Facebook": 1, "Snapchat": 1, "Signal": 1}, "it has run again")
        assert client.get(f"/photo/{ids[1]}").json()["stages"]["origin"]["version"] == 2

    told = command(home, "list").stdout
    assert told.startswith("origin 1.1\n  stage origin, version 2\n  filter origin\n  importer origin_takeout: ")
    assert "still installed" in command(home, "remove", "origin").stderr
    uv("uninstall", "--target", plugins, "heliograph-origin")
    with running(home, resend_seconds=0) as heliograph, heliograph.client() as client:
        after = upload(client, encoded(10), "WhatsApp Image 2023-07-16.jpg").json()["id"]
        photos = settle(client, [*ids, new, after])
        assert {photo["status"] for photo in photos.values()} == {"ready"}
        assert all("origin" not in photo["stages"] and not photo["found"] for photo in photos.values())
        assert "origin" not in client.get("/facets").json()
    assert "found on 6 photos is gone" in command(home, "remove", "origin").stdout


FRAGILE = """
    from shared.domain.field import Field
    from shared.plugins.declared import PluginStage

    STAGE = PluginStage(
        api=1, name="fragile", made_by="fragile_work:Fragile", takes="preview", needs=("renditions",), seconds=3,
        fields=(Field(name="more.fragile", said=("fragile", "sizes")),),
    )
"""
FRAGILE_WORK = """
    import os, time
    from shared.inference.base import Found

    class Fragile:
        def __call__(self, items):
            name = items[0].photo.file_name
            if "crash" in name:
                os._exit(3)
            while "hang" in name:
                time.sleep(1)
            if "raise" in name:
                raise ZeroDivisionError
            if "greedy" in name:
                bytearray(2**33)
            return [Found(facts={"sizes": 5 if "lie" in name else [str(len(item.pixels))]}) for item in items]
"""


def test_a_stage_that_breaks_costs_one_photo_its_mark(home: Path, plugins: Path) -> None:
    install(plugins, "fragile", FRAGILE, FRAGILE_WORK, stages="STAGE")
    with started(home, plugins) as client:
        names = [f"{kind}.jpg" for kind in ("crash", "hang", "raise", "greedy", "lie", "good")]
        ids = {upload(client, encoded(seed), name).json()["id"]: name for seed, name in enumerate(names)}
        told = {ids[id]: photo for id, photo in settle(client, ids).items()}
        assert {photo["status"] for photo in told.values()} == {"ready"}
        errors = {name: photo["stages"]["fragile"]["error"] for name, photo in told.items() if photo["troubles"]}
        broke = "Something in the plugin fragile broke on this photo. It was logged; try again after an update."
        assert errors == {
            "crash.jpg": "plugin-fragile crashed (exit 3).",
            "hang.jpg": "plugin-fragile took longer than 3 seconds.",
            "raise.jpg": broke,
            "greedy.jpg": broke,
            "lie.jpg": "fragile found what cannot be kept: Expected `array`, got `int`.",
        }
        assert all(photo["troubles"] in ([], ["fragile:failed"]) for photo in told.values())
        assert told["good.jpg"]["found"]["fragile"]["sizes"]


WHOLE = """
    from shared.plugins.declared import PluginFeature, PluginModel

    MODEL = PluginModel(api=1, task="see", name="whole", made_by="shared.inference.fake:load_classifier", identity="1")
    FEATURE = PluginFeature(
        api=1, name="whole", keys="whole_work:keys", made_by="whole_work:Letters", reads=("tag_names",)
    )
"""
WHOLE_WORK = """
    def keys(photo):
        return [photo.id] if photo.tag_names else []

    class Letters:
        def __init__(self, platform):
            self.photos = platform.photos

        async def __call__(self, owner, key):
            photo = await self.photos.get(owner, key)
            letters = len("".join(photo.tag_names))
            return bool(await self.photos.tell(photo, "whole", {"letters": letters}))
"""


def test_a_plugin_that_is_broken_is_named_and_skipped_and_others_bring_what_they_have(
    home: Path, plugins: Path
) -> None:
    install(plugins, "broken", "raise RuntimeError('no disk')", stages="STAGE")
    install(plugins, "eager", "from shared.domain.fields import FIELDS", stages="STAGE")
    install(plugins, "whole", WHOLE, WHOLE_WORK, models="MODEL", features="FEATURE")
    with started(home, plugins, feature_seconds=0.2) as client:
        broken, eager = client.get("/readyz").json()["plugins"]
        assert broken == "The plugin broken 1.0 is skipped: broken:STAGE cannot be imported: RuntimeError: no disk."
        assert eager.startswith("The plugin eager 1.0 is skipped: eager:STAGE cannot be imported: ImportError: ")
        assert "it may import plugins.declared and domain.field" in eager
        assert client.put("/models/see", json={"name": "whole"}).status_code == 202
        id = upload(client, encoded(1)).json()["id"]
        assert settle(client, [id])[id]["stages"]["classify"]["state"] == "done"
        until(lambda: client.get(f"/photo/{id}").json()["found"].get("whole", {}).get("letters"), "the feature")
