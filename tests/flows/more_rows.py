"""A plugin of pytest that adds to FIELDS before anything reads it; see more_fields.py."""

from shared.domain import fields
from shared.domain.fields import Field

fields.FIELDS = (
    *fields.FIELDS,
    Field(
        name="more.bands", said=("concerts", "bands"), filter="bands", parameter="band", without="without_band",
        facet=True, chip="band", typed=True, labels="bands", private=True, described="All of these bands",
    ),
    Field(
        name="more.instruments", said=("concerts", "instruments"), filter="instruments", parameter="instrument",
        facet=True, chip="instrument", typed=True, spoken=True, described="All of these", example="violin",
    ),
    Field(
        name="more.players", asked="range", said=("concerts", "players"), filter="players", parameter="players",
        described="How many play",
    ),
)  # fmt: skip
