"""The doctor asks an endpoint what it has, and sends it nothing."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from shared.runtime.checkup.endpoint import endpoint_checks
from shared.runtime.checkup.finding import Finding, find
from shared.runtime.settings import Settings
from tests.servers.endpoint import Answer, Standin, endpoint, refused


@pytest.fixture
def server() -> Iterator[Standin]:
    with endpoint() as standin:
        yield standin


async def look(url: str, **changed: object) -> Finding:
    given = {"endpoint_model": "eyes", "endpoint_key": SecretStr("sk-secret-key"), "endpoint_private": True, **changed}
    settings = Settings.model_validate({"endpoint_url": url, **given})
    (check,) = endpoint_checks(settings)
    return await find(check, settings)


async def test_each_end(server: Standin) -> None:
    assert await look(server.url) == Finding("endpoint", "ok", "The endpoint at 127.0.0.1 answers and has eyes.")
    assert "no" in (await look(server.url, endpoint_model="ears")).says
    for answer, words in (
        (refused(401, "sk-secret-key"), "HELIOGRAPH_ENDPOINT_KEY"),
        (refused(503), "503"),
        (Answer(b"<html>"), "cannot be read"),
    ):
        server.models = answer
        finding = await look(server.url)
        assert (finding.state, words in finding.says, "sk-secret" in finding.says) == ("failed", True, False)
        assert finding.fix
    server.models = refused(400)
    assert (await look(server.url)).state == "ok", "not every server tells its models"
    assert not server.asked


def test_without_one_there_is_nothing_to_look_at() -> None:
    assert endpoint_checks(Settings()) == []
