"""What lies in a file is compared with the statements that made it."""

import hashlib

from shared.catalog.base import Collection
from shared.catalog.sqlite_blocks import tables
from shared.catalog.sqlite_table import _LAYOUT, Table
from shared.domain.where import Eq

TABLE = Table(
    Collection(
        "photos",
        unique=(("owner", "sha256"),),
        lead=("owner", "state"),
        sorts=("sort_at", "settled"),
        filters=("status",),
        terms=("kind",),
        many=("tags",),
        counters=("tags",),
        counted=Eq("state", "active"),
    )
)


def test_other_statements_are_another_layout() -> None:
    """Else every file of an earlier release would be called damaged: give both another number."""
    statements = "\n".join((TABLE.create, *tables(TABLE), *TABLE.indexes()))
    assert (_LAYOUT, hashlib.sha256(statements.encode()).hexdigest()[:12]) == (2, "0817ce41aee5")
