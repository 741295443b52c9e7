import pytest

from eval.ocr import reads


@pytest.mark.parametrize(
    ("text", "wanted", "right"),
    [
        ("You must be\nthe change", "be the change", True),
        ("MovieShotsDataset", "MovieShots", False),
        ("ALASKA 907", "alaska", True),
        ("大桶装更划算", "大桶装更划算", True),
        ("", "x", False),
    ],
)
def test_a_string_is_found_as_a_quoted_phrase_would_be(text: str, wanted: str, right: bool) -> None:
    assert reads(text, wanted) is right
