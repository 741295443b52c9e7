"""Whatever a model says, what is read of it is plain words in their bounds, or it is told what is wrong."""

import json
from typing import Any

import pytest

from services.vision.describing.answer import Answer, read
from shared.endpoint.client import Reply, Unreadable
from tests.servers.endpoint import GOOD


def reply(text: str, *, cut: bool = False) -> Reply:
    return Reply(text, cut, None)


def answered(**changed: Any) -> Answer:
    return read(reply(json.dumps(GOOD | changed)))


@pytest.mark.parametrize("around", ["{}", "Sure! Here it is:\n```json\n{}\n```\nAnything else?", "\ufeff {} "])
def test_an_answer_is_read_also_out_of_prose(around: str) -> None:
    assert read(reply(around.replace("{}", json.dumps(GOOD)))) == Answer(**GOOD)


@pytest.mark.parametrize(("text", "why"), [
    ("", "no JSON object"),
    ("I cannot help with that.", "no JSON object"),
    ("} {", "no JSON object"),
    ("[1, 2]", "no JSON object"),
    ('{"caption": "A dog", "tags": ["do', "no JSON object"),
    ('{"caption": "A dog", "tags": [{}', "not of the form"),
    ('{"caption": "A dog", "tags": [] "objects"}', "no JSON that can be read"),
    ('{"a":' * 5000 + "1" + "}" * 5000, "no JSON that can be read"),
    (json.dumps(GOOD | {"caption": 7}), r"not of the form.*\$\.caption"),
    (json.dumps(GOOD | {"tags": "dog, beach"}), r"not of the form.*\$\.tags"),
    (json.dumps(GOOD | {"mood": [None]}), r"not of the form.*\$\.mood"),
    (json.dumps({"tags": ["dog"]}), "not of the form.*caption"),
    (json.dumps(GOOD | {"caption": " \u202e\n "}), "1 to 400 characters"),
    (json.dumps(GOOD | {"caption": "x" * 401}), "1 to 400 characters"),
])  # fmt: skip
def test_what_is_wrong_is_said(text: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(reply(text))


def test_what_was_cut_off_is_not_used_though_it_could_be_read() -> None:
    with pytest.raises(Unreadable, match="cut off"):
        read(reply(json.dumps(GOOD), cut=True))


def test_words_are_plain_each_once_and_not_too_many() -> None:
    tags = ["  Dog. ", "dog", "#Beach", "", "\x00\u202e", "x" * 41, *(f"tag {n}" for n in range(99))]
    answer = answered(tags=tags, objects=["Dog\x00House"])
    assert answer.tags[:3] == ["dog", "beach", "tag 0"]
    assert len(answer.tags) == 20
    assert answer.objects == ["dog house"]
    assert answered(caption="A dog\r\n\u202eruns\ud83d\udc15").caption == "A dog runs\U0001f415"


def test_moods_and_rules_are_of_our_lists() -> None:
    answer = answered(mood=["calm", "ominous"], composition=["golden spiral", "centered"])
    assert (answer.mood, answer.composition) == (["calm"], ["centered"])
