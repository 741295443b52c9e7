from pathlib import Path

from PIL import Image

from bench import photosets


def test_a_padded_photo_opens_and_differs_each_time(tmp_path: Path) -> None:
    file = photosets.padded(tmp_path, "a.jpg", megabytes=1)
    first = file.read_bytes()
    photosets.freshened([file])
    assert len(file.read_bytes()) - len(first) == 16
    with Image.open(file) as image:
        image.load()
        assert image.size == (64, 48)
