from pathlib import Path

import pytest
from msgspec.structs import replace

from services.vision.copies import copy_pool, keep_copy
from shared.blobs.disk import DiskBlobStore
from shared.children import Limits
from shared.domain.clean_copy import MEDIA_TYPE, ordered_copy
from shared.domain.photo import new_photo
from shared.errors import BlobNotFound, Damaged, TooLarge
from tests.drawing import encoded


async def test_it_is_kept_and_what_told_another_date_goes(tmp_path: Path) -> None:
    blobs = DiskBlobStore(tmp_path / "blobs")
    photo = new_photo(id="photo", owner="o", sha256="", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    plain = ordered_copy(photo)
    dated = ordered_copy(replace(photo, taken_at="2008-10-22T16:28:39+02:00", date_precision="second"))
    vague = ordered_copy(replace(photo, taken_at="2008-10-22T00:00:00", date_precision="day"))
    assert (plain.key, plain.taken, dated.taken) == (vague.key, "", "2008-10-22T16:28:39")
    pool = copy_pool(size=1, max_pixels=64 * 48, limits=Limits(seconds=60))
    await pool.start()
    try:
        with pytest.raises(BlobNotFound):
            await keep_copy(plain, blobs, pool)
        await blobs.put(plain.original, encoded(1, "PNG"))
        for order in (plain, dated):
            await keep_copy(order, blobs, pool)
        kept = {blob.key async for blob in blobs.list("derived/o/photo/")}
        assert kept == {dated.key}
        assert (await blobs.facts(dated.key))[MEDIA_TYPE] == "image/png"
        for bad, why in ((encoded(3)[:200], Damaged), (encoded(2, "TIFF", (200, 200)), TooLarge)):
            await blobs.put(plain.original, bad)
            with pytest.raises(why):
                await keep_copy(plain, blobs, pool)
    finally:
        await pool.close()
    assert {blob.key async for blob in blobs.list("derived/o/photo/")} == {dated.key}
    await blobs.close()
