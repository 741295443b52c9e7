"""What an album of each theme would gather: `python -m eval.themes --evalkit ../shared/evalkit --sheet themes.png`.

Every photo below a folder is looked at by the product's own stages, and those that pass a theme's query are laid on one
sheet, to be judged by eye: docs/quality.md has the figures. --evalkit may name any folder.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps
from tqdm import tqdm

from eval.command import parser
from eval.library import Eyes
from eval.tables import table
from shared.domain.album_proposal import THEMES, filter_of
from shared.domain.photo import Photo, from_doc
from shared.domain.where import all_of, holds
from shared.errors import Invalid

_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
# That were tried, and whose albums would be wrong too often.
_TRIED: dict[str, dict[str, Any]] = {
    "cat": {"object": ["cat"]},
    "document": {"kind": "document"},
    "dog by tag": {"tag": ["dog"]},
}
_SIDE, _COLUMNS = 200, 9  # pixels of a picture on the sheet, and how many in a row


def gathered(folder: Path, eyes: Eyes) -> dict[str, list[Path]]:
    """By theme, also by those that were tried."""
    found: dict[str, list[Path]] = {theme: [] for theme in (*THEMES, *_TRIED)}
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _ENDINGS]
    for path in tqdm(files, "looking", disable=None):
        try:
            photo: Photo = from_doc(eyes.see(path).record)
        except Invalid:
            continue  # no photo that a library would have
        for theme, query in (THEMES | _TRIED).items():
            if holds(all_of(*filter_of(query).where()), photo):
                found[theme].append(path)
    return found


def sheet(found: Mapping[str, Sequence[Path]]) -> Image.Image:
    pictures = [(theme, path) for theme, paths in found.items() for path in paths]
    rows = -(-len(pictures) // _COLUMNS)
    whole = Image.new("RGB", (_COLUMNS * _SIDE, rows * (_SIDE + 16)), "white")
    for place, (theme, path) in enumerate(pictures):
        left, top = place % _COLUMNS * _SIDE, place // _COLUMNS * (_SIDE + 16)
        picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        picture.thumbnail((_SIDE - 6, _SIDE - 6))
        whole.paste(picture, (left, top))
        ImageDraw.Draw(whole).text((left, top + _SIDE), f"{theme}: {path.name[-20:]}", fill="black")
    return whole


if __name__ == "__main__":
    options = parser("eval.themes", __doc__, "evalkit", "models", "cache")
    options.add_argument("--sheet", type=Path, help="a picture to lay them on")
    given = options.parse_args()
    of = gathered(given.evalkit, Eyes(given.models, given.cache))
    print(table(["theme", "photos"], [[theme, str(len(paths))] for theme, paths in of.items()]))
    if given.sheet and any(of.values()):
        sheet(of).save(given.sheet)
