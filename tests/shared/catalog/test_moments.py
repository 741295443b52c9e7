"""What features and summaries read of one library's photos, over a real catalog."""

import msgspec

from shared.catalog.moments import Looked, Moment
from shared.catalog.photos import Photos
from shared.domain.edits import Edit
from shared.domain.part import SUMMARY
from tests.shared.catalog.photos import facts, names, one


async def test_photos_of_one_library_in_time(photos: Photos) -> None:
    taken = [("a", "2023-07-13T23:59:00"), ("b", "2023-07-14T00:00:00"), ("c", "2023-07-14T10:00:00"),
             ("d", "2023-07-14T10:00:20"), ("e", "2023-07-15T00:00:00")]  # fmt: skip
    made = {}
    for hour, (sha256, at) in enumerate(taken):
        photo = msgspec.structs.replace(one(sha256), uploaded_at=f"2024-01-01T0{hour}:00:00.000000Z")
        await photos.insert(photo)
        settled = await photos.settle(photo, facts(at, **({"title": "Rex"} if sha256 == "b" else {})))
        assert settled is not None
        made[sha256] = settled
    theirs = one("z", owner="you")
    await photos.insert(theirs)
    await photos.edit(made["d"], Edit(archived=True))
    of = {photo.id: sha256 for sha256, photo in made.items()}

    first, last = made["b"].sort_at, made["d"].sort_at
    between = await photos.moments.between("me", Moment, first=first, last=last, after=None, limit=9)
    assert [(of[each.id], each.archived) for each in between] == [("b", False), ("c", False), ("d", True)]
    newest = await photos.moments.between("me", Looked, newest=True, after=(last, made["d"].id), limit=2)
    assert [(of[each.id], each.owner, each.taken_day) for each in newest] == [
        ("c", "me", "2023-07-14"), ("b", "me", "2023-07-14")
    ]  # fmt: skip
    assert names(await photos.moments.of_day("me", "2023-07-14", after=None, limit=9)) == ["b", "c"]
    assert names(await photos.moments.around(made["c"], seconds=60, limit=9)) == ["c", "d"]
    came = await photos.moments.came("me", made["b"].uploaded_at, made["e"].uploaded_at, limit=9)
    assert names(came) == ["c", "b"], "the last is excluded, and what is archived"
    assert (await photos.moments.looked("me", [made["a"].id, theirs.id])).keys() == {made["a"].id}


async def test_who_is_on_photos_and_on_which_of_them_nothing_was_noted(photos: Photos) -> None:
    anna = {"ids": ["anna"], "count": 1, "run": "1", "faces": [{"face": "f", "person": "anna"}]}
    shown = {}
    for sha256, facts_of in (("a", anna), ("b", anna), ("c", None)):
        await photos.insert(photo := one(sha256))
        assert (settled := await photos.settle(photo, facts()))
        if facts_of:
            assert (told := await photos.tell(settled, "people", facts_of))
            assert await photos.tell(told, "face_vector", {SUMMARY: {"run": "1" if sha256 == "a" else "2"}})
            shown[photo.id] = sha256
    on = await photos.moments.with_faces("me", after=None, limit=9)
    assert {shown[each.id]: each.on.ids for each in on} == {"a": ["anna"], "b": []}, "of b's faces there are others now"
    noted = await photos.get("me", on[0].id)
    assert await photos.noted(noted, "digest")
    assert await photos.moments.unnoted_with("me", "anna", limit=9) == [on[1].id]
    assert await photos.moments.unnoted_with("you", "anna", limit=9) == []
