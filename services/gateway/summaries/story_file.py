"""A story as one HTML file, which needs nothing else: its pictures are in it, and no script is. Made while it is sent,
a picture at a time."""

import base64
from collections.abc import AsyncIterator, Sequence
from html import escape

from services.gateway.summaries.memories_out import StoryOut
from shared.blobs.base import BlobStore
from shared.errors import BlobNotFound

LARGEST = 24 * 2**20  # bytes of pictures; those that come after are left out

_STYLE = """
:root { color-scheme: dark; }
* { box-sizing: border-box; margin: 0; }
html { scroll-snap-type: y mandatory; background: #101114; color: #f3f1ec; font: 1.05rem/1.5 system-ui, sans-serif; }
section { scroll-snap-align: start; height: 100vh; height: 100dvh; display: grid; grid-template-rows: minmax(0, 1fr)
  auto; place-items: center; padding: 1rem; gap: .6rem; text-align: center; }
section.first { grid-template-rows: auto auto; align-content: center; }
h1 { font-size: clamp(1.8rem, 6vw, 3.4rem); line-height: 1.15; text-wrap: balance; }
p { max-width: 44rem; color: #c9c6bf; overflow-wrap: anywhere; }
img { max-width: 100%; max-height: 100%; object-fit: contain; border-radius: .4rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-snap-type: none; } }
"""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


async def written(story: StoryOut, blobs: BlobStore, keys: Sequence[str]) -> AsyncIterator[bytes]:
    """`keys`: of the JPEG of each of its photos, "" where there is none to show. One that is gone is left out."""
    yield _head(story).encode()
    sent = 0
    for photo, key in zip(story.photos, keys, strict=True):
        content = await _read(blobs, key, LARGEST - sent) if key else b""
        if not content:
            continue
        sent += len(content)
        said = escape(" · ".join(filter(None, (photo.day, photo.place))))
        picture = base64.b64encode(content).decode()
        yield f'<section><img src="data:image/jpeg;base64,{picture}" alt="{said}"><p>{said}</p></section>\n'.encode()
    yield b"</main></body></html>\n"


def _head(story: StoryOut) -> str:
    title, text = escape(story.title), escape(story.text)
    return f"""<!doctype html>
<html lang="{escape(story.language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title}</title><style>{_STYLE}</style></head><body><main>
<section class="first"><h1>{title}</h1><p>{text}</p></section>
"""


async def _read(blobs: BlobStore, key: str, most: int) -> bytes:
    """b"" for a blob that is gone, or larger than that."""
    try:
        size = (await blobs.stat(key)).size
        return b"" if size > most else b"".join([chunk async for chunk in blobs.open(key, 0, size)])
    except BlobNotFound:
        return b""
