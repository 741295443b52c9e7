"""What a look at one dependency finds: a sentence, and where something is wrong, what to do about it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from shared.errors import HeliographError
from shared.runtime.settings import Settings

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is "skipped" where there was nothing to look at, or no way to."""

    name: str
    state: Literal["ok", "failed", "skipped"]
    says: str
    fix: str = ""


class Fault(Exception):
    """`str(fault)` says what is wrong, `fix` what to do."""

    def __init__(self, says: str, fix: str) -> None:
        super().__init__(says)
        self.fix = fix


class Skip(Exception):
    """`str(skip)` says why there is nothing to look at."""


@dataclass(frozen=True, slots=True)
class Check:
    """`look` returns a sentence when all is well, or raises Fault or Skip. `fix` is for all else that it raises."""

    name: str
    look: Callable[[], Awaitable[str]]
    fix: str = ""


async def find(check: Check, settings: Settings) -> Finding:
    """Runs one check. Whatever it raises is a finding, and no secret of the settings is in it."""
    try:
        finding = Finding(check.name, "ok", await check.look())
    except Skip as skip:
        finding = Finding(check.name, "skipped", str(skip))
    except Fault as fault:
        finding = Finding(check.name, "failed", str(fault), fault.fix)
    except HeliographError as error:
        finding = Finding(check.name, "failed", _sentence(str(error)), check.fix)
    except Exception as error:  # noqa: BLE001 - a driver's own words are better than no finding
        finding = Finding(check.name, "failed", f"{type(error).__name__}: {error}", check.fix)
    return Finding(finding.name, finding.state, _without(_secrets(settings), finding.says), finding.fix)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _secrets(settings: Settings) -> set[str]:
    """Each secret setting, and the passwords within addresses."""
    found: set[str] = set()
    for _, value in settings:
        word = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not isinstance(word, str):
            continue
        if isinstance(value, SecretStr):
            found.add(word)
        user_and_password = urlsplit(word).netloc.rpartition("@")[0] if "://" in word else ""
        password = user_and_password.partition(":")[2]
        found |= {password, unquote(password)}
    # What is shorter keeps no secret, and is a part of many words.
    return {secret for secret in found if len(secret) >= _SHORTEST}


def _without(secrets: set[str], text: str) -> str:
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text
