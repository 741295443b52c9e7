"""The life of a photo on one screen. A stage runs once, when all that it needs is settled."""

from shared.broker.base import Queue
from shared.domain.events import PhotoDeleted, PhotoFinished, PhotoUnsettled, PhotoUploaded, StagesSettled
from shared.domain.pipeline import Program
from shared.domain.spaces import MADE_BY
from shared.domain.stages import BY_BOX, Stage, StageTable
from shared.inference.tasks import TASKS
from shared.plugins.installed import PLUGINS

# Raised with every change of STAGES, of shared/inference/tasks.py or of EFFECTIVE: the first start of a program of a
# later release writes its tables into the pipeline record, which all others follow.
RELEASE = 3

STAGES = StageTable(
    Stage("metadata", service="vision", takes="original", version=4),
    Stage("renditions", service="vision", takes="original"),
    Stage("classify", service="vision", takes="preview", needs=("renditions",), version=3, task="see"),
    Stage("objects", service="vision", takes="preview", needs=("renditions",), version=2, task="detect",
          parts=BY_BOX),
    Stage("colour", service="vision", takes="preview", needs=("renditions",), version=2),
    Stage("light", service="vision", takes="preview", needs=("renditions", "metadata"),
          reads=("taken_at", "location", "camera")),
    Stage("fingerprint", service="vision", takes="preview", needs=("renditions",)),
    Stage("quality", service="vision", takes="preview", needs=("renditions",)),
    Stage("composition", service="vision", takes="preview", needs=("renditions",)),
    Stage("faces", service="vision", takes="preview", needs=("renditions",), reads=("edits.drawn",),
          task="face_detect", parts=BY_BOX),
    Stage("kind", service="vision", takes="record", needs=("metadata", "classify", "colour"), version=2),
    Stage("mood", service="vision", takes="record", needs=("classify", "objects", "colour", "composition"), version=2),
    Stage("caption", service="vision", takes="record",
          needs=("classify", "objects", "faces", "metadata", "colour", "light", "kind"),
          reads=("place", "taken_at", "season", "tag_names"), version=4),
    Stage("ocr", service="ocr", takes="preview", needs=("renditions",), task="read"),
    # Who is asked stands elsewhere: what kind of photo it is has to be known before it is sent.
    Stage("describe", service="describer", takes="preview", needs=("renditions", "kind")),
    Stage("image_vector", service="embedder", takes="record", needs=("classify",), version=2, task="place"),
    Stage("text_vector", service="embedder", takes="record", needs=("caption", "classify", "metadata", "ocr"),
          reads=("caption", "tag_names", "place", "camera", "title", "description", "translations", "text"),
          version=2, task="embed"),
    Stage("face_vector", service="embedder", takes="parts", of="faces", blob="chip", needs=("faces",),
          task="face_embed"),
    *(
        Stage(stage.name, "plugins", stage.takes, stage.needs, stage.reads, stage.version, plugin=plugin.name)
        for plugin in PLUGINS for stage in plugin.stages
    ),
)  # fmt: skip

NO_ENDPOINT = "No endpoint is asked to describe photos (HELIOGRAPH_ENDPOINT_URL)."

# What a process of this release can run; what does run is in the catalog.
PROGRAM = Program(RELEASE, STAGES, TASKS, MADE_BY, off={"describe": NO_ENDPOINT})

# Every replica declares all of them, so that no event is published before its queue is there.
VISION = Queue("vision", topics=(PhotoUploaded.topic, PhotoUnsettled.topic))
# Reading takes longer than all other looking: in a queue of its own, nothing waits for it but what needs the text.
OCR = Queue("ocr", topics=(StagesSettled.topic, PhotoUnsettled.topic))
# An endpoint answers when it likes: nothing waits for it but that the photo is settled.
DESCRIBER = Queue("describer", topics=(StagesSettled.topic, PhotoUnsettled.topic))
EMBEDDER = Queue("embedder", topics=(StagesSettled.topic, PhotoUnsettled.topic))
SMART = Queue("smart", topics=(PhotoFinished.topic, PhotoDeleted.topic))
# Of the stages of plugins, which may take as long as they like. It is there from the first of them on, for ever.
PLUGGED = Queue("plugins", topics=(StagesSettled.topic, PhotoUnsettled.topic))
QUEUES = (VISION, OCR, DESCRIBER, EMBEDDER, SMART, *([PLUGGED] if STAGES.of("plugins") else []))
