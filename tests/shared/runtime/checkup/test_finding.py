"""A finding says what is wrong, and never a secret."""

import pytest
from pydantic import SecretStr

from shared.errors import Unavailable
from shared.runtime.checkup.finding import Check, Fault, Finding, Skip, find
from shared.runtime.settings import Settings

SETTINGS = Settings(
    token=SecretStr("open sesame"),
    amqp_url=SecretStr("amqp://guest:hunter2%2F@rabbit:5672/"),
    qdrant_url="http://someone:hunter3@qdrant:6333",
)


async def found(error: Exception | None = None) -> Finding:
    async def look() -> str:
        if error:
            raise error
        return "It answers."

    return await find(Check("thing", look, "Repair it."), SETTINGS)


async def test_each_end_of_a_look() -> None:
    assert await found() == Finding("thing", "ok", "It answers.")
    assert await found(Skip("Nothing is there.")) == Finding("thing", "skipped", "Nothing is there.")
    assert await found(Fault("It is off.", "Put it on.")) == Finding("thing", "failed", "It is off.", "Put it on.")
    assert await found(Unavailable("the store is away")) == Finding(
        "thing", "failed", "The store is away.", "Repair it."
    )
    assert await found(KeyError("bug")) == Finding("thing", "failed", "KeyError: 'bug'", "Repair it.")


@pytest.mark.parametrize(
    "secret", ["open sesame", "amqp://guest:hunter2%2F@rabbit:5672/", "hunter2%2F", "hunter2/", "hunter3"]
)
@pytest.mark.parametrize("kind", [Unavailable, RuntimeError, Skip])
async def test_no_secret_is_said(secret: str, kind: type[Exception]) -> None:
    finding = await found(kind(f"cannot use {secret} there"))
    assert secret not in finding.says
    assert "***" in finding.says
