"""`python -m services.recover`: a damaged or lost catalog, put back from a snapshot and from the originals. That of a
cluster, which may run meanwhile, from the originals only: MongoDB has backups of its own.
"""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path

from shared.blobs.base import BlobStore
from shared.catalog.founding import Foundings
from shared.catalog.photos import Photos
from shared.catalog.sqlite_snapshot import photos_in
from shared.domain.instants import ago
from shared.errors import HeliographError, NotFound
from shared.pipeline import STAGES
from shared.runtime.command import carry_out, command_parser
from shared.runtime.damage import some
from shared.runtime.lock import hold
from shared.runtime.platform import COLLECTIONS, openings
from shared.runtime.probing import Probing
from shared.runtime.recovery import clear_damaged, put_back, remade, without_original
from shared.runtime.settings import Settings
from shared.runtime.snapshots import Snapshots

_EXAMPLES = """
examples:
  python -m services.recover                                       list the snapshots
  python -m services.recover --snapshot latest --from-originals    all that can be had back: do this when in doubt
  python -m services.recover --snapshot 2026-11-28                 the catalog as it was that day
  python -m services.recover --from-originals                      records for the originals that have none
  HELIOGRAPH_HOME=/srv/photos python -m services.recover           ... of another folder

Stop Heliograph first. Nothing is deleted: the catalog that was there is moved aside, and what can be no photo's is
moved to quarantine/ and named. Photos from the originals come without their titles and other edits, and are looked at
again after the next start. It reads the same environment as the services (docs/settings.md). A cluster's catalog is
MongoDB's: put back your own backup of it, or an empty one, and then --from-originals, which leaves out what may be an
upload under way (docs/operations.md). The cluster may run meanwhile.
"""
_EVERY = 500  # originals between two lines that tell how far it is


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser(
        "recover", "Puts a damaged or lost catalog back, from a snapshot and from the originals.", _EXAMPLES
    )
    parser.add_argument("--snapshot", metavar="DAY", help="put this day's snapshot in its place, or the latest")
    parser.add_argument(
        "--from-originals", action="store_true", help="make records for originals that the catalog does not know"
    )
    chosen = parser.parse_args(arguments)
    mask = os.umask(0o077)  # what is kept here is nobody else's to read
    try:
        return carry_out(lambda settings: _run(settings, chosen.snapshot, from_originals=chosen.from_originals))
    finally:
        os.umask(mask)


async def _run(settings: Settings, snapshot: str | None, *, from_originals: bool) -> None:
    if settings.profile == "cluster":
        if snapshot or not from_originals:
            raise NotFound(
                "A cluster's catalog is MongoDB's, and has no snapshots here: put back your own backup of it, then run "
                "this with --from-originals (docs/operations.md)."
            )
        await _complete(settings, from_originals=True)
        return
    if not settings.home.exists():
        raise NotFound(f"There is no library in {settings.home.absolute()}. Set HELIOGRAPH_HOME to where it is.")
    snapshots = Snapshots(settings.home)
    if not snapshot and not from_originals:
        _list(snapshots)
        return
    with hold(settings.home):
        if snapshot:
            taken = _chosen(snapshots, snapshot)
            aside = put_back(taken, snapshots.catalog)
            print(f"The catalog is that of {taken.stem} again, with {_photos(taken)}.")
        else:
            aside = clear_damaged(snapshots.catalog)
        if aside:
            print(f"What was there lies in {aside}.")
        await _complete(settings, from_originals=from_originals)


def _list(snapshots: Snapshots) -> None:
    days = snapshots.days()
    for day, path in days.items():
        print(f"{day}  {_photos(path)}")
    if not days:
        print(f"There are no snapshots in {snapshots.folder}. Records can be made anew by --from-originals.")


def _photos(snapshot: Path) -> str:
    try:
        return f"{photos_in(snapshot):,} photos"
    except HeliographError as error:
        return str(error)


def _chosen(snapshots: Snapshots, name: str) -> Path:
    """Raises NotFound."""
    days = snapshots.days()
    with contextlib.suppress(ValueError, KeyError, StopIteration):
        return next(iter(days.values())) if name == "latest" else days[date.fromisoformat(name)]
    raise NotFound(f"There is no snapshot {name}. There are: {', '.join(map(str, days)) or 'none'}.")


async def _complete(settings: Settings, *, from_originals: bool) -> None:
    """Brings the catalog and the originals together, and tells where they are not."""
    async with _opened(settings) as (photos, foundings, blobs):
        if from_originals:
            await _make_records(settings, photos, blobs)
            await foundings.forget()
        lost = [id async for id in without_original(photos, blobs)]
    if lost:
        print(f"{len(lost)} photos have no original: {some(lost)}. They were deleted since that day, or are lost.")
    if settings.profile == "embedded":
        print("Start Heliograph now." + ("" if from_originals else " What came later needs --from-originals first."))


async def _make_records(settings: Settings, photos: Photos, blobs: BlobStore) -> None:
    # Alone in an embedded home nothing is uploaded; a cluster's gateways write an original before its record.
    before = ago(seconds=settings.sweep_seconds) if settings.profile == "cluster" else None
    probe = Probing(max_pixels=settings.max_pixels, memory=settings.decoder_memory)
    counts = Counter[str]()
    await probe.pool.start()
    try:
        async for looked in remade(photos, blobs, probe, before=before):
            counts[looked.outcome] += 1
            if looked.outcome == "moved":
                print(f"{looked.key} was moved to quarantine/. {looked.why}")
            if counts.total() % _EVERY == 0:
                print(f"{counts.total():,} looked at, {counts['made']:,} records made ...", flush=True)
    finally:
        await probe.pool.close()
    print(f"{counts['made']:,} records were made anew; {counts['known']:,} originals had theirs.")
    if counts["recent"]:
        print(f"{counts['recent']:,} came just now and were left alone. Run this again in an hour or so.")


@contextlib.asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[Photos, Foundings, BlobStore]]:
    async with contextlib.AsyncExitStack() as stack:
        ways = openings(settings)
        blobs = await ways.blobs()
        stack.push_async_callback(blobs.close)
        catalog = await ways.catalog()
        stack.push_async_callback(catalog.close)
        await catalog.declare(*COLLECTIONS)
        yield Photos(catalog, STAGES), Foundings(catalog), blobs


if __name__ == "__main__":
    sys.exit(main())
