"""A table of stages, and photos on which they have run."""

from shared.domain.photo import Mark, Photo
from shared.domain.settling import Results, settle
from shared.domain.stages import Stage, StageTable

TABLE = StageTable(
    Stage("metadata", service="vision", takes="original"),
    Stage("renditions", service="vision", takes="original"),
    Stage("classify", service="vision", takes="preview", needs=("renditions",)),
    Stage("caption", service="vision", takes="record", needs=("classify", "metadata"), reads=("place",)),
    Stage("text_vector", service="embedder", takes="record", needs=("caption",), reads=("caption", "tag_names")),
)
DONE = Mark("done", 1, "2026-01-01T00:00:00.000000Z")
FAILED = Mark("failed", 1, "2026-01-01T00:00:00.000000Z", error="It broke.")


def all_done(photo: Photo, **facts: dict[str, object]) -> Photo:
    names = dict.fromkeys((*(stage.name for stage in TABLE), *facts))
    results: Results = {name: (facts.get(name, {}), DONE) for name in names}
    return settle(photo, results, TABLE)


def tag(name: str, confidence: float, source: str = "model") -> dict[str, object]:
    return {"name": name, "confidence": confidence, "source": source}
