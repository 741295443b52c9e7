import msgspec

from shared.domain.person import FaceWord, PeopleOn, PlacedFace, keys_of, name_key, people_on, word_of
from shared.domain.photo import new_photo

ON = PeopleOn("3:sface:01234567", (PlacedFace("a", "anna", True), PlacedFace("b", "ben"), PlacedFace("c")))


def test_what_stands_on_a_photo_is_read_as_it_was_written() -> None:
    plain = new_photo(id="p", owner="me", sha256="0", file_name="a", media_type="image/jpeg", bytes=1)
    assert people_on(plain) == PeopleOn()
    assert people_on(msgspec.structs.replace(plain, found={"people": ON.facts()})) == ON
    assert (ON.facts()["ids"], ON.facts()["count"]) == (["anna", "ben"], 3)


def test_faces_become_somebody_elses_or_nobodys() -> None:
    placed = ON.placing({"a": "", "c": "cleo", "nobody": "anna"}, {"a": True})
    assert (placed.ids, placed.facts()["count"]) == (["ben", "cleo"], 2)
    assert placed.person_of("a") == placed.person_of("nobody") == ""


def test_a_word_allows_what_it_does_not_deny() -> None:
    assert FaceWord().allows("anna")
    assert not FaceWord(rejected=("anna",)).allows("anna")
    assert FaceWord(rejected=("anna",)).allows("ben")
    assert FaceWord(person="anna").allows("anna")
    assert not FaceWord(person="anna").allows("ben")
    assert not FaceWord(ignored=True).allows("")
    assert word_of({"person": "anna", "else": True}) == FaceWord("anna")


def test_names_are_one_without_case_and_blanks() -> None:
    assert name_key("  Anna  MARIA ") == name_key("anna maria")
    assert keys_of("p", ["a"]) == ("photo:p", "group:a")
