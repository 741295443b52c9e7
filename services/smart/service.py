"""Smart: a library -> days, groups of alike photos, people, occasions, what shows albums, which albums there could be,
and what to ask."""

import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from services.smart.features import FEATURES, plugged
from services.smart.features.album_proposals import AlbumProposalsWork
from services.smart.features.albums import AlbumsWork
from services.smart.features.days import DaysWork
from services.smart.features.narratives import NarrativesWork, Narrator, mark_all
from services.smart.features.occasions import OccasionsWork
from services.smart.features.people import PeopleWork
from services.smart.features.questions import QuestionsWork
from services.smart.features.similar import SPACE, SimilarWork
from services.smart.keypoints import comparer
from services.smart.people.library import Pass, passer
from services.smart.verifier import Verifier
from shared.catalog.accounts import Accounts
from shared.catalog.album_proposals import AlbumProposals
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.narratives import Narratives
from shared.catalog.occasions import Occasions
from shared.catalog.proposals import Proposals
from shared.catalog.questions import Questions
from shared.catalog.spending import Budget, Spending
from shared.children import ChildPool, Limits
from shared.domain.faces import PLACED_BY
from shared.domain.spaces import Spaces
from shared.endpoint.client import Endpoint
from shared.endpoint.pace import Pace
from shared.errors import Transient
from shared.pipeline import SMART
from shared.runtime.features import Runner
from shared.runtime.listening import Listener
from shared.runtime.noticing import Noticer
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.resting import rest
from shared.runtime.service import Service

log = logging.getLogger(__name__)

_CALM = 60  # rounds of a feature for which a month must stay as it is before it is worded
_NARRATE = 6 * 3600.0  # seconds between two looks at what is over by now


def build(platform: Platform) -> Service:
    settings, catalog, vectors = platform.settings, platform.catalog, platform.vectors
    dirty = DirtyKeys(catalog)

    def spaces() -> Spaces:
        return platform.pipeline.spaces

    noticer = Noticer(platform.photos, dirty, Notes(catalog), FEATURES)
    listener = Listener(platform.broker, SMART.name, noticer)
    comparing: ChildPool[tuple[bytes, bytes], int] = ChildPool(
        "comparing", comparer, size=1, limits=Limits(seconds=60, niceness=15), on_demand=True
    )
    verifier = Verifier(platform.blobs, comparing.run)
    gathering: ChildPool[Pass, dict[str, str]] = ChildPool(
        "gathering", passer, size=1, limits=Limits(seconds=7200, niceness=15), on_demand=True
    )
    narrator = _narrator(platform)
    runner = Runner(
        FEATURES,
        {
            "days": DaysWork(
                platform.photos,
                vectors,
                Days(catalog),
                Notes(catalog),
                dirty,
                spaces=spaces,
                narrated=narrator is not None,
            ),
            "similar": SimilarWork(platform.photos, vectors, Proposals(catalog), dirty, verifier, spaces=spaces),
            "people": PeopleWork(
                platform.photos,
                platform.parts,
                platform.people,
                vectors,
                Notes(catalog),
                dirty,
                platform.libraries,
                space=partial(platform.pipeline.space_of_parts, PLACED_BY),
                regroup=gathering.run,
                method=settings.people_method,
            ),
            "albums": AlbumsWork(platform.photos, platform.albums),
            "occasions": OccasionsWork(
                platform.photos,
                vectors,
                Occasions(catalog),
                platform.people,
                Notes(catalog),
                dirty,
                spaces=spaces,
                method=settings.occasions,
            ),
            "narratives": NarrativesWork(
                Days(catalog),
                platform.people,
                Narratives(catalog),
                dirty,
                narrator,
                tell=settings.told_in_words,
                calm=_CALM * settings.feature_seconds,
            ),
            "album_proposals": AlbumProposalsWork(
                platform.photos,
                vectors,
                AlbumProposals(catalog),
                Occasions(catalog),
                platform.people,
                platform.albums,
                Proposals(catalog),
                dirty,
                spaces=spaces,
            ),
            "questions": QuestionsWork(
                platform.photos,
                vectors,
                Occasions(catalog),
                platform.people,
                platform.libraries,
                Questions(catalog),
                dirty,
                spaces=spaces,
            ),
            **plugged.works(platform),
        },
        dirty,
        platform.leases,
        platform.broker,
        pause=settings.feature_seconds,
    )

    async def narrate(narrator: Narrator) -> None:
        """Has all that is over be worded, also what was there before this was switched on."""
        try:
            while True:
                try:
                    await mark_all(platform.photos, Accounts(catalog), dirty)
                except Transient as error:
                    log.warning("summaries are worded later: %s", error)
                await rest(_NARRATE)
        finally:
            await narrator.close()

    async def work() -> None:
        await vectors.ensure(SPACE)
        await runner.run()

    tasks: list[Callable[[], Coroutine[Any, Any, None]]] = [
        listener.run,
        partial(listener.reconcile, settings.reconcile_seconds),
        work,
    ]
    tasks += [partial(narrate, narrator)] if narrator else []
    return Service(
        "smart",
        ops_app(platform),
        pools=[comparing, gathering],
        tasks=tasks,
    )


def _narrator(platform: Platform) -> Narrator | None:
    """Where an endpoint may word summaries."""
    settings = platform.settings
    if settings.endpoint is None or not settings.summaries_by_endpoint:
        return None
    pace = Pace(at_once=1, rate=settings.endpoint_rate)
    budget = Budget(settings.endpoint_photos, settings.endpoint_tokens)
    spending = Spending(platform.catalog)
    return Narrator(Endpoint(settings.endpoint), spending, budget, pace, settings.summaries_language)
