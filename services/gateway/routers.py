"""Which routes there are, subject by subject, and what they are built of."""

from functools import partial

from fastapi import FastAPI

from services.gateway.accounts.administering import Administration
from services.gateway.accounts.exporting import Exporting
from services.gateway.accounts.inviting import Inviting
from services.gateway.accounts.keyring import Keyring
from services.gateway.albums.planning import AlbumsPlanning
from services.gateway.albums.proposing import Proposing
from services.gateway.assembly import STAGE_NAMES, Assembly
from services.gateway.demonstration import Demonstration
from services.gateway.media.crops import Crops
from services.gateway.people.face_drawing import FaceDrawing
from services.gateway.people.planning import PeoplePlanning
from services.gateway.questions.planning import QuestionsPlanning
from services.gateway.questions.questioning import Questioning
from services.gateway.routes import (
    account,
    accounts,
    actions,
    album_proposals,
    albums,
    audit,
    auth,
    browse,
    circles,
    days,
    demonstration,
    edits,
    faces,
    groups,
    health,
    invitations,
    keys,
    libraries,
    links,
    media,
    memories,
    models,
    occasions,
    passkeys,
    people,
    photos,
    places,
    provider,
    questions,
    search,
    selfies,
    shares,
    similar,
    summaries,
    tracks,
    trash,
)
from services.gateway.sharing.saving import Saving
from services.gateway.sharing.shares import Sharing
from services.gateway.summaries.memories_out import MemoryTelling
from services.gateway.summaries.out import Telling
from services.gateway.summaries.remembering import Remembering
from services.gateway.summaries.summing import Summing
from services.gateway.tracking import Tracking
from shared.catalog.audit import AuditLog
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys
from shared.catalog.invitations import Invitations
from shared.catalog.lessened import LessOf
from shared.catalog.narratives import Narratives
from shared.runtime.switching import Switching
from shared.search.engine import SearchEngine
from shared.search.selfies import SelfieSearch
from shared.search.similar import Similar


def include_photos(app: FastAPI, of: Assembly) -> None:
    """Photos one by one and in lists, what is done to them, and their pictures."""
    platform, things, entrance = of.platform, of.things, of.entrance
    door = entrance.authentication, entrance.audit
    app.include_router(
        photos.build(platform, things, of.details, of.listing, of.uploads, of.acting, of.gathering, *door)
    )
    app.include_router(edits.build(platform, things, of.details))
    trash_seconds = platform.settings.trash_seconds
    app.include_router(actions.build(things, of.actions, of.acting, of.gathering, of.collecting, trash_seconds))
    app.include_router(tracks.build(Tracking(platform.photos), of.acting))
    app.include_router(trash.build(platform, things, entrance.audit))
    app.include_router(libraries.build(platform))
    app.include_router(browse.build(platform.photos, of.gathering))
    like = Similar(
        platform.vectors, platform.photos.scoped, of.proposals.copies, spaces=lambda: platform.pipeline.spaces
    )
    # Before the media, whose /photo/{id}/{rendition} would take it for a rendition.
    app.include_router(similar.build(things, like, of.looking, of.naming, STAGE_NAMES))
    crops = Crops(platform.parts, partial(platform.peer, "vision"))
    app.include_router(media.build(platform, things, of.sidecars, crops, of.copies, of.lasting))


def include_search(app: FastAPI, of: Assembly, engine: SearchEngine) -> None:
    app.include_router(search.build(engine, of.names, of.naming, STAGE_NAMES))
    app.include_router(places.build(of.names))


def include_memories(app: FastAPI, of: Assembly) -> None:
    """What was, told of days, of longer times, and of what is long ago."""
    platform, of_days = of.platform, Days(of.platform.catalog)
    app.include_router(days.build(of_days, of.naming))
    summing = Summing(platform.photos, of_days, platform.people, of.naming, of.gathering)
    narratives = Narratives(platform.catalog) if platform.settings.summaries_by_endpoint else None
    telling = Telling(summing, of.things, platform.people, narratives, platform.settings.told_in_words)
    app.include_router(summaries.build(telling))
    less = LessOf(platform.catalog)
    remembering = Remembering(platform.photos, of_days, platform.people, less, summing)
    recalling = MemoryTelling(remembering, summing, telling, less, of.things, platform.people, platform.photos)
    app.include_router(memories.build(recalling, less, of.things, platform.photos, platform.blobs))


def include_people(app: FastAPI, of: Assembly, by_selfie: SelfieSearch) -> None:
    """People, their faces, and what is asked of who they are."""
    platform, things, acting = of.platform, of.things, of.acting
    planning = PeoplePlanning(platform.photos, platform.parts, platform.people)
    asking = Questioning(platform.photos, platform.people, of.occasions, of.questions, of.gathering)
    answering = QuestionsPlanning(platform.photos, platform.people, of.occasions, planning, acting)
    dirty = DirtyKeys(platform.catalog)
    app.include_router(questions.build(things, of.questions, asking, answering, acting, dirty, of.names))
    app.include_router(people.build(platform.photos, platform.people, things, planning, acting, of.listing))
    app.include_router(selfies.build(by_selfie, of.looking, of.naming, STAGE_NAMES))
    drawing = FaceDrawing(platform.parts, planning)
    app.include_router(faces.build(platform.photos, things, planning, drawing, acting, of.details))


def include_albums(app: FastAPI, of: Assembly) -> None:
    """Photos that belong together: groups and occasions, which are found, albums, and those that are proposed."""
    platform, things, dirty = of.platform, of.things, DirtyKeys(of.platform.catalog)
    app.include_router(groups.build(things, of.proposals))
    app.include_router(occasions.build(of.occasions, platform.people, dirty, things, of.listing))
    planning = AlbumsPlanning(platform.photos, platform.albums, of.gathering)
    proposing = Proposing(
        platform.photos, of.album_proposals, platform.albums, of.occasions, platform.people, of.gathering, of.acting,
        dirty,
    )  # fmt: skip
    # Before the albums, whose /albums/{id} would take it for one.
    app.include_router(album_proposals.build(proposing, platform.photos, things, planning, of.gathering))
    app.include_router(
        albums.build(
            platform.photos, platform.albums, things, planning, of.acting, of.gathering, of.collecting, of.listing,
            of.downloads, of.lasting, of.entrance.standing,
        )
    )  # fmt: skip


def include_sharing(app: FastAPI, of: Assembly) -> None:
    """What is shared, with whom, and what those who come by a link are shown."""
    platform, entrance = of.platform, of.entrance
    if entrance.sign_ins:
        linking = entrance.sign_ins.linking
        app.include_router(links.build(linking, platform.photos, of.downloads, of.lasting, platform.settings))
    sharing = Sharing(entrance.standing, of.things, platform.photos, entrance.audit)
    saving = Saving(of.things, platform.photos, platform.blobs, of.copies, of.uploads, of.lasting)
    app.include_router(shares.build(sharing, saving, entrance, of.things, of.gathering, of.listing))
    app.include_router(circles.build(sharing, entrance.standing))


def include_accounts(app: FastAPI, of: Assembly) -> None:
    """How accounts sign in, and what is done to them, by those whose they are and by who runs the installation."""
    platform, entrance, settings = of.platform, of.entrance, of.platform.settings
    standing, log = entrance.standing, entrance.audit
    app.include_router(auth.build(entrance, settings))
    app.include_router(account.build(entrance, platform.photos))
    app.include_router(passkeys.build(entrance, settings))
    app.include_router(provider.build(entrance, settings))
    app.include_router(keys.build(entrance, Keyring(standing, log, token=settings.token is not None)))
    inviting = Inviting(Invitations(platform.catalog), standing, entrance.passwords, log)
    app.include_router(invitations.build(entrance, inviting, settings))
    administration = Administration(standing, platform.photos, log)
    app.include_router(accounts.build(entrance, administration, inviting, Exporting(platform.catalog, standing)))
    app.include_router(audit.build(AuditLog(platform.catalog)))


def include_installation(app: FastAPI, of: Assembly, switching: Switching) -> None:
    app.include_router(demonstration.build(Demonstration(of.platform.settings.demonstration_folder)))
    app.include_router(models.build(switching))
    app.include_router(health.build(of.platform))
