"""What an importer of a plugin yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Imported:
    """A file to upload. `sidecar`: its XMP. `modified_at`: its own date, ISO 8601, by which it stands in the timeline
    where it does not tell when it was taken. `edits`: what is known of it elsewhere, as PATCH /photo/{id} takes it;
    they never take the place of what its owner says here."""

    path: Path
    sidecar: Path | None = None
    modified_at: str | None = None
    edits: Mapping[str, Any] = field(default_factory=dict)
