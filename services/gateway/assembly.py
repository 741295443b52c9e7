"""What the routes of more than one subject are built of, put together once."""

from dataclasses import dataclass
from functools import partial

from services.gateway.accounts.entrance import Entrance
from services.gateway.acting import Acting
from services.gateway.albums.gathering import Gathering
from services.gateway.details import Details
from services.gateway.listing import Listing
from services.gateway.looking import Looking
from services.gateway.media.copies import Copies
from services.gateway.media.downloads import Downloads
from services.gateway.media.lasting import Lasting
from services.gateway.media.sidecars import Sidecars
from services.gateway.people.naming import Naming
from services.gateway.sharing.collecting import Collecting
from services.gateway.things import Things
from services.gateway.uploads import Uploads
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.occasions import Occasions
from shared.catalog.proposals import Proposals
from shared.catalog.questions import Questions
from shared.catalog.shares import Shares
from shared.pipeline import STAGES
from shared.runtime.platform import Platform
from shared.search.names import LibraryNames

STAGE_NAMES = tuple(stage.name for stage in STAGES)


@dataclass(frozen=True, slots=True)
class Assembly:
    platform: Platform
    entrance: Entrance
    uploads: Uploads
    acting: Acting
    looking: Looking
    names: LibraryNames
    actions: Actions
    proposals: Proposals
    album_proposals: AlbumProposals
    occasions: Occasions
    questions: Questions
    things: Things
    gathering: Gathering
    collecting: Collecting
    naming: Naming
    listing: Listing
    details: Details
    lasting: Lasting
    copies: Copies
    sidecars: Sidecars
    downloads: Downloads

    @classmethod
    def of(
        cls, platform: Platform, entrance: Entrance, uploads: Uploads, acting: Acting, looking: Looking,
        names: LibraryNames,
    ) -> "Assembly":  # fmt: skip
        catalog, photos, people, albums = platform.catalog, platform.photos, platform.people, platform.albums
        actions, proposals, proposed = Actions(catalog), Proposals(catalog), AlbumProposals(catalog)
        occasions, questions = Occasions(catalog), Questions(catalog)
        things = Things(
            photos, platform.parts, people, albums, actions, proposals, occasions, Shares(catalog), proposed, questions
        )
        gathering, naming = Gathering(photos, albums), Naming(people)
        details = Details(platform.parts, people, albums, naming, STAGE_NAMES)
        copies, sidecars = Copies(platform.blobs, partial(platform.peer, "vision")), Sidecars(details)
        return cls(
            platform=platform,
            entrance=entrance,
            uploads=uploads,
            acting=acting,
            looking=looking,
            names=names,
            actions=actions,
            proposals=proposals,
            album_proposals=proposed,
            occasions=occasions,
            questions=questions,
            things=things,
            gathering=gathering,
            collecting=Collecting(photos, albums, things, gathering, acting, entrance.standing),
            naming=naming,
            listing=Listing(photos, naming, STAGE_NAMES),
            details=details,
            lasting=Lasting(entrance.authentication, photos),
            copies=copies,
            sidecars=sidecars,
            downloads=Downloads(photos, platform.blobs, copies, sidecars),
        )
