"""Acting as the gateway builds it, over a platform of the tests."""

from services.gateway.acting import Acting
from services.gateway.occasions_acting import OccasionsActing
from services.gateway.people.acting import PeopleActing
from shared.catalog.actions import Actions
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.catalog.questions import Questions
from shared.runtime.platform import Platform


def acting_on(platform: Platform) -> Acting:
    people = PeopleActing(platform.photos, platform.parts.notes, platform.people, DirtyKeys(platform.catalog))
    occasions = OccasionsActing(Occasions(platform.catalog), DirtyKeys(platform.catalog))
    return Acting(
        platform.photos, Actions(platform.catalog), people, platform.albums, AlbumProposals(platform.catalog),
        occasions, Questions(platform.catalog), platform.trash, platform.libraries, platform.broker, trash_seconds=60,
    )  # fmt: skip
