"""What stands on a photo and what that means: its words one by one, and a short text of it as a vector."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import log, sqrt
from pathlib import Path

from services.embedder.encoder import Loaded
from shared.domain.labels import labels
from shared.domain.photo import Photo
from shared.domain.spaces import TEXT, WORDS
from shared.domain.words import inflected, words
from shared.domain.written import IN_WORDS, written_on
from shared.errors import Invalid
from shared.inference.base import Device, Found, Item, TextEmbedder

_SUMMED = 200  # characters of what is written on a photo, in its summary
_FEW = 20  # words: on a photo with more of them, each says less of the photo
_FACT = 1.0  # the weight of a word that the owner, the camera or the map says; a label of 100 % comes to the same
_APART = ("camera", "file_name", "caption", "tags", "text")  # not in the summary, or in a place of their own there
# Lighter words are left out: two thirds of them all, and on coco_free and the hand-labelled photos none was missed.
_LIGHTEST = 0.1


def build(model: str, models: Path, device: Device = "cpu") -> "TextVector":
    """`model` is a name in MODELS. Raises ValueError on another, Unavailable when its files are not there."""
    return TextVector(Loaded(models, device).embedder(model))


class TextVector:
    """vectors: {"text.minilm-1": float32 (384,), "words.1": stem -> weight}."""

    def __init__(self, embedder: TextEmbedder) -> None:
        self._embedder = embedder
        self.model = f"{embedder.spec.name} {embedder.spec.version}"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        vectors = self._embedder.run([summary(item.photo) for item in items])
        return [
            Found(vectors={TEXT.name: vector, WORDS.name: weigh(item.photo)})
            for item, vector in zip(items, vectors, strict=True)
        ]


def summary(photo: Photo) -> str:
    """What is known of the photo in a few sentences, the most telling first."""
    written = [each for each in written_on(photo) if each.where not in _APART]
    tags = ", ".join(tag.name for tag in photo.tags if tag.source != "pixels")
    sentences = [photo.caption.text if photo.caption else "", *(each.text for each in written), tags]
    sentences.append(" ".join((photo.text or "").split())[:_SUMMED])
    return " ".join(f"{sentence.strip().rstrip('.')}." for sentence in sentences if sentence.strip())


def weigh(photo: Photo) -> dict[str, float]:
    """Stem -> weight, 0.1 to 1: how surely the word belongs to the photo."""
    shares: dict[str, float] = defaultdict(float)
    for index, _, sharp in photo.found.get("classify", {}).get("labels", ()):
        for word in _lexicon()[index]:
            shares[word] += sharp
    weights = {word: round(log(1 + 100 * share) / log(101), 4) for word, share in shares.items()}
    for tag in photo.tags:
        for word in words(tag.name):
            weights[word] = max(weights.get(word, 0.0), tag.confidence)
    weights = {word: min(weight, _FACT) for word, weight in weights.items() if weight >= _LIGHTEST}
    read = dict.fromkeys(words(photo.text or ""))
    of_read = round(_FACT * min(1.0, sqrt(_FEW / max(1, len(read)))), 4)
    for word in (*read, *inflected(photo.text or "")):
        weights[word] = max(weights.get(word, 0.0), of_read)
    sure = [written for written in written_on(photo) if written.sure and written.where != "text"]
    weights |= dict.fromkeys((word for written in sure for word in words(written.text)), _FACT)
    own = (word for written in sure if written.where in IN_WORDS for word in inflected(written.text))
    return weights | dict.fromkeys(own, _FACT)


@cache
def _lexicon() -> tuple[frozenset[str], ...]:
    """Of each label, the words by which people may ask for it."""
    return tuple(frozenset(words(" ".join((each.caption, *each.tags, *each.lemmas)))) for each in labels())
