"""HELIOGRAPH_TOKEN as one of the first account's keys. What keys do besides is in tests/flows/test_household.py."""

from tests.services.gateway.test_matrix import TOKEN
from tests.services.gateway.test_matrix import world as world  # a fixture
from tests.services.gateway.test_matrix_roles import House
from tests.services.gateway.test_matrix_roles import house as house  # a fixture


async def test_the_token_is_a_key_that_is_limited_and_switched_off(house: House) -> None:
    admin, other, ask = house.tokens["admin"], house.tokens["other"], house.world.send

    async def statuses() -> list[int]:
        known = {"sha256": []}
        asked = [await ask("GET", "/photos", TOKEN), await ask("POST", "/photos/known", TOKEN, json=known)]
        return [answer.status_code for answer in (*asked, await ask("GET", "/metrics", TOKEN))]

    assert await statuses() == [200, 200, 200]
    [key] = (await ask("GET", "/account/keys", admin)).json()["keys"]
    assert (key["id"], key["name"], len(key["scopes"])) == ("token", "HELIOGRAPH_TOKEN", 5)
    assert key["used"]
    assert (await ask("GET", "/account/keys", other)).json() == {"keys": []}
    for method in ("PATCH", "DELETE"):
        sent = {"scopes": ["see"]} if method == "PATCH" else None
        assert (await ask(method, "/account/keys/token", other, json=sent)).status_code == 404
    assert (await ask("POST", "/account/keys/token/rotate", admin)).status_code == 409
    assert (await ask("PATCH", "/account/keys/token", admin, json={"scopes": ["see"]})).json()["scopes"] == ["see"]
    assert await statuses() == [200, 403, 403]
    assert (await ask("DELETE", "/account/keys/token", admin)).status_code == 204
    assert await statuses() == [401, 401, 401]
    assert (await ask("GET", "/account/keys", admin)).json() == {"keys": []}
    assert (await ask("DELETE", "/account/keys/token", admin)).status_code == 404
    entries = (await ask("GET", "/audit", admin, params={"what": "key"})).json()["entries"]
    assert [(entry["what"], entry["about"]) for entry in entries] == [
        ("key.deleted", "token"),
        ("key.changed", "token"),
    ]
