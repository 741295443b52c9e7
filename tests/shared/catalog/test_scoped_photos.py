"""What a scope shows of the photos, over a real catalog."""

from dataclasses import replace
from typing import Any

from shared.catalog.photos import Photos
from shared.catalog.scoped_photos import FACETS
from shared.domain.filter import Box, PhotoFilter, Span
from shared.domain.scope import Entry, Scope
from shared.domain.where import Has, Not
from tests.shared.catalog.photos import done, facts, names, one


async def test_pages_months_facets_and_points_agree(photos: Photos) -> None:
    cat = {"name": "cat", "confidence": 0.9, "source": "m"}
    told: list[tuple[str, dict[str, Any]]] = [
        ("2023-07-14", {"tags": [cat], "place": {"city": "Arezzo", "country": "Italy"}}),
        ("2023-07-31", {"tags": [cat], "location": {"latitude": 43.467, "longitude": 11.885}}),
        ("2023-08-01", {"camera": {"make": "Canon", "model": "EOS"}}),
        ("2019-12-24", {"rating": 4}),
    ]
    for n, (day, more) in enumerate(told):
        photo = one(str(n))
        await photos.insert(photo)
        await photos.settle(photo, facts(f"{day}T10:00:00", **more))
    await photos.insert(one("4", owner="you"))

    async def page(**wanted: Any) -> list[str]:
        return names(await photos.scoped.page(Scope.of("me"), PhotoFilter(**wanted), after=None, limit=9))

    assert await page() == ["2", "1", "0", "3"]
    assert await page(tags=("cat",)) == ["1", "0"]
    assert await page(no_tags=("cat",)) == ["2", "3"]
    assert await page(days=(Span("2023-07-31", "2023-08-01"),)) == ["2", "1"]
    assert await page(days=(Span("2019-01-01", "2023-07-30"),)) == ["0", "3"]
    assert await page(days=(Span("0001-01-01", "9999-12-31"),)) == ["2", "1", "0", "3"]
    assert await page(days=(Span("2019-12-24", "2019-12-24"), Span("2023-08-01", "2023-08-01"))) == ["2", "3"]
    assert await page(places=("Italy",)) == ["0"]
    assert await page(cameras=("Canon EOS", "another")) == ["2"]
    assert await page(rating=3) == ["3"]
    assert await page(box=Box(11, 43, 12, 44), tags=("cat",)) == ["1"]
    oldest = await photos.scoped.page(Scope.of("me"), order="oldest", after=None, limit=2)
    assert names(oldest) == ["3", "0"]
    assert await photos.scoped.months(Scope.of("me")) == {"2023-08": 1, "2023-07": 2, "2019-12": 1}
    assert list(await photos.scoped.months(Scope.of("me"))) == ["2023-08", "2023-07", "2019-12"]
    assert await photos.scoped.months(Scope.of("me"), PhotoFilter(tags=("cat",))) == {"2023-07": 2}
    assert await photos.scoped.months(Scope.of("me"), PhotoFilter(box=Box(11, 43, 12, 44))) == {"2023-07": 1}
    facets = await photos.scoped.facets(Scope.of("me"))
    assert (facets["tags"], facets["cameras"], facets["places"]) == (
        {"cat": 2},
        {"Canon EOS": 1},
        {"Arezzo": 1, "Italy": 1},
    )
    (point,) = await photos.scoped.points(Scope.of("me"), PhotoFilter(), after=None, limit=9)
    assert (point.day, point.location.latitude) == ("2023-07-31", 43.467)
    assert await photos.scoped.months(Scope.of("you"), PhotoFilter(tags=("cat",))) == {}
    assert await photos.scoped.facets(Scope.of("nobody")) == {name: {} for name in FACETS}


async def test_what_an_entry_withholds_is_not_told_and_answers_nothing(photos: Photos) -> None:
    made = [one(str(n)) for n in range(4)]
    for n, photo in enumerate(made):
        arezzo = {"name": "arezzo", "confidence": 0.9, "source": "geonames"}
        own = {"name": "wife", "confidence": 0.95, "source": "embedded metadata"}
        place = {"place": {"city": "Arezzo"}, "location": {"latitude": 43.4, "longitude": 11.8}}
        # In two zones: the one that was later by its clock came sooner.
        at, instant_of = ("2023-07-14T10:00:00+09:00", "2023-07-14T01:00:00.000000Z") if n % 2 else (
            f"2023-07-14T0{n}:00:00-07:00", f"2023-07-14T0{7 + n}:00:00.000000Z")  # fmt: skip
        found = facts(at, taken_instant=instant_of, tags=[arezzo, own], camera={"model": "K9"}, **place)
        seen = ({"tags": [{"name": "dog", "confidence": 0.9, "source": "eyes"}]}, done())
        await photos.insert(photo)
        assert await photos.settle(photo, {**found, "classify": seen})
    withheld = Scope((Entry("me", withheld=frozenset({"place", "camera"})),))
    whole = Scope((Entry("me"),))
    asked: list[dict[str, Any]] = [
        {"places": ("Arezzo",)}, {"cameras": ("K9",)}, {"tags": ("arezzo",)}, {"tags": ("wife",)},
        {"box": Box(11, 43, 12, 44)}, {"either": ((("tag_names", "arezzo"), ("places", "Arezzo")),)},
        {"either": ((("tag_names", "dog"), ("places", "Arezzo")),)},
    ]  # fmt: skip
    for each in asked:
        assert len(await photos.scoped.page(whole, PhotoFilter(**each), after=None, limit=9)) == 4, each
        assert await photos.scoped.page(withheld, PhotoFilter(**each), after=None, limit=9) == [], each
        assert await photos.scoped.ids(withheld, PhotoFilter(**each), limit=9) == [], each
    assert len(await photos.scoped.page(withheld, PhotoFilter(tags=("dog",)), after=None, limit=9)) == 4
    # What must not hold tells nothing either; but the owner's own word, of what is shared, holds as it is.
    assert len(await photos.scoped.page(withheld, PhotoFilter(no_tags=("arezzo",)), after=None, limit=9)) == 4
    narrowed = Scope((replace(withheld.entries[0], condition=Not(Has("tag_names", "arezzo"))),))
    assert await photos.scoped.page(narrowed, PhotoFilter(no_tags=("arezzo",)), after=None, limit=9) == []
    assert (await photos.scoped.facets(withheld))["tags"] == {"dog": 4}
    assert (await photos.scoped.facets(withheld))["places"] == {}
    assert (await photos.scoped.facets(whole))["tags"] == {"arezzo": 4, "dog": 4, "wife": 4}
    assert await photos.scoped.points(withheld, PhotoFilter(), after=None, limit=9) == []
    listed = await photos.scoped.listed(withheld, [photo.id for photo in made])
    assert {(photo.place, photo.camera_name, tuple(photo.tag_names)) for photo in listed.values()} == {
        (None, None, ("dog",))
    }
    # Pages go on, though the instant is told to nobody.
    paged, after = list[str](), None
    while some := await photos.scoped.page(withheld, PhotoFilter(), after=after, limit=1):
        paged += [photo.id for photo in some]
        assert not some[-1].sort_at.endswith("Z")
        after = (some[-1].sort_at, some[-1].id)
    assert paged == [photo.id for photo in await photos.scoped.page(whole, PhotoFilter(), after=None, limit=9)]
    for unseen in ("gone", made[0].id):
        assert await photos.scoped.page(Scope.of("you"), after=("2023-07-15T00:00:00", unseen), limit=9) == []
    assert len(await photos.scoped.page(withheld, after=("2023-07-15T00:00:00", "gone"), limit=9)) == 4
