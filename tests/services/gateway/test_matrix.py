"""Every route of the gateway, called by everybody who may not: with another's thing in every path, parameter and body,
without a token, with the services', and by principals who may nothing. A route without a row fails."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote_plus

import httpx
import msgspec
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from pydantic import SecretStr

from services.gateway import auth, policy
from services.gateway.service import build
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.days import Days
from shared.catalog.occasions import Occasions
from shared.catalog.proposals import SIMILAR, Proposals
from shared.catalog.questions import Questions
from shared.catalog.shares import Shares
from shared.domain.actions import Action, Difference, Rate
from shared.domain.album import Album
from shared.domain.album_proposal import AlbumProposal, proposal_id
from shared.domain.cells import cells_of
from shared.domain.day import Day
from shared.domain.faces import CHIP, FaceFacts
from shared.domain.ids import OwnerId, new_id
from shared.domain.instants import ago, instant
from shared.domain.occasion import OCCASIONS, Occasion
from shared.domain.part import Part, summary
from shared.domain.person import PEOPLE, PeopleOn, Person, PlacedFace
from shared.domain.photo import Location, Mark, Photo, Place, Tag, new_photo
from shared.domain.principal import SERVICE, Principal
from shared.domain.proposals import Proposal
from shared.domain.question import Choice, Question, asking
from shared.domain.renditions import rendition_key
from shared.domain.scope import Scope
from shared.domain.share import Share
from shared.domain.spaces import IMAGE, SPACES, WORDS
from shared.runtime.originals import OriginalMissing
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings
from shared.vectors.base import Point, Space
from tests.shared.search.library import dense

TOKEN, SERVICE_TOKEN = "a-word-of-the-owner", "a-word-of-the-services"

# What a route asks the policy for: a thing that its path names, all that is seen, the library that is added to or
# changed, one's own account, what is everybody's, what a link is to its guest; or nothing, and then `why` says for what
# reason.
Asks = Literal["thing", "scope", "library", "account", "self", "installation", "guest", "nothing", "open"]


@dataclass(frozen=True)
class Row:
    asks: Asks
    why: str = ""
    body: Callable[["Owned"], Any] | None = None  # that names the owner's things


ROWS: dict[str, Row] = {
    "GET /": Row("open", "the page itself, which a browser must have before it can know a token"),
    "/static": Row("open", "its files: they are in the repository"),
    "/app": Row("open", "the web app's files, likewise"),
    "GET /healthz": Row("open", "an orchestrator asks, and hears ok"),
    "GET /readyz": Row("open", "likewise; what is damaged it tells only who runs the installation"),
    "GET /auth": Row("open", "who has not signed in asks how to"),
    "POST /auth/first": Row("open", "who brings the token may bring it in the body; tests/flows/test_accounts.py"),
    "POST /auth/login": Row("open", "who has not signed in"),
    "POST /auth/refresh": Row("open", "whose access token has ended; the refresh token opens it"),
    "POST /auth/logout": Row("open", "likewise; without a token it ends nothing"),
    "POST /auth/prove": Row("self", body=lambda _: {"code": "000000"}),
    "POST /auth/passkey/begin": Row("open", "who has not signed in; nobody is told whose passkeys there are"),
    "POST /auth/passkey/finish": Row("open", "likewise; what the device answers opens it"),
    "GET /auth/oidc": Row("open", "who has not signed in; where there is no provider it is told"),
    "GET /auth/oidc/callback": Row("open", "likewise; what the provider answers opens it, and a cookie beside"),
    "POST /auth/oidc/logout": Row("open", "the provider, by what it has signed"),
    "POST /auth/oidc/redeem": Row("open", "an app that has not signed in; the code that it was given opens it"),
    "POST /auth/oidc/prove": Row("self"),
    "GET /account/oidc": Row("self"),
    "POST /account/oidc/begin": Row("self"),
    "DELETE /account/oidc": Row("self"),
    "GET /account": Row("self"),
    "PATCH /account": Row("self", body=lambda of: {"name": of.person.name}),
    "POST /account/password": Row("self", body=lambda _: {"password": "correct horse 17 battery"}),
    "POST /account/totp": Row("self"),
    "POST /account/totp/confirm": Row("self", body=lambda _: {"code": "000000"}),
    "DELETE /account/totp": Row("self"),
    "GET /account/passkeys": Row("self"),
    "POST /account/passkeys/begin": Row("self"),
    "POST /account/passkeys/finish": Row("self", body=lambda _: {"ticket": "x", "answer": {}, "name": "Taken over"}),
    "PATCH /account/passkeys/{id}": Row("self", body=lambda _: {"name": "Taken over"}),
    "DELETE /account/passkeys/{id}": Row("self"),
    "GET /account/sessions": Row("self"),
    "DELETE /account/sessions": Row("self"),
    "DELETE /account/sessions/{id}": Row("self"),
    "GET /openapi.json": Row("nothing", "what can be asked, which is the same for all"),
    "GET /docs": Row("nothing", "the same as a page"),
    "GET /redoc": Row("nothing", "the same under another name"),
    "GET /metrics": Row("installation"),
    "GET /demonstration": Row("installation"),
    "GET /demonstration/{name}": Row("installation"),
    "GET /models": Row("installation"),
    "PUT /models/{task}": Row("installation", body=lambda _: {"name": "bundled"}),
    "PUT /models/{task}/{name}": Row("installation", body=lambda _: {"digest": "0123456789ab"}),
    "DELETE /models/{task}/{name}": Row("installation"),
    "GET /audit": Row("account"),
    "POST /upload": Row("library"),
    "POST /photos/known": Row("library", body=lambda of: {"sha256": [of.photo.sha256]}),
    "POST /photos/edit": Row(
        "library", body=lambda of: {"ids": [of.photo.id], "change": {"kind": "rating", "rating": 1}}
    ),
    "POST /tracks": Row("library"),
    "GET /photos": Row("scope"),
    "GET /photos/months": Row("scope"),
    "GET /photos/points": Row("scope"),
    "GET /facets": Row("scope"),
    "GET /search": Row("scope"),
    "GET /search/suggest": Row("scope"),
    "POST /search/by-image": Row("scope"),
    "GET /places": Row("scope"),
    "GET /days": Row("scope"),
    "GET /days/{day}": Row("scope"),
    "GET /summaries": Row("library"),
    "GET /memories": Row("library"),
    "POST /memories/{id}/less": Row("thing", body=lambda _: {}),
    "POST /memories/{id}/more": Row("thing", body=lambda _: {}),
    "GET /stories": Row("library"),
    "GET /stories/file": Row("library"),
    "GET /groups": Row("scope"),
    "GET /occasions": Row("scope"),
    "GET /occasions/{id}": Row("thing"),
    "GET /occasions/{id}/photos": Row("thing"),
    "PATCH /occasions/{id}": Row("thing", body=lambda of: {"title": "Taken over"}),
    "POST /occasions/{id}/split": Row("thing", body=lambda of: {"before": of.photo.id}),
    "POST /occasions/{id}/merge": Row("thing", body=lambda of: {"with": of.occasion.id}),
    "POST /occasions/{id}/dismiss": Row("thing"),
    "POST /occasions/{id}/restore": Row("thing"),
    "GET /questions": Row("scope"),
    "POST /questions/{id}/answer": Row("thing", body=lambda of: {"choice": f"{of.photo.tag_names[0]}"}),
    "POST /questions/{id}/no": Row("thing"),
    "POST /questions/{id}/skip": Row("thing"),
    "POST /questions/{id}/ask": Row("thing"),
    "GET /actions": Row("scope"),
    "GET /people": Row("scope"),
    "GET /people/suggestions": Row("scope"),
    "POST /people/search": Row("scope"),
    "GET /people/{id}": Row("thing"),
    "GET /people/{id}/photos": Row("thing"),
    "GET /people/{id}/faces": Row("thing"),
    "PATCH /people/{id}": Row("thing", body=lambda of: {"name": "Taken over"}),
    "POST /people/merge": Row("thing", body=lambda of: {"into": of.person.id, "people": [of.person.id]}),
    "POST /people/suggestions/answer": Row(
        "thing", body=lambda of: {"answers": [{"group": of.person.id, "person": of.person.id, "same": False}]}
    ),
    "POST /people/{id}/split": Row("thing", body=lambda of: {"faces": [of.face]}),
    "POST /people/{id}/deny": Row("thing", body=lambda of: {"person": of.person.id}),
    "POST /photo/{id}/faces": Row("thing", body=lambda of: {"box": [0.5, 0.5, 0.7, 0.8], "person": of.person.id}),
    "PATCH /faces/{id}": Row("thing", body=lambda of: {"box": [0.5, 0.5, 0.7, 0.8]}),
    "DELETE /faces/{id}": Row("thing"),
    "POST /photo/{id}/people": Row("thing", body=lambda of: {"person": of.person.id}),
    "DELETE /photo/{id}/people/{person}": Row("thing"),
    "POST /faces/{id}/assign": Row("thing", body=lambda of: {"person": of.person.id}),
    "POST /faces/{id}/reject": Row("thing", body=lambda of: {}),
    "POST /faces/{id}/ignore": Row("thing"),
    "POST /albums": Row("library", body=lambda _: {"name": "Another"}),
    "GET /albums": Row("scope"),
    "GET /albums/{id}": Row("thing"),
    "GET /albums/proposals": Row("scope"),
    "GET /albums/proposals/{id}": Row("thing"),
    "POST /albums/proposals/{id}/take": Row("thing", body=lambda of: {"parent": of.album.id}),
    "POST /albums/proposals/{id}/dismiss": Row("thing"),
    "POST /albums/proposals/{id}/restore": Row("thing"),
    "PATCH /albums/{id}": Row("thing", body=lambda of: {"name": "Taken over", "cover": of.photo.id}),
    "GET /albums/{id}/photos": Row("thing"),
    "PUT /albums/{id}/photos": Row("thing", body=lambda of: {"ids": [of.photo.id]}),
    "DELETE /albums/{id}/photos": Row("thing", body=lambda of: {"ids": [of.photo.id]}),
    "POST /albums/{id}/order": Row("thing", body=lambda of: {"photo": of.photo.id, "after": None}),
    "GET /albums/{id}/download": Row("thing"),
    "HEAD /albums/{id}/download": Row("thing"),
    "POST /photos/download": Row("scope", body=lambda of: {"ids": [of.photo.id]}),
    "POST /photos/save": Row("library", body=lambda of: {"ids": [of.photo.id]}),
    "GET /events": Row("scope"),
    "GET /photo/{id}": Row("thing"),
    "GET /photo/{id}/similar": Row("thing"),
    "GET /photo/{id}/original": Row("thing"),
    "HEAD /photo/{id}/original": Row("thing"),
    "GET /photo/{id}/xmp": Row("thing"),
    "GET /photo/{id}/crop": Row("thing"),
    "HEAD /photo/{id}/crop": Row("thing"),
    "GET /photo/{id}/{rendition}": Row("thing"),
    "HEAD /photo/{id}/{rendition}": Row("thing"),
    "GET /parts/{id}/{rendition}": Row("thing"),
    "HEAD /parts/{id}/{rendition}": Row("thing"),
    "GET /faces/{id}/crop": Row("thing"),
    "HEAD /faces/{id}/crop": Row("thing"),
    "PATCH /photo/{id}": Row("thing", body=lambda of: {"title": "Taken over"}),
    "POST /photo/{id}/retry": Row("thing"),
    "GET /trash": Row("scope"),
    "GET /trash/{id}/{rendition}": Row("thing"),
    "POST /trash/empty": Row("library", body=lambda of: {"ids": [of.trashed.id]}),
    "POST /trash/restore": Row("library", body=lambda of: {"ids": [of.trashed.id]}),
    "GET /library": Row("library"),
    "PATCH /library": Row("library", body=lambda of: {"remember_deleted": True}),
    "POST /groups/{id}/dismiss": Row("thing"),
    "POST /groups/{id}/restore": Row("thing"),
    "POST /actions/{id}/undo": Row("thing"),
    "DELETE /albums/{id}": Row("thing"),
    "DELETE /photo/{id}": Row("thing"),
    "POST /invitations/look": Row("open", "who was invited has no account yet; what the link holds opens it"),
    "POST /invitations/accept": Row("open", "likewise"),
    "POST /auth/reset": Row("open", "who has forgotten the password; what the link holds opens it"),
    "POST /invitations": Row("self", body=lambda _: {"role": "member"}),
    "GET /invitations": Row("self"),
    "DELETE /invitations/{id}": Row("self"),
    "GET /accounts": Row("self"),
    "PATCH /accounts/{id}": Row("self", body=lambda _: {"role": "guest"}),
    "DELETE /accounts/{id}": Row("self"),
    "POST /accounts/{id}/reset": Row("self"),
    "GET /account/keys": Row("self"),
    "POST /account/keys": Row("self", body=lambda _: {"name": "Taken over", "scopes": ["see"]}),
    "PATCH /account/keys/{id}": Row("self", body=lambda _: {"name": "Taken over"}),
    "POST /account/keys/{id}/rotate": Row("self"),
    "DELETE /account/keys/{id}": Row("self"),
    "GET /account/export": Row("self"),
    "POST /shares": Row(
        "library", body=lambda of: {"kind": "album", "album": of.album.id, "to": "account", "whom": of.share.whom}
    ),
    "GET /shares": Row("scope"),
    "GET /shares/with-me": Row("scope"),
    "DELETE /shares/with-me/{id}": Row("self"),
    "POST /shares/{id}/taken": Row("self", body=lambda _: {"taken": True}),
    "GET /shares/{id}": Row("thing"),
    "GET /shares/{id}/waiting": Row("thing"),
    "PATCH /shares/{id}": Row("thing", body=lambda _: {"tells": ["place"]}),
    "DELETE /shares/{id}": Row("thing"),
    "GET /l/{id}": Row("open", "who came by a link has no account; the page is the same for every link"),
    "GET /l/{id}/": Row("open", "likewise"),
    "POST /l/{id}/open": Row("open", "what the address holds opens it", body=lambda _: {"token": "none"}),
    "GET /link": Row("guest"),
    "POST /link/name": Row("guest", body=lambda of: {"name": of.person.name}),
    "GET /link/download": Row("guest"),
    "HEAD /link/download": Row("guest"),
    "GET /accounts/names": Row("library"),
    "GET /circles": Row("self"),
    "POST /circles": Row("self", body=lambda of: {"name": of.person.name}),
    "PATCH /circles/{id}": Row("self", body=lambda of: {"name": of.person.name}),
    "DELETE /circles/{id}": Row("self"),
}
# By which one's own things are told: else it would say nothing that others' are not.
TELLING: dict[str, dict[str, str]] = {
    "GET /photos": {},
    "GET /photos/points": {},
    "GET /facets": {},
    "GET /search": {"place": "Vorquesta"},
    "GET /search/suggest": {"q": "vorq"},
    "GET /days": {},
    "GET /groups": {},
    "GET /people": {},
    "GET /albums": {},
    "GET /albums/proposals": {},
    "GET /occasions": {},
    "GET /questions": {},
    "GET /actions": {},
    "GET /trash": {},
    "GET /shares": {},
}
# Of who runs the installation.
_TO_RUN = (
    "GET /metrics", "GET /models", "PUT /models/{task}", "PUT /models/{task}/{name}", "DELETE /models/{task}/{name}",
)  # fmt: skip
_ENDLESS = "GET /events"  # for who may listen; tests/services/gateway/test_live.py tells what they hear


@dataclass
class Owned:
    """What somebody has: one of each kind, full of words that nobody else shall read."""

    photo: Photo
    trashed: Photo
    face: str
    person: Person
    group: Proposal
    action: Action
    album: Album
    occasion: Occasion
    share: Share
    proposal: AlbumProposal
    question: Question
    day: str

    def path(self, row: str) -> str:
        """That of the row, with their things in it."""
        kind = row.split("/")[1]
        ids = {"groups": self.group.id, "actions": self.action.id, "faces": self.face, "parts": self.face}
        ids |= {"people": self.person.id, "albums": self.album.id, "trash": self.trashed.id}
        ids |= {"occasions": self.occasion.id, "shares": self.share.id, "memories": f"years:{self.person.id}"}
        ids |= {"questions": self.question.id}
        id = self.proposal.id if "/albums/proposals/" in row else ids.get(kind, self.photo.id)
        filled = row.partition(" ")[2].replace("{id}", id).replace("{day}", self.day)
        filled = filled.replace("{person}", self.person.id)
        rendition = CHIP if kind == "parts" else "preview"
        return (
            filled.replace("{rendition}", rendition).replace("{name}", self.photo.file_name).replace("{task}", "place")
        )

    @property
    def secrets(self) -> set[str]:
        photo = self.photo
        words = {
            self.person.id,
            self.person.name,
            photo.id,
            self.trashed.id,
            self.trashed.file_name,
            self.face,
            str(photo.sha256),
            self.group.id,
            self.action.id,
            self.album.id,
            self.album.name,
            self.occasion.id,
            self.occasion.title,
            self.share.id,
            self.proposal.id,
            self.question.id,
            self.day,
            photo.file_name,
        }
        return words | {str(photo.title), str(photo.camera_name), *photo.places, *photo.tag_names}


@dataclass
class World:
    platform: Platform
    app: FastAPI
    mine: Owned
    theirs: Owned

    async def ask(self, row: str, of: Owned, token: str = TOKEN, *, said: Any = None, **options: Any) -> httpx.Response:
        """`said`: in place of the row's body."""
        body = ROWS[row].body
        sent = said or (body(of) if body else None)
        return await self.send(row.partition(" ")[0] or "GET", of.path(row), token, json=sent, **options)

    async def send(self, method: str, path: str, token: str, **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=bearer) as client:
            return await client.request(method, path, **options)

    def tells(self, answer: httpx.Response, of: Owned) -> set[str]:
        """What of theirs stands in the answer, and did not in the question."""
        asked = unquote_plus(f"{answer.request.url} {answer.request.content.decode()}")
        told = f"{answer.text} {answer.headers}"
        return {word for word in of.secrets if word in told and word not in asked}

    async def untouched(self, of: Owned) -> bool:
        photo = await self.platform.photos.find(of.photo.id)
        trashed = await self.platform.photos.find(of.trashed.id)
        group = await Proposals(self.platform.catalog).find(of.group.id)
        action = await Actions(self.platform.catalog).find(of.action.id)
        person = await self.platform.people.find(of.person.id)
        album = await self.platform.albums.find(of.album.id)
        occasion = await Occasions(self.platform.catalog).find(of.occasion.id)
        share = await Shares(self.platform.catalog).find(of.share.id)
        proposal = await AlbumProposals(self.platform.catalog).find(of.proposal.id)
        question = await Questions(self.platform.catalog).find(of.question.id)
        said = await self.platform.parts.notes.get_many([of.face])
        is_now = (photo, trashed, group, action, person, album, occasion, share, proposal, question, said)
        was = (
            of.photo, of.trashed, of.group, of.action, of.person, of.album, of.occasion, of.share, of.proposal,
            of.question, {},
        )  # fmt: skip
        return is_now == was


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A gateway whose peers are away, and two libraries behind it."""
    away = "http://127.0.0.1:9"
    tokens = {"token": SecretStr(TOKEN), "service_token": SecretStr(SERVICE_TOKEN), "guess_seconds": 0.0}
    platform = await Platform.open(
        Settings(home=tmp_path / "home", embedder_url=away, vision_url=away, **tokens)  # type: ignore[arg-type]
    )
    for space in SPACES:
        await platform.vectors.ensure(Space(space.name, space.dimension, space.idf))
    mine, theirs = await _owned(platform, "me", "Vorquesta"), await _owned(platform, "you", "Zulmirand")
    app = build(platform).app
    yield World(platform, app, mine, theirs)
    await platform.close()


async def _owned(platform: Platform, owner: str, place: str) -> Owned:
    word = place.lower()
    made = new_photo(
        id=new_id(),
        owner=owner,
        sha256=("a" if owner == "me" else "b") * 64,
        file_name=f"{word}-file.jpg",
        media_type="image/jpeg",
        bytes=4,
    )
    day = "2011-02-0" + ("1" if owner == "me" else "2")
    of_face, of_person, of_occasion = new_id(), new_id(), new_id()
    on = PeopleOn("1:m:0", (PlacedFace(of_face, of_person, True),))
    album = Album(id=new_id(), owner=owner, created=instant(), name=f"{place} Album")
    photo = msgspec.structs.replace(
        made, sort_at=f"{day}T12:00:00.000000Z", day=day, taken_day=day, month=day[:7], taken_month=day[:7],
        title=f"{place} title", tags=[Tag(f"{word}-tag", 1.0, "x")], tag_names=[f"{word}-tag"], places=[place],
        place=Place(city=place), location=Location(43.0, 11.0), cells=cells_of(43.0, 11.0),
        camera_name=f"Camera of {place}",
        kind="photograph", rating=5, favourite=True, flat=False,
        stages={
            "renditions": Mark("done", 1, instant()), "caption": Mark("failed", 1, instant()),
            "faces": Mark("done", 1, instant()),
        },
        found={"faces": summary("1:m:0", 1), PEOPLE: on.facts(), OCCASIONS: {"ids": [of_occasion]}},
        more={"people": on.ids, "people_count": 1, "occasions": [of_occasion], "albums": [album.id]},
        edits={"albums": [album.id]},
    )  # fmt: skip
    await platform.photos.insert(photo)
    await platform.albums.insert(album)
    at = (f"{day}T12:00:00.000000Z", photo.id)
    record = Occasion(
        id=of_occasion, owner=owner, begins=at, ends=at, at=at[0], first=f"{day}T12:00:00",
        last=f"{day}T12:00:00", count=1, title=f"{place} occasion",
    )  # fmt: skip
    assert await Occasions(platform.catalog).write(record, over=None)
    occasion = await Occasions(platform.catalog).find(of_occasion)
    assert occasion
    proposals = AlbumProposals(platform.catalog)
    proposed = AlbumProposal(
        id=proposal_id(owner, "occasion", (of_occasion,)), owner=owner, source="occasion", about=(of_occasion,),
        at=instant(), count=1, best=[photo.id], cover=photo.id, photos=[photo.id], rank=1,
    )  # fmt: skip
    assert await proposals.write(proposed, over=None)
    await platform.people.recount(owner, of_person)
    await platform.people.say(owner, of_person, [Difference("name", "", f"{place} Person")])
    person = await platform.people.find(of_person)
    assert person
    await platform.blobs.put(photo.original, b"abcd")
    await platform.blobs.put(rendition_key(owner, photo.id, "preview", 1), b"abcd")
    await platform.vectors.upsert(IMAGE.name, [Point(photo.id, owner, dense([1.0], IMAGE.dimension))])
    await platform.vectors.upsert(WORDS.name, [Point(photo.id, owner, {word: 1.0, "title": 1.0})])
    facts = FaceFacts(
        box=(0.1, 0.1, 0.3, 0.4),
        points=(),
        chip_points=(),
        score=0.9,
        second=0.8,
        size=90,
        sharpness=0.5,
        roll=0,
        yaw=0,
    )
    face = Part(
        id=of_face, photo=photo.id, owner=owner, stage="faces", run="1:m:0", position=0,
        facts=msgspec.to_builtins(facts), blobs=(CHIP,),
    )  # fmt: skip
    await platform.parts.write([face])
    await platform.blobs.put(face.blob(CHIP), b"abcd")
    group = Proposal(
        id=new_id(), owner=owner, feature=SIMILAR, kind="similar", photos=[photo.id], best=photo.id,
        reasons=[f"It is of {place}."], at=instant(),
    )  # fmt: skip
    assert await Proposals(platform.catalog).write(group, over=None)
    now = instant()
    action = Action(
        id=new_id(), owner=owner, by=owner, at=now, beat=now, change=Rate(5), count=1, state="done",
        photos={photo.id: (Difference("rating", None, 5),)},
    )  # fmt: skip
    await Actions(platform.catalog).insert(action)
    told = Day(day=day, summary=f"One photo in {place}.", count=1, places=[place], best=[photo.id], cover=photo.id)
    assert await Days(platform.catalog).write(owner, day, told, over="")
    asks = asking(
        owner, "tag", f"{word}-tag/other", key=f"tag:{word}-tag/other", photos=[photo.id], uncertain=0.9,
        choices=[Choice(f"{word}-tag")],
    )  # fmt: skip
    assert await Questions(platform.catalog).write(asks, over=None)
    question = await Questions(platform.catalog).find(asks.id)
    assert question
    written, stands = await Proposals(platform.catalog).find(group.id), await platform.photos.find(photo.id)
    assert written
    assert stands
    thrown = await _trashed(platform, owner, word)
    share = Share(
        id=new_id(), owner=OwnerId(owner), by="", kind="library", query={"place": [place]}, to="account",
        whom=f"who sees {place}", created=now,
    )  # fmt: skip
    await Shares(platform.catalog).insert(share)
    proposal = await proposals.find(proposed.id)
    assert proposal
    return Owned(stands, thrown, face.id, person, written, action, album, occasion, share, proposal, question, day)


async def _trashed(platform: Platform, owner: str, word: str) -> Photo:
    made = new_photo(
        id=new_id(), owner=owner, sha256=word.ljust(64, "c"), file_name=f"{word}-thrown.jpg", media_type="image/jpeg",
        bytes=4,
    )  # fmt: skip
    photo = msgspec.structs.replace(made, stages={"renditions": Mark("done", 1, instant())})
    await platform.photos.insert(photo)
    await platform.blobs.put(rendition_key(owner, photo.id, "preview", 1), b"abcd")
    held = await platform.photos.trash.hold(photo, until=ago(days=-30), by="an action")
    assert held
    return held


def routes(app: FastAPI) -> Iterator[str]:
    for route in iter_route_contexts(app.routes):
        if route.methods is None:
            yield str(route.path)
        for method in route.methods or ():
            if not (method == "HEAD" and route.path == "/openapi.json"):
                yield f"{method} {route.path}"


def but_open() -> dict[str, Row]:
    return {name: row for name, row in ROWS.items() if row.asks != "open"}


async def test_every_route_has_a_row(world: World) -> None:
    there = set(routes(world.app))
    assert there <= ROWS.keys()
    assert ROWS.keys() - there <= {"/app"}, "the web app may not be built"
    assert all(row.why for row in ROWS.values() if row.asks in ("open", "nothing"))


@pytest.mark.parametrize("token", ["", SERVICE_TOKEN, "a-word-that-is-none"])
async def test_without_the_token_nothing_is_told(world: World, token: str) -> None:
    for name in but_open():
        answer = await world.ask(name, world.mine, token)
        assert answer.status_code == 401, name
        assert not world.tells(answer, world.mine), name
    for name in ("GET /", "GET /healthz", "GET /readyz"):
        assert not world.tells(await world.ask(name, world.mine, token), world.mine), name
    assert await world.untouched(world.mine)


async def test_what_is_damaged_is_told_to_who_runs_it(world: World) -> None:
    await world.platform.photos.tell_damage(world.mine.photo, OriginalMissing())
    world.platform.ready = True
    for token in ("", SERVICE_TOKEN):
        assert (await world.ask("GET /readyz", world.mine, token)).json()["damage"] == []
    [told] = (await world.ask("GET /readyz", world.mine)).json()["damage"]
    assert world.mine.photo.id in told


async def test_anothers_thing_is_as_if_it_were_not(world: World) -> None:
    mine, theirs = world.mine, world.theirs
    nowhere = Owned(
        msgspec.structs.replace(mine.photo, id=new_id()), msgspec.structs.replace(mine.trashed, id=new_id()), new_id(),
        msgspec.structs.replace(mine.person, id=new_id()),
        msgspec.structs.replace(mine.group, id=new_id()),
        msgspec.structs.replace(mine.action, id=new_id()), msgspec.structs.replace(mine.album, id=new_id()),
        msgspec.structs.replace(mine.occasion, id=new_id()),
        msgspec.structs.replace(mine.share, id=new_id()), msgspec.structs.replace(mine.proposal, id=new_id()),
        msgspec.structs.replace(mine.question, id=new_id()),
        "1999-09-09",
    )  # fmt: skip
    for name, row in ROWS.items():
        if ("{id}" not in name and "{day}" not in name) or row.asks in ("self", "open"):
            continue
        answer, missing = await world.ask(name, theirs), await world.ask(name, nowhere)
        assert answer.status_code == missing.status_code == 404, name
        assert _without(answer.text, theirs) == _without(missing.text, nowhere), name
        assert not world.tells(answer, theirs), name
        assert row.asks in ("thing", "scope")
    assert (await world.ask("POST /people/merge", theirs)).status_code == 404
    known = await world.ask("POST /photos/known", theirs)
    assert known.json() == {"known": {}, "deleted": []}
    edited = (await world.ask("POST /photos/edit", theirs)).json()
    assert (edited["count"], edited["missing"], edited["action"]) == (0, 1, None)
    assert (await world.ask("POST /photos/download", theirs)).status_code == 404
    into_theirs = {"ids": [mine.photo.id], "change": {"kind": "album", "album": theirs.album.id, "add": True}}
    assert (await world.ask("POST /photos/edit", mine, said=into_theirs)).status_code == 404
    for name in ("POST /trash/restore", "POST /trash/empty"):
        assert (await world.ask(name, theirs)).json() == {"count": 0, "missing": 1, "more": False}
    assert await world.untouched(theirs)
    assert await world.untouched(mine)


async def test_lists_tell_of_nobody_else_whatever_is_asked(world: World) -> None:
    document = world.app.openapi()["paths"]
    for name, row in ROWS.items():
        method, _, path = name.partition(" ")
        if row.asks != "scope" or name == _ENDLESS:
            continue
        asked: list[dict[str, Any]] = [{}]
        for parameter in document[path][method.lower()].get("parameters", []):
            if parameter["in"] == "query":
                asked += [{parameter["name"]: value} for value in _values(parameter["schema"])]
        for parameters in asked:
            answer = await world.ask(name, world.mine, params=parameters)
            refused = 404 if "share" in parameters else 422
            assert answer.status_code in (200, 415, refused), f"{name} {parameters}: {answer.text}"
            assert not world.tells(answer, world.theirs), f"{name} {parameters}"
    for name, parameters in TELLING.items():
        assert world.tells(await world.ask(name, world.mine, params=parameters), world.mine), name


def _values(schema: dict[str, Any]) -> list[Any]:
    """For a parameter: each that it may be, or what would find another's photo."""
    either = schema.get("anyOf", [schema])
    if enum := [value for each in either for value in each.get("enum", ())]:
        return enum
    kinds = {each.get("items", each).get("type") for each in either}
    if "string" in kinds:
        return ["Zulmirand", "zulmirand-tag", "2011-02-02"]
    return [5] if "integer" in kinds else [True]


PRINCIPALS = {
    "service": SERVICE,
    "key": Principal(kind="key", id="key", library=OwnerId("me"), scopes=frozenset()),
    "guest": Principal(kind="guest", id="guest"),
}


@pytest.mark.parametrize("who", PRINCIPALS)
async def test_who_may_nothing_gets_nothing(world: World, who: str) -> None:
    """Behind the guard: so every route asks the policy."""
    world.app.dependency_overrides[auth.principal] = lambda: PRINCIPALS[who]
    for name, row in but_open().items():
        if row.asks == "nothing" or (who == "guest" and name == _ENDLESS):
            continue
        answer = await world.ask(name, world.mine)
        if row.asks == "self":
            assert answer.status_code == 409, f"{name}: nobody has an account here"
            continue
        if row.asks == "thing":
            assert answer.status_code == 404, name
        elif who == "guest" and row.asks == "account":
            assert answer.status_code == 200, f"{name}: {answer.text}"  # they have one, or their link tells of nobody
        elif who != "guest" or row.asks in ("library", "guest") or name in _TO_RUN:
            assert answer.status_code == 403, name
        assert not world.tells(answer, world.mine), name
    assert await world.untouched(world.mine)


async def test_a_key_that_may_look_may_not_touch(world: World) -> None:
    looks = Principal(kind="key", id="key", library=OwnerId("me"), scopes=frozenset({"see"}))
    world.app.dependency_overrides[auth.principal] = lambda: looks
    for name, row in but_open().items():
        if name == _ENDLESS or row.asks in ("nothing", "self") or name.startswith("GET /demonstration"):
            continue
        answer = await world.ask(name, world.mine)
        touches = name.split()[0] in ("POST", "PUT", "PATCH", "DELETE") and ROWS[name].asks != "scope"
        refused = touches or name in _TO_RUN or row.asks in ("account", "guest")
        assert (answer.status_code == 403) is refused, f"{name}: {answer.text}"
    assert await world.untouched(world.mine)


async def test_its_owner_is_let_in_everywhere(world: World) -> None:
    """Else what is refused above might be refused to all. Deletion comes last in the table."""
    for name in ROWS:
        elsewhere = ("/static", "/app", "GET /demonstration/{name}", "POST /auth/refresh", "POST /l/{id}/open")
        if name in (_ENDLESS, *elsewhere) or ROWS[name].asks == "guest":
            continue
        answer = await world.ask(name, world.mine)
        assert answer.status_code not in (401, 403, 404), f"{name}: {answer.text}"
        assert not world.tells(answer, world.theirs), name
    assert [photo.id for photo in await world.platform.photos.scoped.page(Scope.of("me"), after=None, limit=9)] == []
    assert await world.untouched(world.theirs)


# Routes that stay shut without the check of the thing: parts are looked for in one's own library alone, and the
# photos of an album, its cover and proposals are asked for by a scope.
_SHUT_TWICE = ("/faces/", "/parts/", "/albums/")


async def test_a_route_without_its_check_would_be_caught(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutants: with the policy's check taken out, a route that names a thing answers otherwise than as if it were not
    there. So it is the check that is seen above, and neither a path nor a body that leads nowhere."""
    monkeypatch.setattr(policy, "may", lambda *_: None)
    caught = 0
    for name in sorted(ROWS, key=lambda name: name.startswith("DELETE")):
        if ROWS[name].asks == "thing":
            open = (await world.ask(name, world.theirs)).status_code != 404
            assert open or any(path in name for path in _SHUT_TWICE), name
            caught += open
    assert caught > 40


def _without(text: str, of: Owned) -> str:
    for word in (
        of.photo.id, of.trashed.id, of.face, of.person.id, of.group.id, of.action.id, of.album.id, of.occasion.id,
        of.share.id, of.proposal.id, of.question.id, of.day,
    ):  # fmt: skip
        text = text.replace(word, "...")
    return json.dumps(text)
