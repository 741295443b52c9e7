"""What a file's first bytes say, read in a decoder child: a file may be anything."""

from functools import partial

from shared.children import ChildFailed, ChildPool, Limits
from shared.errors import Damaged, Invalid
from shared.imaging.probe import Head, Probe, prober


class Probing:
    """`pool` is started and closed by whoever makes it."""

    def __init__(self, *, max_pixels: int, memory: int) -> None:
        self.pool: ChildPool[Head, Probe | Invalid] = ChildPool(
            "probe",
            partial(prober, max_pixels),
            size=1,
            limits=Limits(seconds=20, memory=memory, items=10_000),
            batch=16,
            on_demand=True,
        )

    async def __call__(self, head: bytes, complete: bool) -> Probe:
        """Of the first bytes, and whether they are all. Raises Invalid."""
        for last in (False, True):
            try:
                found = await self.pool.run(Head(head, complete))
            except ChildFailed as error:
                # Once may be the machine's fault, out of memory for example; twice is the file's.
                if last:
                    raise Damaged(f"The file's header cannot be read: {error}.") from error
            else:
                break
        if isinstance(found, Invalid):
            raise found
        return found
