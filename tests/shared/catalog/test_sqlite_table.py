"""What lies in a file is compared with the statements that made it."""

import hashlib

from shared.catalog.base import Collection, Order
from shared.catalog.sqlite_blocks import tables
from shared.catalog.sqlite_table import LAYOUT, Table
from shared.domain.where import Eq

TABLE = Table(
    Collection(
        "photos",
        unique=(("owner", "sha256"),),
        orders=(Order(("owner", "state"), "sort_at", ("status",)), Order(("state",), "settled"), Order((), "id")),
        terms=("kind",),
        many=("tags",),
        counters=("tags",),
        counted=Eq("state", "active"),
    )
)


def test_other_statements_are_another_layout() -> None:
    """Else every file of an earlier release would be called damaged: give both another number."""
    statements = "\n".join((TABLE.create, *tables(TABLE), *TABLE.indexes().values()))
    assert (LAYOUT, hashlib.sha256(statements.encode()).hexdigest()[:12]) == (3, "e15177309861")
