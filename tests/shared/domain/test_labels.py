import re

from shared.domain.labels import labels


def test_there_are_a_thousand_in_the_order_of_the_classifier() -> None:
    assert [label.index for label in labels()] == list(range(1000))


def test_a_label_knows_its_names_and_what_people_say() -> None:
    tabby = labels()[281]
    assert tabby.synset == "n02123045"
    assert tabby.lemmas == ("tabby", "tabby cat")
    assert tabby.tags == ("cat", "pet", "animal")
    assert tabby.caption == "a tabby cat sitting or lying down, a pet at home"
    assert tabby.described == "tabby, tabby cat: a cat with a grey or tawny coat mottled with black"


def test_every_label_has_all_its_parts() -> None:
    for label in labels():
        assert re.fullmatch(r"n\d{8}", label.synset)
        assert all(label.lemmas)
        assert all(label.tags)
        assert label.definition
        assert label.caption


def test_the_captions_have_the_right_article_and_say_nothing_twice() -> None:
    captions = [label.caption for label in labels()]
    assert [caption for caption in captions if re.search(r"\ba (?!European|one|unicycle)[aeiouAEIOU]", caption)] == []
    assert [caption for caption in captions if re.search(r"\ban (?!hourglass)[^aeiouAEIOU]", caption)] == []
    assert [caption for caption in captions if re.search(r"\b(\w+) \1\b", caption)] == []
