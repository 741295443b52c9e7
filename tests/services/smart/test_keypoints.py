import random
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw

from services.smart.keypoints import ENOUGH, Keypoints, comparer

KEYPOINTS = Keypoints()


def busy(seed: int) -> Image.Image:
    chance, picture = random.Random(seed), Image.new("RGB", (320, 240))
    pen = ImageDraw.Draw(picture)
    for _ in range(200):
        x, y, size = chance.randrange(320), chance.randrange(240), chance.randrange(4, 20)
        pen.rectangle((x, y, x + size, y + size), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture


def webp(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP")
    return file.getvalue()


def agreeing(one: Image.Image, other: Image.Image) -> int:
    first, second = (KEYPOINTS.see(webp(picture)) for picture in (one, other))
    assert first is not None
    assert second is not None
    return KEYPOINTS.agreeing(first, second)


@pytest.mark.parametrize(
    "alter",
    [
        lambda picture: picture.crop((0, 0, 280, 210)),
        lambda picture: picture.resize((200, 150)),
        lambda picture: picture.rotate(5).crop((20, 20, 300, 220)),
        lambda picture: picture.point(lambda value: value * 0.7),
    ],
    ids=["cropped", "smaller", "turned", "darker"],
)
def test_a_picture_is_known_again(alter: object) -> None:
    picture = busy(1)
    assert callable(alter)
    assert agreeing(picture, alter(picture)) >= 2 * ENOUGH


def test_different_pictures_do_not_agree() -> None:
    assert all(agreeing(busy(seed), busy(seed + 100)) < ENOUGH for seed in range(5))


def test_the_answer_is_always_the_same() -> None:
    one, other = busy(1), busy(1).rotate(3)
    assert len({agreeing(one, other) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (320, 240)),
        Image.new("RGB", (320, 240), "white"),
        Image.new("RGB", (1, 1)),
        Image.new("RGB", (320, 1), "red"),
    ],
    ids=["black", "white", "1x1", "very wide"],
)
def test_what_shows_nothing_has_no_points(picture: Image.Image) -> None:
    assert KEYPOINTS.see(webp(picture)) is None


def test_noise_agrees_with_no_other_noise() -> None:
    noise = [Image.fromarray(np.random.default_rng(n).integers(0, 256, (240, 320, 3), np.uint8)) for n in range(2)]
    assert agreeing(*noise) < ENOUGH


def test_what_is_no_picture_is_said_so() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        KEYPOINTS.see(b"no picture")


def test_a_child_counts_for_each_pair_and_nothing_for_what_is_no_picture() -> None:
    one, same, other = (webp(picture) for picture in (busy(1), busy(1).crop((0, 0, 280, 210)), busy(2)))
    counts = comparer()([(one, same), (one, other), (one, b"no picture"), (webp(Image.new("RGB", (9, 9))), one)])
    assert counts[0] >= ENOUGH > counts[1]
    assert list(counts[2:]) == [0, 0]
