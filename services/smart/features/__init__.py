"""FEATURES: the work on a whole library, on one screen. How each is done stands in a file of its own."""

from services.smart.features import (
    album_proposals,
    albums,
    days,
    narratives,
    occasions,
    people,
    plugged,
    questions,
    similar,
)
from shared.domain.features import Feature, FeatureTable

FEATURES = FeatureTable(
    Feature("days", keys=days.keys, reads=days.READS, version=4),
    Feature("similar", keys=similar.keys, reads=similar.READS, version=3),
    Feature("people", keys=people.keys, reads=people.READS),
    Feature("albums", keys=albums.keys, reads=albums.READS),
    Feature("occasions", keys=occasions.keys, reads=occasions.READS, version=2),
    Feature("narratives", keys=narratives.keys, reads=narratives.READS),
    Feature("album_proposals", keys=album_proposals.keys, reads=album_proposals.READS),
    Feature("questions", keys=questions.keys, reads=questions.READS),
    *plugged.rows(),
)
