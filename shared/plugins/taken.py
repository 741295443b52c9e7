"""Names that are Heliograph's own: whoever adds one adds it here, so that no plugin takes it (a test asks for it)."""

STAGES = (
    "metadata", "renditions", "classify", "objects", "colour", "light", "fingerprint", "quality", "composition",
    "faces", "kind", "mood", "caption", "ocr", "describe", "image_vector", "text_vector", "face_vector",
)  # fmt: skip

# The first words, up to a "_", of what is called something where a plugin brings names of its own: stages, features,
# models, fields of photos, filters, parameters of requests, and parts of questions.
FIRST_WORDS = frozenset((
    "account", "after", "again", "ahead", "album", "albums", "app", "arcface", "archived", "aside", "box", "bundled",
    "bytes", "camera", "cameras", "caption", "cells", "challenge", "classify", "colour", "colours", "composition",
    "compositions", "damage", "date", "day", "days", "denied", "describe", "description", "dismissed", "dry", "edits",
    "either", "face", "faces", "fake", "favourite", "file", "fingerprint", "flat", "forever", "found", "from",
    "gathered", "height", "held", "heliograph", "hidden", "id", "image", "inbox", "keywords", "kind", "kinds",
    "lang", "least", "light", "lights", "limit", "local", "location", "media", "metadata", "modified", "month",
    "mood", "moods", "more", "named", "narratives", "next", "no", "not", "noted", "object", "objects", "occasion",
    "occasions", "ocr", "of", "order", "original", "own", "owner", "people", "perhaps", "person", "phash", "phrase",
    "place", "places", "plain", "q", "quality", "questions", "queued", "rating", "ratio", "renditions", "rev",
    "scrfd", "season", "seasons", "sent", "settled", "several", "sha256", "share", "sidecar", "similar", "sort",
    "spelling", "stages", "state", "status", "tag", "tags", "taken", "text", "thumbhash", "time", "times", "title",
    "to", "together", "trait", "traits", "translations", "trip", "trouble", "troubles", "tz", "uploaded", "what",
    "width", "without", "zone",
))  # fmt: skip
