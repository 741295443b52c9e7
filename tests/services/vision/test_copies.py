import pytest
from msgspec.structs import replace

from services.vision.copies import copy_pool, keep_copy
from shared.children import Limits
from shared.domain.clean_copy import MEDIA_TYPE, ordered_copy
from shared.domain.ids import new_id
from shared.domain.photo import new_photo
from shared.errors import BlobNotFound, Damaged, NotFound, TooLarge
from shared.runtime.platform import Platform
from tests.drawing import encoded


async def test_it_is_kept_and_what_told_another_date_goes(platform: Platform) -> None:
    photos, blobs = platform.photos, platform.blobs
    photo = new_photo(id=new_id(), owner="me", sha256="0", file_name="a.jpg", media_type="image/jpeg", bytes=1)
    await photos.insert(photo)
    plain = ordered_copy(photo)
    dated = ordered_copy(replace(photo, taken_at="2008-10-22T16:28:39+02:00", date_precision="second"))
    vague = ordered_copy(replace(photo, taken_at="2008-10-22T00:00:00", date_precision="day"))
    assert (plain.key, plain.taken, dated.taken) == (vague.key, "", "2008-10-22T16:28:39")

    async def kept() -> set[str]:
        return {blob.key async for blob in blobs.list(f"derived/me/{photo.id}/")}

    pool = copy_pool(size=1, max_pixels=64 * 48, limits=Limits(seconds=60))
    await pool.start()
    try:
        with pytest.raises(BlobNotFound):
            await keep_copy(plain, photos, blobs, pool)
        await blobs.put(plain.original, encoded(1, "PNG"))
        for order in (plain, dated):
            await keep_copy(order, photos, blobs, pool)
        assert await kept() == {dated.key}
        assert (await blobs.facts(dated.key))[MEDIA_TYPE] == "image/png"
        for bad, why in ((encoded(3)[:200], Damaged), (encoded(2, "TIFF", (200, 200)), TooLarge)):
            await blobs.put(plain.original, bad)
            with pytest.raises(why):
                await keep_copy(plain, photos, blobs, pool)
        assert await kept() == {dated.key}
        # Lost while it was copied: nothing of it stays.
        await blobs.put(plain.original, encoded(1, "PNG"))
        await photos.tombstone("me", photo.id)
        with pytest.raises(NotFound):
            await keep_copy(dated, photos, blobs, pool)
        assert await kept() == set()
    finally:
        await pool.close()
