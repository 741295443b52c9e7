from services.smart.people.constraints import Constraints, blocks

IDS, PHOTOS = list("abcd"), ["one", "one", "two", "three"]


def test_names_and_merges_make_blocks() -> None:
    known = blocks(IDS, PHOTOS, Constraints(people={"a": "anna", "d": "anna"}, together=[("b", "c")]))
    assert known.labels.tolist() == [0, 1, 1, 0]
    assert known.people == ["anna", None]


def test_who_shares_a_photo_a_name_or_an_answer_is_barred() -> None:
    def barred(constraints: Constraints) -> set[tuple[str, str]]:
        known = blocks(IDS, PHOTOS, constraints)
        return {
            (one, other)
            for i, one in enumerate(IDS)
            for j, other in enumerate(IDS)
            if i < j and known.bars[known.labels[i]] & known.bars[known.labels[j]]
        }

    assert barred(Constraints()) == {("a", "b")}
    assert barred(Constraints(people={"c": "anna", "d": "ben"})) == {("a", "b"), ("c", "d")}
    assert barred(Constraints(apart=[("b", "c")])) == {("a", "b"), ("b", "c")}
    assert barred(Constraints(people={"c": "anna"}, rejected=[("d", "anna")])) == {("a", "b"), ("c", "d")}


def test_what_is_said_of_others_is_left_out() -> None:
    said = Constraints(people={"x": "xenia"}, together=[("a", "x")], apart=[("x", "b")], rejected=[("a", "xenia")])
    known = blocks(IDS, PHOTOS, said)
    assert known.labels.tolist() == [0, 1, 2, 3]
    assert known.people == [None] * 4
