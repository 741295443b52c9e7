from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.catalog import labels
from shared.catalog.base import Collection, Patch
from shared.catalog.labels import BY_NAME, Labelled, Labels
from shared.catalog.sqlite import SqliteCatalog
from shared.domain.scope import Entry, Scope

BANDS = Collection("bands", orders=(BY_NAME,), document=Labelled)


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[SqliteCatalog]:
    catalog = await SqliteCatalog.open(tmp_path / "catalog.sqlite")
    await catalog.declare(BANDS)
    yield catalog
    await catalog.close()


async def test_only_names_are_told_and_each_library_has_its_own(catalog: SqliteCatalog) -> None:
    for id, owner, name in (("a", "me", "The Larks"), ("b", "me", ""), ("c", "you", "The Finches")):
        await catalog.insert(BANDS.name, {"id": id, "owner": owner, "name": name, "since": "1979"})
    told = Labels(catalog)
    assert await told.of(Scope.of("me"), BANDS.name) == {"a": "The Larks"}
    assert await told.of(Scope((Entry("me", own=True), Entry("you"))), BANDS.name) == {
        "a": "The Larks",
        "c": "The Finches",
    }
    assert await told.of(Scope(), BANDS.name) == {}
    await catalog.patch(BANDS.name, "b", Patch(set={"name": "The Wrens"}))
    assert await told.of(Scope.of("me"), BANDS.name) == {"a": "The Larks", "b": "The Wrens"}
    await catalog.patch(BANDS.name, "a", Patch(set={"hidden": True}))
    assert await told.of(Scope.of("me"), BANDS.name) == {"b": "The Wrens"}


async def test_there_may_be_more_than_a_page_also_of_one_name(
    catalog: SqliteCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "_PAGE", 2)
    names = {"1": "Anna", "2": "Anna", "3": "Anna", "4": "Ben"}
    await catalog.replace_many(BANDS.name, [{"id": id, "owner": "me", "name": name} for id, name in names.items()])
    assert await Labels(catalog).of(Scope.of("me"), BANDS.name) == names
