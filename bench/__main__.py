"""python -m bench [--only ingest,upload,...] [--write docs/performance.md] [--beside ../another-worktree]"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tqdm import tqdm

from bench import (
    beside,
    catalog,
    cluster,
    doors,
    faces,
    ingest,
    occasions,
    search,
    start,
    upload,
    vectors,
    waiting,
    web,
    work,
)
from bench.report import Row, section
from eval.tables import replace_section

Measure = Callable[[Path], list[Row]]

MEASURES: dict[str, Measure] = {
    "start": start.measure,
    "ingest": ingest.measure,
    "waiting": waiting.measure,
    "work": work.measure,
    "upload": upload.measure,
    "vectors": vectors.measure,
    "catalog": catalog.measure,
    "search": search.measure,
    "faces": faces.measure,
    "occasions": occasions.measure,
    "doors": doors.measure,
    "web": web.measure,
    "cluster": cluster.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures speed and memory.")
    parser.add_argument("--only", type=lambda text: text.split(","), help=", ".join(MEASURES))
    parser.add_argument("--write", type=Path, help="a Markdown file to put the tables in")
    parser.add_argument("--beside", type=Path, help="a worktree of another commit, to be compared with")
    given = parser.parse_args()
    measures: Mapping[str, Measure] = MEASURES
    if given.beside:
        other = given.beside.absolute()
        measures = {name: partial(measure, other=other) for name, measure in beside.MEASURES.items()}
    only = given.only or list(measures)
    if unknown := set(only) - set(measures):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(measures)}")
    if given.beside and given.write:
        parser.error("a comparison is not written: the tables are of one commit")
    for name in tqdm(only, desc="bench", leave=False):
        with tempfile.TemporaryDirectory(prefix="heliograph-bench-") as folder:
            text = section(measures[name](Path(folder)))
        tqdm.write(f"\n{text}")
        if given.write:
            replace_section(given.write, f"bench.{name}", text)


if __name__ == "__main__":
    main()
