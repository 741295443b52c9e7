from services.gateway.people.naming import Naming
from shared.catalog.people import PERSONS
from shared.domain.captions.said import Said
from shared.domain.ids import new_id
from shared.domain.photo import Caption, ListedPhoto, Photo, new_photo
from shared.domain.telling import told_to_others
from shared.runtime.platform import Platform


def _photo(*people: str, said: Said | None = None) -> Photo:
    photo = new_photo(id=new_id(), owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    photo.caption = Caption("A person.", "sentences", said)
    photo.more = {"people": list(people), "people_count": 2}
    return photo


async def _named(platform: Platform, photo: ListedPhoto) -> tuple[str, ...]:
    await Naming(platform.people).name([photo])
    return photo.caption.said.people if photo.caption and photo.caption.said else ()


async def test_people_are_called_as_they_are_called_now(platform: Platform) -> None:
    for id, name, hidden in (("a", "Anna", False), ("b", "Ben", True), ("c", "", False)):
        person = {"id": id, "owner": "me", "created": "", "photos": 1, "name": name, "hidden": hidden}
        await platform.catalog.insert(PERSONS.name, person)
    said = Said(things=(("person", 1, 1),))
    assert await _named(platform, _photo("a", "b", "c", "gone", said=said)) == ("Anna",)
    withheld = told_to_others(_photo("a", said=said), frozenset({"people"}))
    assert await _named(platform, withheld) == ()
    assert await _named(platform, told_to_others(_photo("a", "b", said=said), frozenset())) == ("Anna",)
    assert await _named(platform, _photo("a")) == ()  # in somebody's own words
