"""The life of a photo on one screen. A stage runs once, when all that it needs is settled."""

from shared.broker.base import Queue
from shared.domain.events import PhotoUnsettled, PhotoUploaded, StagesSettled
from shared.domain.stages import Stage, StageTable

STAGES = StageTable(
    Stage("metadata", service="vision", takes="original"),
    Stage("renditions", service="vision", takes="original"),
    Stage("classify", service="vision", takes="preview", needs=("renditions",)),
    Stage("caption", service="vision", takes="record", needs=("classify", "metadata"),
          reads=("place", "taken_at", "tag_names")),
    Stage("image_vector", service="embedder", takes="record", needs=("classify",)),
    Stage("text_vector", service="embedder", takes="record", needs=("caption", "classify", "metadata"),
          reads=("caption", "tag_names", "place", "camera")),
)  # fmt: skip

# Every replica declares all of them, so that no event is published before its queue is there.
VISION = Queue("vision", topics=(PhotoUploaded.topic, PhotoUnsettled.topic))
EMBEDDER = Queue("embedder", topics=(StagesSettled.topic, PhotoUnsettled.topic))
QUEUES = (VISION, EMBEDDER)
