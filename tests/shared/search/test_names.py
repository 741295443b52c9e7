from shared.catalog.labels import Labelled
from shared.domain.scope import Scope
from shared.search.names import NAMED, LibraryNames, Names, PerLibrary


async def _record(scope: Scope, collection: str) -> list[Labelled]:
    return [
        Labelled("1", "me", "Anna", birth_date="2015-03-02"),
        Labelled("2", "me", "Anna"),
        Labelled("3", "me", "Ben", birth_date="2012-01-01"),
    ]


async def test_counts_are_kept_for_a_while() -> None:
    asked = []

    async def count(scope: Scope, field: str) -> dict[str, int]:
        asked.append((scope, field))
        return {"taken_month": {"2023-07": 3, "2021-01": 1, "2019": 1}, "status": {"ready": 5, "failed": 1}}.get(
            field, {}
        )

    names, me, you = LibraryNames(count, _record), Scope.of("me"), Scope.of("you")
    mine = await names.of(me)
    assert mine.months == {"2023-07": 3, "2021-01": 1, "2019": 1}
    assert (mine.years, mine.photos) == ([2019, 2021, 2023], 6)
    assert await names.of(me) is mine
    await names.of(you)
    fields = [*(field.name for field in NAMED), "taken_month", "status"]
    assert asked == [(scope, field) for scope in (me, you) for field in fields]


def test_what_few_photos_say_is_not_told() -> None:
    names = Names({"seasons": {"summer": 89}, "times_of_day": {"morning": 50, "night": 45}}, statuses={"ready": 100})
    assert not names.tells("seasons")
    assert names.tells("times_of_day")
    assert not Names().tells("seasons")


async def test_what_is_made_of_names_lives_as_long_as_they_do() -> None:
    names = {"me": {"cat": 1}}

    async def count(scope: Scope, field: str) -> dict[str, int]:
        return names[scope.entries[0].owner] if field == "tag_names" else {}

    made = PerLibrary(LibraryNames(count, _record, seconds=0), lambda known: [*known["tags"]])
    one = await made.of(Scope.of("me"))
    assert await made.of(Scope.of("me")) is one
    names["me"] = {"dog": 1}
    assert await made.of(Scope.of("me")) == ["dog"]


async def test_people_on_photos_are_named_with_their_birth_dates() -> None:
    async def count(scope: Scope, field: str) -> dict[str, int]:
        return {"1": 3, "2": 1} if field == "more.people" else {}

    names = await LibraryNames(count, _record).of(Scope.of("me"))
    assert (names["people"], names.ids["people"]) == ({"Anna": 4}, {"Anna": ("1", "2")})
    assert names.births == {"1": "2015-03-02"}


async def test_occasions_on_photos_are_known_by_kind_place_and_person() -> None:
    async def count(scope: Scope, field: str) -> dict[str, int]:
        return {"a": 3, "b": 2} if field == "more.occasions" else {}

    async def record(scope: Scope, collection: str) -> list[Labelled]:
        return [
            Labelled("a", "me", "Trip to Rome", called_kind="trip", within=["Italy", "Rome"]),
            Labelled("b", "me", "Anna's birthday", called_kind="birthday", whose="1"),
            Labelled("c", "me", "Trip to Bari", called_kind="trip", within=["Bari"]),
        ]

    names = await LibraryNames(count, record).of(Scope.of("me"))
    assert names.happened == {"trip": {"a": frozenset(("Italy", "Rome"))}, "birthday": {"b": frozenset("1")}}
