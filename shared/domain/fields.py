"""FIELDS: what photos are found by, a row each, in the order in which the catalog declares them. From it follow the
photo's effective field, what the catalog declares, PhotoFilter, the parameters of requests, facets, what search knows
of a library, suggestions and chips.

To add one is to add a row. Where Told (shared/domain/photo.py) has no place for it, its `name` begins with "more.", and
it lies there. Where stages found it before, their photos are settled anew by a greater EFFECTIVE. Those of plugins come
last (shared/plugins).
"""

from shared.domain.field import MORE, Asked, Field
from shared.plugins.installed import PLUGINS

__all__ = ["FIELDS", "MORE", "Asked", "Field"]

FIELDS = (
    Field(name="archived", asked="is"),
    Field(name="favourite", asked="is", filter="favourite", parameter="favourite", private=True),
    Field(name="rating", asked="least", said=("metadata", "rating"), filter="rating", parameter="rating", chip="rating",
          private=True, described="At least so many stars", least=1, most=5),
    Field(name="month", asked="any"),
    Field(name="taken_day", asked="any"),
    Field(name="taken_month", asked="any"),
    Field(name="tag_names", filter="tags", parameter="tag", without="without_tag", facet=True, chip="tag",
          instead="more.plain_tags", described="All of these tags", example="cat"),
    Field(name="more.plain_tags"),
    Field(name="perhaps", filter="perhaps"),
    Field(name="traits", filter="traits", counted=True, chip="trait"),
    Field(name="colours", said=("colour", "names"), filter="colours", parameter="colour", facet=True, chip="colour",
          described="All of these colours", example="red"),
    Field(name="moods", said=("mood", "names"), filter="moods", parameter="mood", facet=True, chip="mood",
          described="All of these moods", example="calm"),
    Field(name="compositions", filter="compositions", parameter="composition",
          facet=True, chip="composition", spoken=True, described="All of these", example="leading_lines"),
    Field(name="lights", said=("light", "names"), filter="lights", parameter="light", facet=True, chip="light",
          described="All of these lights", example="golden hour"),
    Field(name="kind", asked="any", said=("kind", "kind"), filter="kinds", parameter="kind", one=True, facet=True,
          chip="kind", described="photograph, screenshot, document, drawing"),
    Field(name="season", asked="any", said=("light", "season"), filter="seasons", parameter="season", one=True,
          facet=True, chip="season", example="summer"),
    Field(name="time_of_day", asked="any", said=("light", "time_of_day"), filter="times_of_day",
          parameter="time_of_day", one=True, facet=True, chip="time", example="evening"),
    Field(name="camera_name", asked="any", filter="cameras", parameter="camera", one=True, facet=True, chip="camera",
          tells="camera", example="Canon EOS 40D"),
    Field(name="places", filter="places", parameter="place", facet=True, chip="place",
          tells="place", described="All of these: city, region or country", example="Italy"),
    Field(name="more.people", said=("people", "ids"), filter="people", parameter="person", without="without_person",
          facet=True, chip="person", typed=True, labels="people", private=True, tells="people",
          described="All of these people, by id",
          example="019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"),
    Field(name="more.people_count", asked="range", said=("people", "count"), filter="people_count",
          parameter="people_count", private=True, tells="people", described="Faces on them", example="2"),
    Field(name="more.occasions", said=("occasions", "ids"), filter="occasions", parameter="occasion",
          without="without_occasion", facet=True, chip="occasion", typed=True, dated=True, labels="occasions",
          private=True,
          described="All of these occasions, by id", example="019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"),
    Field(name="more.objects", said=("objects", "names"), filter="objects", parameter="object",
          without="without_object", facet=True, described="All of these things, seen with their places, surely there",
          example="dog"),
    Field(name="more.several", said=("objects", "several"), filter="several", parameter="several",
          counted=True, chip="several", described="At least two of each of these", example="dog"),
    Field(name="more.albums", filter="albums", parameter="album", without="without_album", facet=True, chip="album",
          typed=True, labels="albums", private=True, described="All of these albums, by id",
          example="019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"),
    Field(name="more.not_albums", private=True),
    Field(name="more.inbox", asked="is", filter="inbox", parameter="inbox",
          described="Sent in by guests of a link, and not taken yet; they stand in no other list"),
    Field(name="more.sent_by", asked="any", said=("sent", "by"), filter="sent_by", parameter="sent_by", one=True,
          private=True, described="Sent in by a guest of a link who gave this name", example="Aunt Ida"),
    Field(name="cells", tells="place"),
    Field(name="troubles", filter="troubles", parameter="trouble", one=True,
          described="A stage and how it went: stage:failed or stage:skipped; or original:damaged",
          pattern=r"^[a-z0-9_]+:[a-z]+$"),
    *(field for plugin in PLUGINS for field in plugin.fields),
)  # fmt: skip
