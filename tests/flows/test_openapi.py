"""What the OpenAPI promises is what happens: schemathesis tries every route with what fits and what does not."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.running import Heliograph, running

# /events never ends, so there is no answer to check; its flow test listens to it.
_ENDLESS = "/events"
# Whoever makes the first account closes the rest to who has not signed in; tests/flows/test_accounts.py makes one.
_CLOSING = "/auth/first"
# Each costs as much as a password shall cost to guess.
_COSTLY = "/auth/login"
_SECONDS = 60  # a busy machine takes its time

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def heliograph(home: Path) -> Iterator[Heliograph]:
    """One of its own: what fits may delete every photo there is."""
    with running(home) as heliograph:
        yield heliograph


def test_no_request_breaks_the_gateway(heliograph: Heliograph) -> None:
    schema = schemathesis.openapi.from_url(f"{heliograph.base}/openapi.json").exclude(path=[_ENDLESS, _CLOSING])
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 12
    for operation in operations:
        examples = 3 if operation.path == _COSTLY else 40

        @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def try_it(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=_CHECKS, timeout=_SECONDS)

        try_it()


def test_every_route_has_examples_or_words(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert {"/upload", "/photo/{id}", "/photos", "/search", "/events"} <= set(document["paths"])
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description") or operation.get("summary"), f"{method} {path}"
