"""The web app's files, as `npm run build` made them in web/dist, and what pages need that are there without a build."""

import os
from html import escape
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

DIST = Path(__file__).parents[2] / "web" / "dist"
STATIC = Path(__file__).parent / "static"

# Everything is our own but map tiles, whose address the reader chooses, and pictures that the page itself has made.
# hash-wasm compiles WebAssembly, and nothing may evaluate text.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data: https: http://localhost:* http://127.0.0.1:*",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",  # the tile servers of OpenStreetMap want one
}
# Of the page of a link: nothing of it comes from elsewhere, and no other page hears that it was there.
_LINK_HEADERS = {
    "Content-Security-Policy": _POLICY.replace(
        "img-src 'self' blob: data: https: http://localhost:* http://127.0.0.1:*", "img-src 'self' blob: data:"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-cache",
}
# Of a page that is only read.
PLAIN_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
}
_FOR_EVER = "public, max-age=31536000, immutable"


# As scripts/press.mjs presses them, the smallest first: content coding -> what the file's name ends with.
_PRESSED = {"br": ".br", "gzip": ".gz"}


def built(dist: Path = DIST) -> bool:
    return (dist / "index.html").is_file()


def link_page(title: str, dist: Path = DIST) -> Response:
    """The page of a link, with a title for who only fetches it; empty: none."""
    path = dist / "link.html"
    page = path.read_text() if path.is_file() else (STATIC / "unbuilt.html").read_text()
    if title:
        said = escape(title, quote=True)
        named = f'<title>{said}</title><meta property="og:title" content="{said}" />'
        page = page.replace("<title>Heliograph</title>", named, 1)
    return Response(page, media_type="text/html", headers=_LINK_HEADERS)


class WebApp(StaticFiles):
    """ASGI. A path without a file is a page of the app, which finds its way by itself; a missing asset is a 404."""

    def __init__(self, dist: Path = DIST) -> None:
        super().__init__(directory=dist, html=True)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The pressed file beside it, where there is one that the browser reads."""
        accepted = {
            part.partition(";")[0].strip() for part in Headers(scope=scope).get("accept-encoding", "").split(",")
        }
        pressed = {
            coding: f"{full_path}{end}" for coding, end in _PRESSED.items() if Path(f"{full_path}{end}").is_file()
        }
        for coding, path in pressed.items():
            if coding in accepted:
                response = super().file_response(path, os.stat(path), scope, status_code)
                response.headers["Content-Encoding"] = coding
                response.headers["Content-Type"] = guess_type(full_path)[0] or "application/octet-stream"
                break
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        if pressed:
            response.headers.add_vary_header("Accept-Encoding")
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("assets/") or "." in Path(path).name:
                raise
            path = "index.html"
            response = await super().get_response(path, scope)
        # Files under assets/ bear the hash of their content; all others are asked for again each time.
        response.headers["Cache-Control"] = _FOR_EVER if path.startswith("assets/") else "no-cache"
        response.headers.update(_HEADERS)
        return response
