"""The secret is made once, whole and for nobody else, and each purpose has a key of its own."""

import stat
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from shared.errors import Invalid
from shared.runtime.secret import secret_of
from shared.runtime.settings import Settings


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    made, again = secret_of(settings), secret_of(settings)
    assert made is not None
    assert again is not None
    assert made.key("one") == again.key("one") != made.key("other")
    assert again.unseal(made.seal("Grüße")) == "Grüße"
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    file = tmp_path / "secret"
    assert (stat.S_IMODE(file.stat().st_mode), file.stat().st_size) == (0o600, 32)
    (tmp_path / "other").mkdir()
    other = secret_of(Settings(home=tmp_path / "other"))
    assert other is not None
    assert other.key("one") != made.key("one")
    with pytest.raises(Invalid, match="another secret"):
        other.unseal(made.seal("x"))


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_one_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    settings = Settings(home=tmp_path)
    secret_of(settings)
    (tmp_path / "secret").chmod(mode)
    with pytest.raises(Invalid, match="chmod 600"):
        secret_of(settings)


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_one_that_is_cut_off_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)
    (tmp_path / "secret").chmod(0o600)
    with pytest.raises(Invalid, match="damaged"):
        secret_of(Settings(home=tmp_path))


def test_that_of_the_environment_comes_first_and_is_long(tmp_path: Path) -> None:
    word = SecretStr("a word that all gateways share, and more")
    one, other = (secret_of(Settings(home=tmp_path / name, secret=word)) for name in "ab")
    assert one is not None
    assert other is not None
    assert one.key("x") == other.key("x")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValidationError, match="at least 32"):
        Settings(secret=SecretStr("short"))
    assert Settings(secret=SecretStr("  ")).secret is None
