from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from shared.domain.photo import Caption, Place, Tag
from shared.domain.query import Query
from shared.domain.scope import Scope
from shared.domain.spaces import IMAGE, IMAGE_MULTILINGUAL, TEXT, WORDS, Spaces
from shared.search.answer import Answer, Looks, Text, Understood, Words
from shared.search.engine import SearchEngine
from shared.search.parse import parse
from tests.shared.search.library import Axes, Library

SPACES = (IMAGE, replace(TEXT, weight=0.1), replace(WORDS, weight=0.01, of_few=0.05))
CAT, DOG, SCENE = "a cat", "a dog", "a cat asleep on a red carpet"


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    library = await Library.open(tmp_path)
    yield library
    await library.index.close()


async def ask(
    library: Library,
    q: str,
    *,
    owner: str = "me",
    limit: int = 10,
    known: float = 0.0,
    away: bool = False,
    named: bool = False,
) -> Answer:
    """`named`: what the library wears is known to the parser."""
    encoder = Axes((CAT, DOG, SCENE), known, away)
    return await SearchEngine(library.index, library.photos, encoder, spaces=lambda: Spaces(SPACES)).search(
        Scope.of(owner), parse(q, names=library.photos.names(owner) if named else None), limit=limit
    )


def ids(answer: Answer) -> list[str]:
    return [hit.photo.id for hit in answer.hits]


async def test_looks_lead_and_every_opinion_counts(library: Library) -> None:
    far = await library.add([0.6, 0.0], [0.5, 0.0])
    near = await library.add([0.8, 0.0], [0.25, 0.0])
    read = await library.add([0.6, 0.0], [0.9, 0.0])
    answer = await ask(library, CAT)
    assert ids(answer) == [near, read, far]
    assert [hit.score for hit in answer.hits] == pytest.approx([0.825, 0.69, 0.65], abs=2e-4)
    assert answer.hits[0].why == (Looks(pytest.approx(0.8, abs=1e-3)), Text(pytest.approx(0.25, abs=1e-3)))
    assert answer.understood == Understood("a cat")


async def test_words_add_what_the_weights_say(library: Library) -> None:
    plain = await library.add([0.5, 0.0])
    said = await library.add([0.5, 0.0], said={"cat": 1.0})
    answer = await ask(library, CAT)
    assert ids(answer) == [said, plain]
    idf = 0.2876820724517809  # ln(1 + .5 / 1.5): the one point of the space holds the word
    assert answer.hits[0].score == pytest.approx(0.5 + 0.05 * idf, abs=2e-4)


async def test_reasons_name_the_words_and_where_they_stand(library: Library) -> None:
    photo = await library.add(
        said={"cats": 1, "arezzo": 1},
        file_name="cats-of-arezzo.jpg",
        place=Place(city="Arezzo", country="Italy"),
        tags=[Tag("cat", 0.9, "owner"), Tag("animal", 0.9, "net")],
        caption=Caption("A cat asleep", "net"),
    )
    answer = await ask(library, "cat Arezzo")
    assert ids(answer) == [photo]
    assert answer.hits[0].why == (
        Words(("cat",), "tags"),
        Words(("arezzo",), "place"),
        Words(("cat", "arezzo"), "file_name"),
        Words(("cat",), "caption"),
    )
    assert msgspec.to_builtins(answer.hits[0].why[0]) == {"kind": "words", "words": ("cat",), "where": "tags"}


async def test_never_shows_what_is_another_owners(library: Library) -> None:
    await library.add([1.0, 0.0], [1.0, 0.0], {"cat": 1.0}, owner="you", file_name="cat.jpg")
    mine = await library.add([0.5, 0.0], owner="me")
    assert ids(await ask(library, CAT)) == [mine]
    assert ids(await ask(library, CAT, owner="nobody")) == []


async def test_a_record_of_another_owner_is_not_shown_though_the_index_has_it(library: Library) -> None:
    photo = await library.add([0.5, 0.0])
    library.records[photo]["owner"] = "you"
    assert ids(await ask(library, CAT)) == []


async def test_deleted_photos_are_not_shown_and_do_not_take_a_place(library: Library) -> None:
    gone = await library.add([0.9, 0.0], state="deleted")
    unrecorded = await library.add([0.8, 0.0])
    del library.records[unrecorded]
    left = [await library.add([0.8 - n / 100, 0.0]) for n in range(3)]
    assert ids(await ask(library, CAT, limit=2)) == left[:2]
    assert library.read[:2] == [gone, unrecorded]


@pytest.mark.parametrize(
    ("nearest", "known", "found"),
    [(0.25, 0.0, False), (0.29, 0.0, True), (0.5, 0.95, False), (0.54, 0.95, True)],
)
async def test_says_none_when_nothing_is_near(library: Library, nearest: float, known: float, found: bool) -> None:
    await library.add([nearest, 0.0], [1.0, 0.0], {"cat": 0.9}, caption=Caption("A cat", "net"))
    assert len((await ask(library, CAT, known=known)).hits) == found


async def test_what_is_far_behind_the_best_is_not_shown(library: Library) -> None:
    best, alike, *_ = [await library.add([looks, 0.0]) for looks in (0.8, 0.6, 0.5, 0.22)]
    assert ids(await ask(library, CAT)) == [best, alike]
    scenes = [await library.add([0.0, 0.0, looks]) for looks in (0.8, 0.6, 0.22, 0.18)]
    assert ids(await ask(library, SCENE)) == scenes[:3]


async def test_what_wears_the_thing_is_always_there_and_first(library: Library) -> None:
    near = await library.add([0.8, 0.0])
    worn = await library.add([0.1, 0.0], tags=[Tag("cat", 0.7, "net")], tag_names=["cat"])
    kitten = await library.add(tags=[Tag("kitten", 1.0, "owner")], tag_names=["kitten"])
    await library.add([0.1, 0.0], tags=[Tag("wild cat", 0.7, "net")], tag_names=["wild cat"])
    assert ids(await ask(library, CAT, named=True)) == [worn, kitten, near]
    assert ids(await ask(library, "cats", known=0.99, named=True)) == [worn, kitten]


async def test_what_may_well_be_the_thing_needs_less_likeness(library: Library) -> None:
    near = await library.add([0.8, 0.0])
    likely = await library.add([0.3, 0.0], perhaps=["cat"])
    await library.add([0.3, 0.0])
    await library.add([0.2, 0.0], perhaps=["cat"])
    assert ids(await ask(library, CAT)) == [near, likely]


async def test_people_may_be_seen_as_others_and_come_later(library: Library) -> None:
    person = await library.add(tags=[Tag("person", 0.9, "net")], tag_names=["person"])
    boy = await library.add(tags=[Tag("boy", 1.0, "owner")], tag_names=["boy"])
    assert ids(await ask(library, "boys", named=True)) == [boy, person]
    assert ids(await ask(library, "astronaut")) == []


async def test_a_tag_that_the_owner_took_off_takes_the_photo_out(library: Library) -> None:
    await library.add([0.9, 0.0], denied=["cat"])
    other = await library.add([0.8, 0.0])
    assert ids(await ask(library, CAT)) == [other]
    assert ids(await ask(library, "a kitten")) == []
    scene = await library.add([0.0, 0.0, 0.9], denied=["cat"])
    assert ids(await ask(library, SCENE)) == [scene]


async def test_a_word_that_no_photo_has_is_read_as_the_nearest(library: Library) -> None:
    cat = await library.add(tags=[Tag("umbrella", 0.9, "net")], tag_names=["umbrella"])
    answer = await ask(library, "umbrela")
    assert ids(answer) == [cat]
    assert [(chip.kind, chip.label, chip.rest) for chip in answer.understood.chips] == [
        ("spelling", "umbrella", '"umbrela"')
    ]
    named = await library.add(said={"umbrela": 1.0}, title="Umbrela")
    answer = await ask(library, "umbrela")
    assert (ids(answer), answer.understood.chips) == ([named], ())


async def test_an_empty_library_answers_nothing(library: Library) -> None:
    assert await ask(library, CAT) == Answer(Understood("a cat"))


async def test_words_that_stand_on_a_photo_as_facts_need_no_likeness(library: Library) -> None:
    named = await library.add([0.1, 0.0], said={"invoice": 1.0, "2019": 1.0}, file_name="invoice 2019.jpg")
    titled = await library.add([0.0, 0.1], said={"invoice": 1.0}, title="The last invoice", keywords=["tax"])
    await library.add([0.2, 0.0], said={"invoice": 1.0}, caption=Caption("An invoice on a table", "net"))
    assert ids(await ask(library, "invoice")) == [named, titled]
    assert ids(await ask(library, "invoice 2019")) == [named, titled]
    assert ids(await ask(library, "the invoice of my unhappy dentist")) == []


async def test_who_asks_for_the_sentence_of_a_photo_finds_it(library: Library) -> None:
    """Though it looks like nothing, and neither owner nor camera has said so."""
    said = await library.add([0.1, 0.0], said={"green": 1.0, "field": 1.0}, caption=Caption("A green field", "net"))
    await library.add([0.1, 0.0], said={"green": 1.0}, caption=Caption("A green door", "net"))
    assert ids(await ask(library, "A green field.")) == [said]
    assert ids(await ask(library, "a green field in the fog")) == []


async def test_words_that_stand_on_a_photo_count_beside_what_looks_like_it(library: Library) -> None:
    near = await library.add([0.8, 0.0])
    written = await library.add([0.1, 0.0], said={"cat": 90.0}, file_name="cat.jpg")
    assert ids(await ask(library, CAT)) == [written, near]


async def test_a_quoted_phrase_must_stand_on_the_photo(library: Library) -> None:
    bridge = await library.add([0.1, 0.0], said={"golden": 1.0, "gate": 1.0}, file_name="Golden Gate.jpg")
    caption = await library.add(
        [0.6, 0.0], said={"golden": 0.5, "gate": 0.5}, file_name="1.png", caption=Caption("By a golden gate", "net")
    )
    await library.add([0.9, 0.0], said={"golden": 1.0, "gate": 1.0}, file_name="gate, golden.jpg")
    await library.add([0.9, 0.0], said={"golden": 1.0, "gates": 1.0}, file_name="golden gates.jpg")
    assert sorted(ids(await ask(library, 'at the "golden gate"'))) == sorted([bridge, caption])
    assert ids(await ask(library, '"golden gate" "jpg"')) == [bridge]


async def test_without_the_embedder_words_answer_and_the_answer_says_so(library: Library) -> None:
    await library.add([1.0, 0.0], [1.0, 0.0])
    some = await library.add([0.1, 0.0], said={"cat": 0.3})
    more = await library.add([0.0, 0.1], said={"cat": 0.9})
    answer = await ask(library, CAT, away=True)
    assert ids(answer) == [more, some]
    assert answer.understood.degraded == "Only words were searched, because the text model does not answer."


async def test_gives_as_many_as_asked_for_equal_ones_by_id(library: Library) -> None:
    equal = sorted([await library.add([0.5, 0.0], id=f"01890000-0000-7000-8000-{n:012x}") for n in (5, 3, 9, 1, 7)])
    assert ids(await ask(library, CAT, limit=3)) == equal[:3]
    assert ids(await ask(library, CAT, limit=100)) == equal
    assert library.read.count(equal[0]) == 2


async def test_a_photo_that_one_space_alone_proposes_is_heard_in_all(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.search.engine.DEPTH", 1)
    await library.add([0.6, 0.0], [0.1, 0.0])
    said = await library.add([0.59, 0.0], [0.9, 0.0], said={"cat": 1.0})
    answer = await ask(library, CAT, limit=1)
    assert ids(answer) == [said]
    assert answer.hits[0].score == pytest.approx(0.59 + 0.1 * 0.9 + 0.05 * 0.2877, abs=1e-3)


@pytest.mark.parametrize(("proposes", "found"), [(True, 2), (False, 1)])
async def test_a_space_that_is_only_heard_proposes_nothing(library: Library, proposes: bool, found: int) -> None:
    looking = await library.add([0.5])
    await library.add(text=[0.9])
    spaces = Spaces((IMAGE, replace(TEXT, weight=0.5, proposes=proposes), WORDS))
    answer = await SearchEngine(library.index, library.photos, Axes((SCENE,)), spaces=lambda: spaces).search(
        Scope.of("me"), parse(SCENE), limit=10
    )
    assert len(answer.hits) == found
    assert looking in ids(answer)


async def test_nothing_asked_nothing_found(library: Library) -> None:
    await library.add([0.9, 0.0])
    assert await SearchEngine(library.index, library.photos, Axes(), spaces=lambda: Spaces(SPACES)).search(
        Scope.of("me"), Query(), limit=10
    ) == Answer(Understood())
    assert library.read == []


MANY = (IMAGE, IMAGE_MULTILINGUAL, replace(TEXT, weight=0.1), replace(WORDS, weight=0.01, of_few=0.05))


async def in_german(library: Library, q: str, *questions: str, known: float = 0.0) -> Answer:
    return await SearchEngine(
        library.index, library.photos, Axes(questions, known), spaces=lambda: Spaces(MANY)
    ).search(Scope.of("me"), parse(q, reader="de"), limit=10)


async def test_another_language_is_asked_in_the_space_that_knows_it(library: Library) -> None:
    asked = "ein Schloss hinter alten Bäumen"
    liked = await library.add([0.1], looks_multilingual=[0.8])
    await library.add([0.9], looks_multilingual=[0.05])
    answer = await in_german(library, asked, asked)
    assert ids(answer)[0] == liked
    assert answer.hits[0].why == (Looks(pytest.approx(0.8, abs=1e-3)),)
    assert len(answer.hits) == 1, "what English says of the other one does not count"


async def test_a_photo_that_was_not_yet_placed_there_is_judged_by_the_other_space(library: Library) -> None:
    asked = "ein Schloss hinter alten Bäumen"
    placed = await library.add([0.2], looks_multilingual=[0.7])
    waiting = await library.add([0.6])
    assert ids(await in_german(library, asked, asked)) == [placed, waiting]
    assert ids(await in_german(library, "ein Schloss hinter alten Bäumen", "anderes")) == []


async def test_a_library_of_which_nothing_was_placed_yet_answers_in_every_language(library: Library) -> None:
    photo = await library.add([0.6])
    assert ids(await in_german(library, "ein Schloss hinter alten Bäumen", "ein Schloss hinter alten Bäumen")) == [
        photo
    ]


async def test_a_thing_that_is_named_in_another_language_is_found_by_its_tag(library: Library) -> None:
    tags = {"tags": [Tag("dog", 0.9, "net")], "tag_names": ["dog"]}
    tagged = await library.add([0.0], looks_multilingual=[0.0], said={"dog": 0.9}, **tags)
    await library.add([0.0], looks_multilingual=[0.0])
    answer = await SearchEngine(library.index, library.photos, Axes(), spaces=lambda: Spaces(MANY)).search(
        Scope.of("me"), parse("Hunde", names=library.photos.names("me"), reader="de"), limit=10
    )
    assert ids(answer) == [tagged]
    assert Words(("Hunde",), "tags") in answer.hits[0].why
