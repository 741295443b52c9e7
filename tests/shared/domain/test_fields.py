import pytest

from shared.catalog.labels import BY_NAME
from shared.domain.fields import FIELDS, MORE, Field
from shared.domain.photo import Photo
from shared.runtime.platform import COLLECTIONS


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_row_holds_together(field: Field) -> None:
    assert field.name.startswith(MORE) or field.name in Photo.__struct_fields__
    labelled = {collection.name for collection in COLLECTIONS if BY_NAME in collection.orders}
    assert not field.labels or field.labels in labelled
    assert field.filter or not (field.parameter or field.without or field.facet or field.chip), (
        "what is asked for has a name in PhotoFilter"
    )
    assert not field.without or (field.names and field.described.startswith("All of these"))
    assert not field.typed or (field.chip and (field.facet or field.counted)), "it is known which values there are"
    assert field.asked != "range" or field.described


@pytest.mark.parametrize("what", ["name", "filter", "parameter", "chip"])
def test_no_two_rows_are_called_the_same(what: str) -> None:
    names = [name for field in FIELDS if (name := getattr(field, what))]
    assert len(names) == len(set(names))
