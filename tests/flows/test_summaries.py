"""Summaries and memories, through HTTP: told in the reader's language, out of what is there right now."""

import json
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.drawing import draw_people
from tests.outings import AREZZO, VIENNA, shoot
from tests.running import PATIENCE, Heliograph, running, settle, upload, zone_at_noon
from tests.servers.endpoint import endpoint, said

_EXIF, _TAKEN = 0x8769, 0x9003
ANNA = 3  # as draw_people has her


@pytest.fixture
def smart(home: Path) -> Iterator[Heliograph]:
    with running(home, feature_seconds=0.1, reconcile_seconds=0.5, ocr=False) as heliograph:
        yield heliograph


def awaited(what: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not holds(found := what()):
        assert time.monotonic() < deadline, f"it is {found}"
        time.sleep(0.1)
    return found


def portrait(client: httpx.Client, seed: int, when: str) -> str:
    exif = Image.Exif()
    exif.get_ifd(_EXIF)[_TAKEN] = when
    file = BytesIO()
    draw_people(seed, ANNA).save(file, "JPEG", quality=95, exif=exif)
    return str(upload(client, file.getvalue(), f"{seed}.jpg").json()["id"])


def test_summaries_and_memories_follow_the_photos(smart: Heliograph) -> None:
    with smart.client() as client:

        def get(path: str, **asked: Any) -> Any:
            return client.get(path, params=asked).raise_for_status().json()

        def summary(of: str, **asked: Any) -> Any:
            answer = client.get("/summaries", params={"of": of, **asked})
            return answer.json() if answer.is_success else {"count": 0}

        day = shoot(client, 10, 4, "2019:07:14 10", AREZZO)
        later = shoot(client, 20, 3, "2019:07:16 11", VIENNA)
        winter = shoot(client, 30, 1, "2019:12:01 09")
        anna = [
            portrait(client, 100 * year + n, f"{year}:05:0{n + 1} 12:00:00") for year in (2015, 2019) for n in range(4)
        ]
        everything = [*day, *later, *winter, *anna]
        settle(client, everything)

        # Of days, weeks, months and years
        awaited(lambda: summary("year:2019"), lambda found: found["count"] == 12)
        told = awaited(lambda: summary("day:2019-07-14"), lambda found: len(found.get("places", ())) == 1)
        assert told["title"] == "Sunday, 14 July 2019"
        assert told["text"].startswith("Four photos in Arezzo, Italy, from 10:00 to 10:15.")
        assert (told["previous"], told["next"]) == ("day:2019-05-04", "day:2019-07-16")
        [place] = told["places"]
        assert (place["name"], place["count"]) == ("Arezzo", 4)
        assert (round(place["latitude"], 1), round(place["longitude"], 1)) == (43.5, 11.9)
        assert set(told["best"]) <= set(day)
        assert told["cover"] in told["best"]

        week = summary("week:2019-W29")
        assert (week["title"], week["count"], week["numbers"]["days"]) == ("Week 29, 2019", 3, 1)
        month = summary("month:2019-07", lang="de")
        assert (month["title"], month["language"]) == ("Juli 2019", "de")
        assert month["text"].startswith("7 Fotos an 2 Tagen in 2 Orten und 2 Ländern. Die meisten: Arezzo (4) und ")
        assert (month["previous"], month["next"]) == ("month:2019-05", "month:2019-12")
        year = summary("year:2019")
        assert (year["count"], year["numbers"]["days"], year["numbers"]["countries"]) == (12, 7, 2)
        assert (year["numbers"]["busiest_day"], year["numbers"]["busiest_count"]) == ("2019-07-14", 4)
        assert year["previous"] == "year:2015"
        assert {*winter} < {*year["best"]}, "every month is seen"
        assert len({*year["best"]}) == len(year["best"])
        assert client.get("/summaries", params={"of": "year:2018"}).status_code == 404
        for wrong in ("day:2019-02-30", "week:2019-W99", "decade:201", "trip:"):
            assert client.get("/summaries", params={"of": wrong}).status_code == 422
        assert get("/days/2019-07-14", lang="de")["summary"].startswith(
            "4 Fotos in Arezzo, Italien, von 10:00 bis 10:15 Uhr."
        )

        # What came in
        today = summary("today", tz=zone_at_noon())
        assert today["text"].startswith("16 photos came in today. Taken: ")
        assert (today["count"], today["first"], today["last"]) == (16, "2015-05-01", "2019-12-01")
        added = get("/photos", order="added", limit=5)
        assert [photo["id"] for photo in added["photos"]] == everything[::-1][:5]
        rest = get("/photos", order="added", limit=500, after=added["next"])
        assert [photo["id"] for photo in rest["photos"]] == everything[::-1][5:]

        # Of a person, and of an occasion
        def shown() -> list[dict[str, Any]]:
            people: list[dict[str, Any]] = get("/people")["people"]
            return people

        [person] = awaited(shown, lambda people: [each["photos"] for each in people] == [8])
        client.patch(f"/people/{person['id']}", json={"name": "Anna"}).raise_for_status()
        of = f"person:{person['id']}"
        told = summary(of)
        assert (told["title"], told["count"]) == ("Anna", 8)
        assert told["text"].startswith("Eight photos, 2015")
        assert set(told["best"]) <= set(anna)
        month = awaited(
            lambda: summary("month:2019-05"), lambda month: [each["count"] for each in month["people"]] == [4]
        )
        assert month["people"] == [{"id": person["id"], "name": "Anna", "count": 4}]
        assert "With Anna." in month["text"]
        occasion = awaited(
            lambda: [each for each in get("/occasions")["occasions"] if each["first"].startswith("2019-07-14")],
            lambda found: len(found) == 1 and found[0]["count"] == 4,
        )[0]
        trip = summary(f"trip:{occasion['id']}")
        assert (trip["title"], trip["count"], set(trip["best"])) == (occasion["name"], 4, set(day))

        # Memories
        def memories(of_day: str = "2023-07-14", **asked: Any) -> dict[str, Any]:
            return {each["id"]: each for each in get("/memories", day=of_day, **asked)["memories"]}

        found = memories()
        memory = found["on-this-day:2019-07-14"]
        assert (memory["title"], memory["years_ago"], set(memory["photos"])) == ("Four years ago today", 4, set(day))
        assert memory["text"] == "14 July 2019 · Arezzo"
        assert memories("2023-07-18")["on-this-day:2019-07-18"]["title"] == "Four years ago, around this day"
        assert memories("2023-07-18", lang="ja")["on-this-day:2019-07-18"]["title"] == "4年前のこのごろ"
        years, then = found[f"years:{person['id']}"], found[f"then-and-now:{person['id']}"]
        assert (years["title"], years["person"]["name"]) == ("Anna over the years", "Anna")
        assert set(years["photos"]) == set(anna)
        assert len(then["photos"]) == 4
        assert "this-week:2015-W18" in memories("2023-05-03") or "on-this-day:2015-05-03" in memories("2023-05-03")

        # A story, and its file
        story = get("/stories", of=memory["id"])
        assert [photo["id"] for photo in story["photos"]] == memory["photos"]
        assert (story["photos"][0]["day"], story["photos"][0]["place"]) == ("14 July 2019", "Arezzo")
        file = client.get("/stories/file", params={"of": memory["id"]}).raise_for_status()
        assert file.headers["content-type"] == "text/html; charset=utf-8"
        assert file.text.count("data:image/jpeg;base64,") == 4
        assert "<script" not in file.text
        assert "http://" not in file.text
        assert "https://" not in file.text
        assert client.get("/stories", params={"of": "on-this-day:2018-01-01"}).status_code == 404
        assert [photo["id"] for photo in get("/stories", of=of)["photos"]] == summary(of)["best"]

        # Less of it, and more again
        less = f"/memories/{memory['id']}/less"
        for _ in range(2):
            assert client.post(less, json={}).status_code == 204
        assert "on-this-day:2019-07-14" not in memories()
        assert [(each["of"], each["day"]) for each in get("/memories")["less"]] == [("day", "2019-07-14")]
        assert client.post(f"/memories/{memory['id']}/more", json={}).status_code == 204
        assert client.post(f"/memories/years:{person['id']}/less", json={}).status_code == 204
        assert memories().keys() == {"on-this-day:2019-07-14"}
        assert [each["name"] for each in get("/memories")["less"]] == ["Anna"]
        client.post(f"/memories/years:{person['id']}/more", json={}).raise_for_status()
        client.post(f"/memories/years:{person['id']}/less", json={"of": "kind"}).raise_for_status()
        assert memories().keys() == {"on-this-day:2019-07-14", f"then-and-now:{person['id']}"}
        client.post(f"/memories/years:{person['id']}/more", json={"of": "kind"}).raise_for_status()
        assert memories().keys() == found.keys()
        assert client.post(less, json={"of": "person"}).status_code == 422

        # Who must never appear
        client.patch(f"/people/{person['id']}", json={"hidden": True}).raise_for_status()
        assert memories().keys() == {"on-this-day:2019-07-14"}
        hidden = summary("month:2019-05")
        assert (hidden["people"], hidden["best"], hidden["cover"]) == ([], [], None)
        assert "Anna" not in str(hidden)
        album = client.post("/albums", json={"name": "Work", "off_timeline": True}).raise_for_status().json()["id"]
        client.put(f"/albums/{album}/photos", json={"ids": [day[0]]}).raise_for_status()
        assert day[0] not in memories()["on-this-day:2019-07-14"]["photos"]
        client.patch(f"/photo/{day[1]}", json={"archived": True}).raise_for_status()
        client.delete(f"/photo/{day[2]}").raise_for_status()
        assert not {*day[:3]}.intersection(*(each["photos"] for each in memories().values()))
        assert not {*day[:3]} & {*summary("day:2019-07-14")["best"]}
        awaited(lambda: summary("day:2019-07-14"), lambda found: found["count"] == 2)


def test_an_endpoint_words_what_is_over_and_may_invent_nothing(home: Path) -> None:
    quick = {"feature_seconds": 0.01, "reconcile_seconds": 0.5, "endpoint_rate": 60_000, "ocr": False, "faces": False}
    with endpoint() as server:
        server.usual = said(json.dumps({"text": "Four photos in {T1} on one day in July 2019."}))
        asking = {"endpoint_url": server.url, "endpoint_model": "mouth", "endpoint_private": True, **quick}
        with running(home, summaries_by_endpoint=True, **asking) as heliograph, heliograph.client() as client:

            def text(of: str, **asked: str) -> str:
                answer = client.get("/summaries", params={"of": of, **asked})
                return str(answer.json()["text"]) if answer.is_success else ""

            def asked(of: str) -> list[str]:
                """What it was told of that."""
                said = [str(each["messages"][1]["content"]) for each in server.asked]
                return [each for each in said if f'"of":"{of}"' in each]

            settle(client, shoot(client, 10, 4, "2019:07:14 10", AREZZO))
            awaited(
                lambda: text("month:2019-07"), lambda text: text == "Four photos in Arezzo on one day in July 2019."
            )
            assert text("month:2019-07", lang="de").startswith("4 Fotos an 1 Tag"), "it writes no German here"
            assert "Arezzo" not in str(asked("month:2019-07"))

            server.usual = said(json.dumps({"text": "A wedding in Florence."}))
            settle(client, shoot(client, 20, 1, "2019:08:02 10", AREZZO))
            awaited(lambda: asked("month:2019-08"), lambda asked: len(asked) >= 2)  # once more, and no further
            awaited(lambda: text("month:2019-08"), lambda text: text.startswith("One photo on one day"))
