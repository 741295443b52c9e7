"""What models are for, and which there are of each kind: TASKS, by task the identity of every model by its name.

The name is that in the services' MODELS tables; the identity changes with what the model is made of, so that photos
that another one looked at are due again. It is known without the model's files: the gateway has none.
"""

from collections.abc import Sequence

from shared.inference import detector
from shared.inference.bundled import EMBEDDING, FACES, MULTILINGUAL, SEEING, Package, made_of
from shared.plugins.installed import models_for

_FAKE = "fake:1"  # for tests


def _bundled(packages: Sequence[Package], *, labels: bool = False, recipe: int = 1) -> str:
    """A model whose recipe is another answers otherwise, though its weights are the same."""
    return f"bundled:{made_of(packages, labels=labels, recipe=recipe)}"


def _plugged(task: str) -> dict[str, str]:
    return {model.name: f"{model.name}:{model.identity}" for model in models_for(task)}


TASKS = {
    "see": {"bundled": _bundled(SEEING), "fake": _FAKE} | _plugged("see"),  # pixels -> labels
    "detect": {"bundled": f"bundled:{detector.key()}", "fake": _FAKE}
    | _plugged("detect"),  # pixels -> things and where they are
    "read": {"bundled": "bundled:PP-OCRv6-small", "fake": _FAKE} | _plugged("read"),  # pixels -> text
    "embed": {"bundled": _bundled(EMBEDDING), "fake": _FAKE},  # text -> vector
    "place": {
        "bundled": _bundled((*EMBEDDING, *MULTILINGUAL), labels=True),
        "fake": _FAKE,
        "fake-2": "fake-2:1",
    },  # labels -> vectors
    "face_detect": {"bundled": _bundled(FACES), "fake": _FAKE},  # pixels -> faces
    "face_embed": {"bundled": _bundled(FACES), "fake": _FAKE, "fake-2": "fake-2:1"},  # faces -> vectors
}
