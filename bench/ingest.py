"""From the first byte that is sent to the last photo that is ready, beside a bare loop over the same files."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bench import photosets
from bench.bare import Bare
from bench.client import Client
from bench.report import Row, paired
from bench.system import product

_ROUNDS = 3
_CONNECTIONS = 4
_WARMING = 16  # photos, before anything is measured


def measure(folder: Path) -> list[Row]:
    sets = {
        "photos of the web, a minute": photosets.small(folder, copies=2),
        "photos of 12 megapixels, a minute": photosets.large(folder, count=64),
    }
    bare = Bare()
    try:
        bare.start()
        with product(folder) as heliograph:
            return [_row(name, files, heliograph.base, bare) for name, files in sets.items()]
    finally:
        bare.stop()


def _row(name: str, files: Sequence[Path], base: str, bare: Bare) -> Row:
    warming = photosets.freshened(files[:_WARMING])
    ingest(base, warming)
    bare.run(warming)
    pairs = []
    for _ in tqdm(range(_ROUNDS), desc=name, leave=False):
        photosets.freshened(files)
        pairs.append(tuple(60 * len(files) / seconds for seconds in (ingest(base, files), _bare(bare, files))))
    return paired(f"ingest: {name}", "", "bare loop", pairs, ">= 0.85")


def ingest(base: str, files: Sequence[Path]) -> float:
    """-> seconds until all of them are ready"""
    os.sync()  # what was written before is no part of it
    client, began = Client(base), time.time()
    return client.ready(client.upload_all(files, _CONNECTIONS)) - began


def _bare(bare: Bare, files: Sequence[Path]) -> float:
    os.sync()
    return bare.run(files)
