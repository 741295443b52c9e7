import pytest

from shared.inference.catalogue import MODELS
from shared.inference.licences import terms


@pytest.mark.parametrize(
    "licence", ["Apache-2.0", "mit", "bsd-3-clause", "CC0-1.0", "MIT (of the authors)", "cc-by-4.0"]
)
def test_what_allows_any_use_wants_no_consent(licence: str) -> None:
    assert terms(licence) == ""


@pytest.mark.parametrize(("licence", "said"), [
    ("agpl-3.0", "over a network"), ("AGPL-3.0 License (https://ultralytics.com/license)", "over a network"),
    ("gpl-3.0", "free as well"), ("cc-by-nc-4.0", "not for commercial"), ("MIT, for research", "not for commercial"),
    ("other", "not known"), ("", "not known"), ("mit-ish", "not known"), ("apache-2.0.1", "not known"),
])  # fmt: skip
def test_all_others_are_the_users_to_accept(licence: str, said: str) -> None:
    assert said in terms(licence)


def test_none_of_ours_wants_it() -> None:
    assert [terms(known.licence) for known in MODELS] == [""] * len(MODELS)
