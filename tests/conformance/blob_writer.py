"""`python -m tests.conformance.blob_writer ADDRESS`: puts blobs for ever and prints the key of each when it is
acknowledged. The conformance suite kills it."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from hashlib import sha256

from tests.conformance.blob_places import open_store


def blob(key: str) -> bytes:
    """The bytes that belong under the key: up to 3 MB, different for each."""
    seed = sha256(key.encode()).digest()
    return seed * random.Random(seed).randrange(1, 100_000)


async def source(key: str) -> AsyncIterator[bytes]:
    whole = blob(key)
    for at in range(0, len(whole), 100_000):
        yield whole[at : at + 100_000]
        await asyncio.sleep(0)


async def main(address: str) -> None:
    store = open_store(address)

    async def write(task: int) -> None:
        for number in range(1_000_000):
            key = f"t{task}/{number % 3}/{number}"
            await store.put(key, source(key))
            print(key, flush=True)

    await asyncio.gather(*map(write, range(4)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
