"""The command, on an embedded library that is stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from services.accounts import main
from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.inviting import Inviting
from services.gateway.accounts.signing_in import Caller
from shared.catalog.audit import AuditLog
from shared.catalog.invitations import Invitations
from shared.domain.account import TOKEN_KEY
from shared.domain.audit import ADMINS
from shared.errors import NotFound, Unauthorized
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings

PASSWORD = "a long way home it is"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HELIOGRAPH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@asynccontextmanager
async def opened(home: Path) -> AsyncIterator[tuple[Entrance, Inviting, Platform]]:
    platform = await Platform.open(Settings(home=home, models="fake"))
    entrance = Entrance.of(platform)
    yield (
        entrance,
        Inviting(Invitations(platform.catalog), entrance.standing, entrance.passwords, entrance.audit),
        platform,
    )
    await platform.close()


async def first(home: Path) -> None:
    async with opened(home) as (entrance, _, _):
        await entrance.ways.signing.first("Mara", PASSWORD, Caller())


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(arguments) == status, capsys.readouterr()
    told = capsys.readouterr()
    assert not (told.err if status == 0 else told.out)
    return told.out or told.err


def token_of(told: str) -> str:
    link = told.split()[-1]
    assert "/app/#/" in link
    return link.partition("?token=")[2]


def test_before_there_are_accounts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no library" in said(capsys, "list", status=1)
    assert not home.exists()

    async def made() -> None:
        async with opened(home):
            pass

    asyncio.run(made())
    assert "Nobody has an account here yet" in said(capsys, "invite", status=1)


def test_what_must_be_done_without_a_page(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(first(home))
    invited = token_of(said(capsys, "invite", "--quota", "1.5", "--url", "https://photos.home/"))
    assert "may take" not in said(capsys, "list")

    async def accepted() -> None:
        async with opened(home) as (entrance, inviting, _):
            noor = await inviting.accept(invited, "Noor", PASSWORD, Caller())
            assert (noor.role, noor.quota) == ("member", 1_500_000_000)
            with pytest.raises(NotFound):
                await inviting.accept(invited, "Noor2", PASSWORD, Caller())
            await entrance.ways.signing.begin(noor, Caller())

    asyncio.run(accepted())
    listed = said(capsys, "list")
    assert [line.split()[:3] for line in listed.splitlines()] == [
        ["Mara", "admin", "active"], ["Noor", "member", "active"],
    ]  # fmt: skip
    assert "0 bytes of 1.5 GB" in listed
    assert "Somebody has to run" in said(capsys, "role", "mara", "guest", status=1)
    assert "There is no account nobody" in said(capsys, "role", "nobody", "guest", status=1)
    assert said(capsys, "role", "noor", "admin") == "Noor is admin now.\n"
    assert said(capsys, "role", "mara", "member") == "Mara is member now.\n"
    assert said(capsys, "role", "mara", "admin") == "Mara is admin now.\n"
    reset = token_of(said(capsys, "reset", "noor", "--without-factor"))
    assert "it opens nothing" in said(capsys, "token", "off")

    async def checked() -> None:
        async with opened(home) as (entrance, inviting, platform):
            await inviting.renew(reset, "quite another way home", Caller())
            with pytest.raises(Unauthorized):
                await entrance.ways.signing.login("noor", PASSWORD, None, Caller())
            noor = (await entrance.ways.signing.login("noor", "quite another way home", None, Caller())).account
            await entrance.standing.accounts.change(noor.id, {"state": "disabled"})
            assert await entrance.standing.key(TOKEN_KEY) is None
            told = await AuditLog(platform.catalog).page([ADMINS], limit=99)
            by_command = [entry.what for entry in told if not entry.account and entry.about]
            for what in ("invitation.made", "account.role", "reset.made", "factor.off", "key.deleted"):
                assert what in by_command, what
            kept = str(told)
            assert not [word for word in (invited, reset, PASSWORD) if word in kept]

    asyncio.run(checked())
    assert "Noor can sign in" in said(capsys, "unlock", "noor")
    assert "a key of Mara" in said(capsys, "token", "on")

    async def let_in() -> None:
        async with opened(home) as (entrance, _, _):
            await entrance.ways.signing.login("noor", "quite another way home", None, Caller())
            assert await entrance.standing.key(TOKEN_KEY)

    asyncio.run(let_in())


def test_help_has_examples_and_a_library_in_use_is_left_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "python -m services.accounts reset mara" in capsys.readouterr().out

    async def meanwhile() -> str:
        async with opened(home):
            return await asyncio.to_thread(said, capsys, "list", status=1)

    assert str(home) in asyncio.run(meanwhile())
