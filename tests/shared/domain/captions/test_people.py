import pytest

from shared.domain.captions import sentence
from shared.domain.captions.people import with_people
from shared.domain.captions.said import Said


@pytest.mark.parametrize(
    ("things", "names", "faces", "expected"),
    [
        ([("person", 2, 2)], ["Anna", "Ben"], 2, "Anna and Ben on the beach."),
        ([("person", 2, 2), ("dog", 1, 1)], ["Anna", "Ben"], 2, "Anna, Ben and a dog on the beach."),
        ([("person", 3, 3)], ["Anna", "Ben"], 3, "Anna, Ben and another person on the beach."),
        ([("person", 3, 3)], ["Anna", "Ben"], 2, "Anna, Ben and another person on the beach."),
        ([("person", 3, 3)], ["Anna"], 1, "Anna and two other people on the beach."),
        ([("person", 5, 9)], ["Anna", "Ben"], 5, "Anna, Ben and several other people on the beach."),
        ([("person", 1, 1)], ["Anna", "Ben"], 3, "Anna, Ben and another person on the beach."),
        ([("woman", 1, 1)], ["Anna"], 1, "Anna on the beach."),
        ([("dog", 1, 1)], ["Anna"], 1, "Anna and a dog on the beach."),
        ([], ["Anna"], 1, "Anna on the beach."),
        ([], list("ABCDEF"), 6, "A, B, C, D and two other people on the beach."),
        ([("person", 2, 2)], [], 2, "Two people on the beach."),
    ],
)
def test_who_has_a_name_is_called_by_it_and_nobody_is_lost(
    things: list[tuple[str, int, int]], names: list[str], faces: int, expected: str
) -> None:
    said = Said(things=tuple(things), setting="beach")
    assert sentence(with_people(said, names, faces)) == expected
