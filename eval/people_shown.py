"""How well people are gathered, as GET /people shows it: `python -m eval.people_shown --evalkit ../shared/evalkit`.

The photos of the evalkit's faces are uploaded into a library of their own, with the product's models, and nobody says a
word. Fifteen seconds after the last of them is ready it is read who is said to be on which. Each photo with one person
counts once; B-cubed as eval/face_groups.py has it.
"""

import csv
import tempfile
import time
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path

import httpx

from bench.system import product
from eval.face_groups import Groups
from eval.tables import table
from tests.running import settle, upload

_AFTER = 15.0  # seconds


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--evalkit", type=Path, required=True)
    folder = parser.parse_args().evalkit / "faces"
    with (folder / "people.csv").open() as file:
        rows = list(csv.DictReader(file))
    with (
        tempfile.TemporaryDirectory() as home,
        product(Path(home), feature_seconds=5) as heliograph,
        heliograph.client() as client,
    ):
        ids = [upload(client, (folder / row["file"]).read_bytes(), Path(row["file"]).name).json()["id"] for row in rows]
        photos = settle(client, ids, timeout=1800)
        time.sleep(_AFTER)
        shown = people_on(client)
    truth = {id: row["person"] for id, row in zip(ids, rows, strict=True) if row["person"] and ";" not in row["person"]}
    found = {id: shown[id][0] for id in truth if shown.get(id)}
    expected = [(id, int(row["faces_expected"])) for id, row in zip(ids, rows, strict=True) if row["faces_expected"]]
    right = sum(len(photos[id]["faces"]) == count for id, count in expected)
    print(table(("F", "precision", "recall", "pairs", "groups"), [Groups.of(truth, found).cells()]))
    for person in sorted(set(found.values())):
        if len(together := {truth[id] for id in found if found[id] == person}) > 1:
            print("taken for one:", ", ".join(sorted(together)))
    people = len(set(truth.values()))
    print(f"{len(truth)} photos of {people} people; faces counted right on {right} of {len(expected)}")


def people_on(client: httpx.Client) -> dict[str, list[str]]:
    """Photo -> the people on it, those on most photos first."""
    on: defaultdict[str, list[str]] = defaultdict(list)
    for person in client.get("/people", params={"limit": 500}).raise_for_status().json()["people"]:
        photos = client.get(f"/people/{person['id']}/photos", params={"limit": 500}).raise_for_status().json()["photos"]
        for photo in photos:
            on[photo["id"]].append(person["id"])
    return on


if __name__ == "__main__":
    main()
