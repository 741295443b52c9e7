import re

from shared.search.grammar.question import Question, folded


def test_words_are_compared_without_case_accents_and_apostrophes() -> None:
    assert Question("Grandma's CAFÉ, Köln!").plain == ("grandmas", "cafe", "koln")
    assert folded("Ka\u0308tzchen’s") == "katzchens"


def test_words_remember_where_they_stand() -> None:
    question = Question('a "red car" in  Paris', ((2, 11),))
    assert question.plain == ("a", "in", "paris")
    assert question.said(1, 3) == "in  Paris"
    assert (question.at(2), question.at(3), question.at(-1)) == ("paris", "", "")


def test_a_minus_belongs_to_its_word_alone() -> None:
    words = Question("-people well-known - dogs −cats").words
    assert [word.said for word in words if word.minus] == ["people", "cats"]


def test_finds_whole_words_only() -> None:
    question = Question("mayor, may 2019")
    found = [(match[0], first, last) for match, first, last in question.find(re.compile(r"may( \d+)?"))]
    assert found == [("may 2019", 1, 3)]
    typed = [match[0] for match, _, _ in Question("7/2020 17/20201").find_typed(re.compile(r"\d+/\d{4}"))]
    assert typed == ["7/2020"]


def test_a_year_that_is_cut_short_keeps_its_apostrophe() -> None:
    assert Question("Oct '08, don't, ’21 and '90s").plain == ("oct", "'08", "dont", "'21", "and", "90s")


def test_signs_that_stand_without_spaces_are_a_word_each() -> None:
    question = Question("2023年去海滩 iPhone拍的")
    assert question.plain == ("2023", "年", "去", "海", "滩", "iphone", "拍", "的")
    assert question.said(3, 5) == "海滩"
    assert Question("海辺のビーチ").plain == ("海", "辺", "の", "ビーチ")


def test_words_that_lean_on_the_next_one_stand_for_themselves_where_they_are_known() -> None:
    question = Question("l'été d’Arles", (), ("l", "d"))
    assert question.plain == ("l", "ete", "d", "arles")
    assert question.said(1, 4) == "été d’Arles"
    assert Question("l'été, don't").plain == ("lete", "dont")


def test_the_longest_of_many_ways_before_and_after_a_word() -> None:
    question = Question("not in the house of mine")
    ways = (("not",), ("not", "in"), ("of",), ("of", "mine"), ("mine", "too"))
    assert (question.before(2, ways), question.before(0, ways), question.before(4, ways)) == (2, 0, 0)
    assert (question.after(4, ways), question.after(5, ways), question.after(9, ways)) == (2, 0, 0)
