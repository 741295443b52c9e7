"""The record of a photo."""

from shared.domain.photo import Photo, from_doc, to_doc
from tests.shared.domain.settled import all_done, tag


def test_a_record_is_its_document(photo: Photo) -> None:
    photo = all_done(photo, classify={"tags": [tag("cat", 0.9)]}, metadata={"place": {"city": "Arezzo"}})
    assert from_doc(to_doc(photo)) == photo
