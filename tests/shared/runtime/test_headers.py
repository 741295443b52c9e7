"""Headers that every answer has."""

import httpx
import pytest
from starlette.responses import PlainTextResponse

from shared.runtime.headers import DEFAULTS, SafeHeaders


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_hsts_is_told_under_tls_alone(scheme: str) -> None:
    app = SafeHeaders(PlainTextResponse("in", headers={"Referrer-Policy": "origin"}))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=f"{scheme}://a") as client:
        headers = (await client.get("/")).headers
    assert ("strict-transport-security" in headers) == (scheme == "https")
    assert headers.get_list("referrer-policy") == ["origin"]
    assert {name: headers[name] for name in DEFAULTS} == DEFAULTS | {"Referrer-Policy": "origin"}
