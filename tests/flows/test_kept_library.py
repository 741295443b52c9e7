"""A library of an earlier release opens, whatever has changed since, and is all there."""

import hashlib
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.fixtures.library import Kept, Manifest, unpacked
from tests.flows.importing import until
from tests.flows.whole import usual
from tests.running import running

LIBRARIES = sorted(Path(__file__).parents[1].glob("fixtures/library-*.tar.xz"))


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name.partition(".")[0])
def test_a_library_of_an_earlier_release_is_all_there(library: Path, tmp_path: Path) -> None:
    home, manifest = unpacked(library, tmp_path)
    fast = {"reconcile_seconds": 0.5, "resend_seconds": 5, "feature_seconds": 0.2}
    with running(home, **fast) as heliograph, heliograph.client() as client:
        listed = client.get("/photos", params={"limit": 500, "archived": "any"}).json()["photos"]
        assert sorted(photo["id"] for photo in listed) == sorted(manifest["photos"]), "from the first moment"
        for photo, kept in manifest["photos"].items():
            until(partial(_settled, client, photo), f"photo {photo} by today's stages")
            _check_photo(client, photo, kept)
        for photo in manifest["gone"]:
            assert client.get(f"/photo/{photo}").status_code == 404
        until(lambda: _days(client, manifest) == manifest["days"], "every day, with the photos that say it")
        until(lambda: _groups(client) >= _kept_groups(manifest), "every group of copies, as its owner answered it")


def _settled(client: httpx.Client, id: str) -> bool:
    """Whether every stage has a mark of today's version."""
    photo = client.get(f"/photo/{id}").json()
    return photo["status"] != "processing" and all(
        (photo["stages"][stage.name]["version"] or 0) >= stage.version for stage in usual()
    )


def _check_photo(client: httpx.Client, id: str, kept: Kept) -> None:
    photo = client.get(f"/photo/{id}").json()
    original = client.get(f"/photo/{id}/original").raise_for_status().content
    assert hashlib.sha256(original).hexdigest() == kept["sha256"] == photo["sha256"], "byte for byte"
    assert photo["file_name"] == kept["file_name"]
    assert (photo["status"] == "ready") == kept["readable"], photo
    if kept["taken_at"]:
        assert photo["taken_at"] == kept["taken_at"]
    for name in ("preview", "thumbnail"):
        assert client.head(f"/photo/{id}/{name}").is_success == kept["readable"], f"the {name} of {id}"
    edits = kept["edits"]
    tags = {tag["name"] for tag in photo["tags"]}
    assert tags.issuperset(edits.get("tags_added", ()))
    assert tags.isdisjoint(edits.get("tags_removed", ()))
    assert set(photo["edited"]) >= set(edits)
    for name in edits.keys() - {"tags_added", "tags_removed"}:
        assert photo[name] == (edits[name] if edits[name] != "" else None), f"the {name} of {id}"


def _days(client: httpx.Client, manifest: Manifest) -> dict[str, int]:
    """Those of the library, each with how many photos tell that they were taken then. Others may lie anywhere."""
    days = client.get("/days", params={"limit": 500}).json()["days"]
    return {day["day"]: day["dated"] for day in days if day["day"] in manifest["days"]}


def _groups(client: httpx.Client) -> set[tuple[frozenset[str], str]]:
    return {
        (frozenset(group["photos"]), state)
        for state in ("open", "dismissed")
        for group in client.get("/groups", params={"limit": 500, "state": state}).json()["groups"]
    }


def _kept_groups(manifest: Manifest) -> set[tuple[frozenset[str], str]]:
    return {(frozenset(group["photos"]), group["state"]) for group in manifest["groups"]}
