"""python -m bench [--only ingest,upload,...] [--write docs/performance.md]"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from bench import catalog, cluster, doors, ingest, search, start, upload, vectors, web, work
from bench.report import Row, section
from eval.tables import replace_section

MEASURES: dict[str, Callable[[Path], list[Row]]] = {
    "start": start.measure,
    "ingest": ingest.measure,
    "work": work.measure,
    "upload": upload.measure,
    "vectors": vectors.measure,
    "catalog": catalog.measure,
    "search": search.measure,
    "doors": doors.measure,
    "web": web.measure,
    "cluster": cluster.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures speed and memory.")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(MEASURES), help=", ".join(MEASURES))
    parser.add_argument("--write", type=Path, help="a Markdown file to put the tables in")
    given = parser.parse_args()
    if unknown := set(given.only) - set(MEASURES):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    for name in tqdm(given.only, desc="bench", leave=False):
        with tempfile.TemporaryDirectory(prefix="heliograph-bench-") as folder:
            text = section(MEASURES[name](Path(folder)))
        tqdm.write(f"\n{text}")
        if given.write:
            replace_section(given.write, f"bench.{name}", text)


if __name__ == "__main__":
    main()
