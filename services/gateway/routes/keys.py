"""The keys of an account, by which programs ask in its name."""

from datetime import UTC
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import AwareDatetime, BaseModel, Field

from services.gateway.accounts.entrance import Entrance
from services.gateway.accounts.keyring import Keyring
from services.gateway.auth import SignedIn
from services.gateway.body import Body
from services.gateway.problems import responses
from services.gateway.routes.auth import caller
from shared.domain.account import Key
from shared.domain.instants import instant
from shared.domain.principal import Principal, Right

KeyId = Annotated[
    str, Path(max_length=64, description="The key's id", examples=["019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"])
]
KeyName = Annotated[str, Field(min_length=1, max_length=100, examples=["backup of the phone"])]
Scopes = Annotated[
    list[Right],
    Field(
        min_length=1, max_length=5,
        description="see: look at photos; add: upload; change: edit; remove: delete; manage: what who runs the "
        "installation may do, for an admin's key",
    ),
]  # fmt: skip


class KeyIn(Body):
    name: KeyName
    scopes: Scopes
    expires: AwareDatetime | None = Field(None, description="null: it has no end")


class KeyChangeIn(Body):
    name: KeyName | None = None
    scopes: Scopes | None = None


class KeyOut(BaseModel):
    id: str = Field(description="`token`: HELIOGRAPH_TOKEN")
    name: str
    scopes: list[Right]
    created: str
    expires: str | None
    used: str | None = Field(description="When it was used last, to the minute; null: never yet")

    @classmethod
    def of(cls, key: Key) -> Self:
        return cls(id=key.id, name=key.name, scopes=key.scopes, created=key.created, expires=key.expires, used=key.used)


class NewKeyOut(KeyOut):
    secret: str = Field(description="What the program sends, as 'Authorization: Bearer <secret>'. It is shown only now")

    @classmethod
    def made(cls, key: Key, secret: str, response: Response) -> Self:
        response.headers["Cache-Control"] = "no-store"
        return cls(**KeyOut.of(key).model_dump(), secret=secret)


class KeysOut(BaseModel):
    keys: list[KeyOut]


def build(entrance: Entrance, keyring: Keyring) -> APIRouter:
    router = APIRouter(prefix="/account/keys", tags=["accounts"])
    Proven = Annotated[Principal, Depends(entrance.proven)]

    @router.get("", responses=responses(403, 409))
    async def all_of_them(asker: SignedIn) -> KeysOut:
        """Oldest first. What they send is not kept, and cannot be shown."""
        return KeysOut(keys=[KeyOut.of(key) for key in await keyring.of(asker)])

    @router.post("", status_code=201, responses=responses(403, 409, 422))
    async def make(body: KeyIn, request: Request, response: Response, asker: Proven) -> NewKeyOut:
        """A new key, which may no more than you may."""
        expires = instant(body.expires.astimezone(UTC)) if body.expires else None
        made = await keyring.make(asker, body.name, body.scopes, expires, caller(request).address)
        return NewKeyOut.made(*made, response)

    @router.patch("/{id}", responses=responses(403, 404, 409, 422))
    async def limit(id: KeyId, body: KeyChangeIn, request: Request, asker: Proven) -> KeyOut:
        """Another name, or other rights, at once."""
        return KeyOut.of(await keyring.limit(asker, id, body.name, body.scopes, caller(request).address))

    @router.post("/{id}/rotate", responses=responses(403, 404, 409))
    async def rotate(id: KeyId, request: Request, response: Response, asker: Proven) -> NewKeyOut:
        """A new secret for the same key; the one that it had works for 24 hours yet."""
        return NewKeyOut.made(*await keyring.rotate(asker, id, caller(request).address), response)

    @router.delete("/{id}", status_code=204, responses=responses(403, 404, 409))
    async def delete(id: KeyId, request: Request, asker: SignedIn) -> None:
        """It opens nothing any more, at once. HELIOGRAPH_TOKEN (`token`) is switched off, until
        `python -m services.accounts token on`."""
        await keyring.delete(asker, id, caller(request).address)

    return router
