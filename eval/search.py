"""How well text search finds: `python -m eval.search --evalkit ../shared/evalkit`.

Without --url the product's stages run in this process, once per file, and three libraries are asked through the real
engine and index: the captioned photos, the hand-labelled ones, and all together. With --url a running, empty
Heliograph is given all of them and asked over HTTP. --write puts the tables into a Markdown file, between its markers
<!-- eval.search --> and <!-- /eval.search -->.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
from tqdm import tqdm

from eval.command import parser, publish
from eval.gateway import Gateway
from eval.library import Eyes, Library
from eval.measure import Ask, captions, names, rejected
from eval.photosets import Labelled, captioned, hand_labelled
from eval.tables import table
from services.embedder.encoder import query_encoder

Photos = Sequence[Labelled]
_NAMED = ("library", "mean average precision", "first hit right", "one of five right")


async def offline(libraries: Mapping[str, Photos], models: Path, cache: Path) -> AsyncIterator[tuple[str, Photos, Ask]]:
    eyes, encoder = Eyes(models, cache), query_encoder("bundled", models)
    for name, photos in libraries.items():
        seen = [eyes.see(photo.path) for photo in tqdm(photos, f"looking: {name}", disable=None)]
        with tempfile.TemporaryDirectory() as folder:
            async with Library.open(Path(folder), seen, encoder) as library:
                yield name, photos, library.ask


async def over_http(photos: Photos, url: str, token: str | None) -> AsyncIterator[tuple[str, Photos, Ask]]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as http:
        gateway = Gateway(http)
        await gateway.fill([photo.path for photo in photos])
        yield "all together, over HTTP", photos, gateway.ask


async def report(libraries: AsyncIterator[tuple[str, Photos, Ask]]) -> str:
    found, named, nothing = [], [], []
    async for name, photos, ask in libraries:
        ranks = await captions(ask, photos)
        found.append([name, str(len(photos)), str(len(ranks.ranks)), *ranks.row()])
        things = await names(ask, photos)
        precision, recall = things.right / things.shown, things.right / things.wanted
        counts = (str(things.shown), f"{precision:.3f}", f"{recall:.3f}")
        named.append([name, *map(str, (things.precision, things.first, things.five)), *counts])
        for kind, (count, share) in (await rejected(ask, photos)).items():
            nothing.append([name, kind, str(count), f"{share:.2f}"])
    return "\n\n".join(
        [
            f"Measured {datetime.now(UTC):%d %b %Y} with the bundled models. Brackets: 95 % bootstrap intervals.",
            "Captions, each of which wants its own photo:",
            table(["library", "photos", "captions", "R@1", "R@5", "R@10", "MRR"], found),
            "Names of things, which want every photo that shows them:",
            table([*_NAMED, "hits shown", "of them right", "of the right ones shown"], named),
            "Questions that nothing answers, and the share to which nothing is shown:",
            table(["library", "kind", "questions", "rejected"], nothing),
        ]
    )


def main() -> None:
    options = parser("eval.search", __doc__, "evalkit", "models", "cache")
    options.add_argument("--url", help="a running, empty Heliograph; its token is taken from HELIOGRAPH_TOKEN")
    given = options.parse_args()
    coco, hand = captioned(given.evalkit), hand_labelled(given.evalkit)
    if not coco or not hand:
        options.error(f"there are no labelled photos in {given.evalkit}")
    if given.url:
        asked = over_http([*coco, *hand], given.url, os.environ.get("HELIOGRAPH_TOKEN"))
    else:
        libraries = {"captioned": coco, "hand-labelled": hand, "all together": [*coco, *hand]}
        asked = offline(libraries, given.models, given.cache)
    publish("eval.search", asyncio.run(report(asked)), given.write)


if __name__ == "__main__":
    main()
