from shared.domain.lexicon.countries import country_in


def test_a_country_is_called_as_people_there_call_it() -> None:
    assert [country_in("Italy", code) for code in ("en", "de", "fr", "ja", "xx")] == [
        "Italy", "Italien", "Italie", "イタリア", None,
    ]  # fmt: skip
    assert country_in("Atlantis", "de") is None
