"""What models are for, and which there are of each kind: TASKS, by task the identity of every model by its name.

The name is that in the services' MODELS tables; the identity changes with what the model is made of, so that photos
that another one looked at are due again. It is known without the model's files: the gateway has none.
"""

from shared.inference.bundled import EMBEDDING, SEEING, made_of

_FAKE = "fake:1"  # for tests

TASKS = {
    "see": {"bundled": f"bundled:{made_of(SEEING)}", "fake": _FAKE},  # pixels -> labels
    "read": {"bundled": "bundled:PP-OCRv6-small", "fake": _FAKE},  # pixels -> text
    "embed": {"bundled": f"bundled:{made_of(EMBEDDING)}", "fake": _FAKE},  # text -> vector
    "place": {"bundled": f"bundled:{made_of(EMBEDDING, labels=True)}", "fake": _FAKE},  # labels -> vector
}
