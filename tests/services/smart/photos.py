"""Photos as the features see them."""

from typing import Any

import msgspec

from shared.domain.ids import new_id
from shared.domain.photo import Photo, new_photo


def photo(**fields: Any) -> Photo:
    """`fields` by name; an active photo of the owner "me" without any."""
    id = new_id()
    fresh = new_photo(id=id, owner="me", sha256=id, file_name="a", media_type="image/jpeg", bytes=1000)
    return msgspec.convert({**msgspec.to_builtins(fresh), **fields}, Photo)


def tags(*names: str, source: str = "a model", confidence: float = 0.9) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": confidence, "source": source} for name in names]
