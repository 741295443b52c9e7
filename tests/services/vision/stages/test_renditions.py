import base64
import csv
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from services.vision.stages.metadata import Metadata
from services.vision.stages.renditions import Renditions
from shared.children import Limits
from shared.domain.photo import new_photo
from shared.errors import Damaged, Invalid, TooLarge, Unsupported
from shared.inference.base import Found
from shared.inference.pool import Work, stage_pool
from tests.services.vision.stages.originals import EVALKIT, item, needs_evalkit
from tests.shared.imaging.pictures import QUARTERS, corners, near, noise, quarters, saved

STAGE = Renditions(max_pixels=50_000_000)


def found(path: Path) -> Found:
    (outcome,) = STAGE([item(path)])
    assert isinstance(outcome, Found), outcome
    return outcome


def test_a_large_photo_becomes_a_preview_and_a_thumbnail(tmp_path: Path) -> None:
    result = found(saved(tmp_path / "file", quarters(3000, 2000), "JPEG"))
    assert (result.facts["width"], result.facts["height"]) == (3000, 2000)
    assert set(result.blobs) == {"preview", "thumbnail"}
    for name, kind, size in (("preview", "JPEG", (1440, 960)), ("thumbnail", "WEBP", (320, 213))):
        with Image.open(BytesIO(result.blobs[name])) as rendition:
            assert (rendition.format, rendition.size, rendition.mode) == (kind, size, "RGB")
            assert near(corners(rendition), QUARTERS)
            assert not {"exif", "icc_profile", "xmp"} & set(rendition.info)


def test_a_small_photo_is_not_enlarged(tmp_path: Path) -> None:
    result = found(saved(tmp_path / "file", quarters(200, 100), "PNG"))
    for blob in result.blobs.values():
        with Image.open(BytesIO(blob)) as rendition:
            assert rendition.size == (200, 100)


def test_size_and_renditions_are_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6
    lying = quarters(600, 400).transpose(Image.Transpose.ROTATE_90)
    result = found(saved(tmp_path / "file", lying, "JPEG", exif=exif))
    assert (result.facts["width"], result.facts["height"]) == (600, 400)
    with Image.open(BytesIO(result.blobs["thumbnail"])) as thumbnail:
        assert thumbnail.size == (320, 213)
        assert near(corners(thumbnail), QUARTERS)


def test_the_thumbhash_is_the_one_that_web_pages_decode(tmp_path: Path) -> None:
    result = found(saved(tmp_path / "file", Image.new("RGB", (300, 150), (255, 255, 255)), "PNG"))
    raw = base64.b64decode(result.facts["thumbhash"], validate=True)
    header = int.from_bytes(raw[:3], "little")
    assert (header & 63, header >> 23) == (63, 0)  # full luminance, no alpha
    assert raw[4] >> 7 == 1  # landscape
    assert len(raw) < 30


def test_too_large_and_damaged_and_foreign_are_outcomes_and_spare_the_rest(tmp_path: Path) -> None:
    good = saved(tmp_path / "good", quarters(), "JPEG")
    torn = tmp_path / "torn"
    torn.write_bytes(saved(tmp_path / "noise", noise(300, 200), "JPEG").read_bytes()[:-4000])
    text = tmp_path / "text.jpg"
    text.write_text("hello")
    stage = Renditions(max_pixels=100 * 100)
    large = saved(tmp_path / "large", quarters(101, 100), "PNG")
    outcomes = stage([item(path) for path in (large, text, good)])
    assert [type(outcome) for outcome in outcomes] == [TooLarge, Unsupported, Found]
    (outcome,) = STAGE([item(torn)])
    assert isinstance(outcome, Damaged)
    assert str(outcome).startswith("The file ends too early")


async def test_memory_beyond_the_childs_limit_is_a_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path / "file", Image.new("RGB", (10_000, 10_000)), "PNG", compress_level=1)
    pool = stage_pool(
        "decoders",
        {"renditions": partial(Renditions, max_pixels=10**9)},
        size=1,
        limits=Limits(60, memory=480 * 2**20),
    )
    try:
        await pool.start()
        done = await pool.run(Work(item(path).photo, ("renditions",), path=path))
    finally:
        await pool.close()
    outcome, model = done["renditions"]
    assert (type(outcome), model) == (TooLarge, "pillow")
    assert "needs more memory" in str(outcome)


@needs_evalkit
@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_all_nine_orientations_look_the_same(shape: str) -> None:
    thumbnails = []
    for orientation in range(9):
        result = found(EVALKIT / f"exif/orientation/{shape}_{orientation}.jpg")
        size = (result.facts["width"], result.facts["height"])
        assert size == ((1800, 1200) if shape == "Landscape" else (1200, 1800))
        with Image.open(BytesIO(result.blobs["thumbnail"])) as thumbnail:
            thumbnails.append(np.asarray(thumbnail.convert("L").resize((48, 48), Image.Resampling.BOX), int))
    # Each carries its own number in large figures; the rest of the picture is the same.
    for thumbnail in thumbnails[1:]:
        assert np.abs(thumbnail - thumbnails[0]).mean() < 6


_KIT = [("heic/IMG_2682.heic", 4032, 3024), ("heic/iphone_13_pro_max.HEIC", 3024, 4032),
        ("heic/arrow.heic", 3024, 4032), ("formats/denali.webp", 600, 315),
        ("formats/kimono.mirror-vertical.rotate270.avif", 722, 1024)]  # fmt: skip


@needs_evalkit
@pytest.mark.parametrize(("file", "width", "height"), _KIT)
def test_real_files_of_each_format(file: str, width: int, height: int) -> None:
    facts = found(EVALKIT / "exif" / file).facts
    assert (facts["width"], facts["height"]) == (width, height)


# What Pillow alone refuses or loads is in expected_pillow.csv; here is what differs, and why.
_DIFFERS = {
    "200MP.heic": TooLarge,  # more than the 150 megapixels allowed here
    "decompression_bomb.gif": TooLarge,
    "invalid_header_length.jp2": Unsupported,
    "timeout-598843abc37fc080ec36a2699ebbd44f795d3a6f.psd": Unsupported,
}


@needs_evalkit
async def test_every_broken_file_gives_a_result_or_a_sentence() -> None:
    with (EVALKIT / "corrupt/expected_pillow.csv").open() as lines:
        expected = {row["file"]: row["pillow_result"] for row in csv.DictReader(lines)}
    pool = stage_pool(
        "decoders",
        {"metadata": Metadata, "renditions": partial(Renditions, max_pixels=150_000_000)},
        size=1,
        limits=Limits(60, memory=3 * 2**30),
    )
    photo = new_photo(id="p", owner="me", sha256="0" * 64, file_name="x", media_type="image/jpeg", bytes=1)
    outcomes = {}
    try:
        await pool.start()
        (pid,) = pool.pids
        for name in expected:
            path = EVALKIT / "corrupt" / name
            done = await pool.run(Work(photo, ("metadata", "renditions"), path=path))
            outcomes[name] = done["renditions"][0]
            assert isinstance(done["metadata"][0], (Found, Invalid))
        assert pool.pids == [pid]  # none of them brought the child down
    finally:
        await pool.close()
    kinds = {name: Found if said == "loads" else Damaged for name, said in expected.items()} | _DIFFERS
    assert {name: type(outcome) for name, outcome in outcomes.items()} == kinds
