import pytest

from shared.endpoint.place import Place


@pytest.mark.parametrize(("url", "at"), [
    ("https://api.example.org", "https://api.example.org/v1/chat/completions"),
    ("https://api.example.org/", "https://api.example.org/v1/chat/completions"),
    ("https://api.example.org/v1/", "https://api.example.org/v1/chat/completions"),
    ("https://api.example.org/v1beta/openai", "https://api.example.org/v1beta/openai/chat/completions"),
])  # fmt: skip
def test_a_base_url_is_what_clients_of_openai_take(url: str, at: str) -> None:
    place = Place(url, "eyes")
    place.check()
    assert place.at("chat/completions") == at
    assert place.host == "api.example.org"


@pytest.mark.parametrize("url", [
    "", "api.example.org", "ftp://host/v1", "https://", "https://me:word@host/v1", "https://host/v1?key=word",
    "https://host:99999/v1", "https://host:0/v1", "file:///etc/passwd",
])  # fmt: skip
def test_what_is_no_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="HELIOGRAPH_ENDPOINT_URL is no address") as raised:
        Place(url, "eyes", private=True).check()
    assert "word" not in str(raised.value).replace("words", "")


def test_photos_go_without_tls_only_where_it_is_private() -> None:
    with pytest.raises(ValueError, match="without TLS"):
        Place("http://host/v1", "eyes").check()
    Place("http://host/v1", "eyes", private=True).check()


def test_the_key_is_shown_to_nobody() -> None:
    assert "sk-secret" not in repr(Place("https://host/v1", "eyes", "sk-secret"))
