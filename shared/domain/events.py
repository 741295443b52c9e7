"""Facts in the past tense. Ids travel, never pixels."""

from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag=True, omit_defaults=True):
    """`trace` is the W3C traceparent of what published it; the platform's broker writes it."""

    topic: ClassVar[str]
    owner: str
    photo: str
    trace: str = ""


class PhotoUploaded(Event, frozen=True):
    topic = "photo.uploaded"


class Progress(Event, frozen=True):
    """These stages of the photo now carry a mark. What follows is said by which of the three it is."""

    stages: tuple[str, ...]
    status: str = "processing"


class StagesSettled(Progress, frozen=True):
    """Stages of another service are due."""

    topic = "photo.settled"


class PhotoProgressed(Progress, frozen=True):
    """Nobody else's work follows: for those who watch."""

    topic = "photo.progressed"


class PhotoFinished(Progress, frozen=True):
    """No stage is due any more: what the photo means for the whole library can be worked on."""

    topic = "photo.finished"


class PhotoUnsettled(Event, frozen=True):
    """Reconcile found a photo with work left to do."""

    topic = "photo.unsettled"


class PhotoDeleted(Event, frozen=True):
    topic = "photo.deleted"


class LibraryChanged(Event, frozen=True, kw_only=True):
    """A feature's results are others now: for those who watch. No one photo is meant."""

    topic = "library.changed"
    feature: str
    photo: str = ""


AnyEvent = (
    PhotoUploaded | StagesSettled | PhotoProgressed | PhotoFinished | PhotoUnsettled | PhotoDeleted | LibraryChanged
)

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def encode_event(event: AnyEvent) -> bytes:
    return _encoder.encode(event)


def decode_event(body: bytes) -> AnyEvent:
    """Raises msgspec.DecodeError on anything that is not one of our events."""
    return _decoder.decode(body)
