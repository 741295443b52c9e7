from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.gateway.looking import Looking
from shared.domain.spaces import FACES, IMAGE, Measured, own_space
from shared.errors import HeliographError, Invalid, Overloaded, TooLarge, Unavailable
from shared.imaging.probe import Probe

Answer = Callable[[Request], Awaitable[Response]]


async def seen(request: Request) -> Response:
    return JSONResponse({"classify": {"labels": [[7, 0.5, 0.5]]}, "fingerprint": {"phash": "00ff" * 4}})


async def placed(request: Request) -> Response:
    body = await request.json()
    assert body["space"] == "image.conse-1"
    assert body["facts"]["classify"] == {"labels": [[7, 0.5, 0.5]]}
    return JSONResponse({"vector": [0.6, 0.8]})


async def probe(head: bytes, complete: bool) -> Probe:
    if head != b"picture":
        raise Invalid("This is no picture.")
    return Probe("JPEG", "image/jpeg", 1, 1)


async def chunks(*some: bytes) -> AsyncIterator[bytes]:
    for chunk in some:
        yield chunk


def peer(answer: Answer) -> Callable[[], httpx.AsyncClient]:
    app = Starlette(routes=[Route(path, answer, methods=["POST"]) for path in ("/look", "/faces")])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://peer")
    return lambda: client


def looking(vision: Answer = seen, embedder: Answer = placed, max_bytes: int = 100) -> Looking:
    return Looking(peer(vision), peer(embedder), probe, space=lambda: IMAGE, max_bytes=max_bytes)


async def test_vision_looks_and_the_embedder_places() -> None:
    look = await looking().at(chunks(b"pic", b"ture"))
    assert look.vector.dtype == np.float32
    assert look.vector.tolist() == pytest.approx([0.6, 0.8])
    assert look.phash == "00ff00ff00ff00ff"


async def test_a_model_that_looks_itself_is_sent_what_it_looks_at() -> None:
    theirs = own_space("siglip2", "0123456789ab", Measured(2, 0, 1))

    async def shown(request: Request) -> Response:
        assert request.query_params["preview"] == "true"
        return JSONResponse({"fingerprint": {"phash": "00ff" * 4}, "renditions": {"preview": "YQ=="}})

    async def at_it(request: Request) -> Response:
        body = await request.json()
        assert body == {"space": theirs.name, "facts": {"fingerprint": {"phash": "00ff" * 4}}, "preview": "YQ=="}
        return JSONResponse({"vector": [0.6, 0.8]})

    searching = Looking(peer(shown), peer(at_it), probe, space=lambda: theirs, max_bytes=100)
    assert (await searching.at(chunks(b"picture"))).vector.tolist() == pytest.approx([0.6, 0.8])


def showing(faces: int) -> Answer:
    async def vision(request: Request) -> Response:
        return JSONResponse({"faces": [{"facts": {"size": place}, "chip": "YQ=="} for place in range(faces)]})

    return vision


async def test_faces_are_cut_out_by_vision_and_placed_by_the_embedder() -> None:
    async def compared(request: Request) -> Response:
        body = await request.json()
        assert body["space"] == FACES.name
        assert body["faces"][1] == {"facts": {"size": 1}, "chip": "YQ=="}
        return JSONResponse({"vectors": [[1, 0], [0.6, 0.8]]})

    faces = await looking(showing(2), compared).faces(chunks(b"picture"), FACES)
    assert faces.dtype == np.float32
    assert faces == pytest.approx(np.array([[1, 0], [0.6, 0.8]]))
    assert len(await looking(showing(0), compared).faces(chunks(b"picture"), FACES)) == 0
    with pytest.raises(Invalid, match="51 faces"):
        await looking(showing(51), compared).faces(chunks(b"picture"), FACES)


async def test_what_is_no_picture_or_too_large_is_not_sent_on() -> None:
    with pytest.raises(Invalid, match="no picture"):
        await looking().at(chunks(b"text"))
    with pytest.raises(TooLarge, match="up to 10 bytes"):
        await looking(max_bytes=10).at(chunks(b"x" * 6, b"x" * 6))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (JSONResponse({"detail": "The file is cut off."}, 422), Invalid),
        (Response("<html>", 502), Unavailable),
        (JSONResponse({"detail": "later"}, 503), Unavailable),
        (Response("{", 200), Unavailable),
        (JSONResponse({"classify": "nonsense"}), Unavailable),
        (JSONResponse([1], 422), Invalid),
    ],
    ids=["damaged", "proxy", "busy", "cut", "nonsense", "odd problem"],
)
async def test_what_a_peer_may_answer(answer: Response, error: type[HeliographError]) -> None:
    async def vision(request: Request) -> Response:
        return answer

    with pytest.raises(error):
        await looking(vision).at(chunks(b"picture"))


async def test_no_more_than_a_few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.looking._AT_ONCE", 1)
    look = looking()

    async def one_inside_the_other() -> AsyncIterator[bytes]:
        with pytest.raises(Overloaded):
            await look.at(chunks(b"picture"))
        yield b"picture"

    assert (await look.at(one_inside_the_other())).phash
    assert (await look.at(chunks(b"picture"))).phash
