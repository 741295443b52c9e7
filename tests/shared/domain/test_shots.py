from shared.domain.shots import Shot, choose, in_order, worth
from tests.services.smart.photos import photo


def shot(id: str, day: str, value: float, phash: str = "", *people: str) -> Shot:
    return Shot(id, f"{day}T12:00:00.000000Z", day, value, people, phash)


def by_month(shot: Shot) -> str:
    return shot.day[:7]


def test_every_month_is_seen_before_any_is_seen_twice() -> None:
    july = [shot(f"j{n}", f"2023-07-{n + 1:02}", 0.9) for n in range(9)]
    dull = [shot("a", "2023-04-01", 0.2), shot("m", "2023-05-01", 0.1)]
    chosen = choose([*july, *dull], 4, by_month)
    assert [each.id for each in chosen[:3]] == ["j0", "a", "m"], "the best of each, the best first"
    assert len(chosen) == 4
    assert in_order(chosen) == ["a", "m", "j0", "j1"]


def test_never_the_same_twice() -> None:
    burst = [shot(f"b{n}", "2023-07-14", 0.9 - n / 100, f"{n:016x}") for n in range(5)]
    other = shot("o", "2023-07-14", 0.1, "ffffffffffffffff")
    assert [each.id for each in choose([*burst, other], 5, by_month)] == ["b0", "o"]


def test_days_and_people_are_varied() -> None:
    shots = [shot("a", "2023-07-14", 0.8, "", "anna"), shot("b", "2023-07-14", 0.79, "", "anna"),
             shot("c", "2023-07-15", 0.7, "", "anna"), shot("d", "2023-07-15", 0.65, "", "ben")]  # fmt: skip
    assert [each.id for each in choose(shots, 3, by_month)] == ["a", "d", "b"]


def test_fewer_where_there_are_no_more() -> None:
    assert choose([], 5, by_month) == []
    assert choose([shot("a", "2023-07-14", 0.1)], 0, by_month) == []


def test_screenshots_are_worth_less_and_favourites_more() -> None:
    plain = worth(photo(quality=0.8))
    assert worth(photo(quality=0.8, kind="screenshot")) < plain < worth(photo(quality=0.8, favourite=True))
    assert 0 <= worth(photo(quality=0.0)) <= worth(photo(quality=1.0, favourite=True, rating=5)) <= 1
    assert Shot.of(photo(quality=0.5, day="2023-07-14", more={"people": ["anna"]}, phash="00ff")).people == ("anna",)
