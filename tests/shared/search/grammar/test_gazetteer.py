from shared.search.grammar import gazetteer


def test_a_place_by_its_other_names() -> None:
    names = gazetteer.names_of(("Munich", "Vienna", "Köln"))
    assert names["munchen"] == names["monaco di baviera"] == names["munich"] == ("Munich",)
    assert names["wien"] == ("Vienna",)
    assert names["cologne"] == ("Köln",)


def test_the_librarys_own_spelling_may_be_another_of_its_names() -> None:
    names = gazetteer.names_of(("Genève",))
    assert names["geneve"] == names["geneva"] == names["genf"] == ("Genève",)


def test_what_a_place_is_called_itself_goes_first() -> None:
    names = gazetteer.names_of(("Vienne", "Vienna"))
    assert names["vienne"][0] == "Vienne"
    assert names["vienna"] == ("Vienna",)


def test_only_the_librarys_places_are_there() -> None:
    assert gazetteer.names_of(()) == {}
    assert "paris" not in gazetteer.names_of(("Munich",))


def test_small_towns_have_no_other_names_but_are_there() -> None:
    assert gazetteer.names_of(("Saint-Cirq-Lapopie",)) == {"saint cirq lapopie": ("Saint-Cirq-Lapopie",)}


def test_famous_places_are_cities_and_countries() -> None:
    famous = gazetteer.famous()
    assert (famous["tokyo"], famous["japan"]) == ("Tokyo", "Japan")
    assert "Japan" in gazetteer.countries()
    assert "france" in famous


def test_countries_are_called_so_in_every_language() -> None:
    names = gazetteer.names_of(("Italy", "Germany", "The Netherlands"))
    for called in ("italien", "italia", "意 大 利", "イタリア", "italie"):
        assert names[called] == ("Italy",)
    assert names["allemagne"] == names["德 国"] == ("Germany",)
    assert names["niederlande"] == ("The Netherlands",)


def test_every_country_of_a_city_has_names() -> None:
    assert gazetteer.countries() <= gazetteer.plain_country_names().keys()
