"""Smart: a library -> days, groups of alike photos, people, occasions, what shows albums, and what to ask."""

from functools import partial

from services.smart.features import FEATURES, plugged
from services.smart.features.albums import AlbumsWork
from services.smart.features.days import DaysWork
from services.smart.features.occasions import OccasionsWork
from services.smart.features.people import PeopleWork
from services.smart.features.questions import QuestionsWork
from services.smart.features.similar import SPACE, SimilarWork
from services.smart.keypoints import comparer
from services.smart.people.library import Pass, passer
from services.smart.verifier import Verifier
from shared.catalog.days import Days
from shared.catalog.features import DirtyKeys, Notes
from shared.catalog.occasions import Occasions
from shared.catalog.proposals import Proposals
from shared.catalog.questions import Questions
from shared.children import ChildPool, Limits
from shared.domain.faces import PLACED_BY
from shared.domain.spaces import Spaces
from shared.pipeline import SMART
from shared.runtime.features import Runner
from shared.runtime.listening import Listener
from shared.runtime.noticing import Noticer
from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service


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
    runner = Runner(
        FEATURES,
        {
            "days": DaysWork(platform.photos, vectors, Days(catalog), Notes(catalog), dirty, spaces=spaces),
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

    async def work() -> None:
        await vectors.ensure(SPACE)
        await runner.run()

    return Service(
        "smart",
        ops_app(platform),
        pools=[comparing, gathering],
        tasks=[listener.run, partial(listener.reconcile, settings.reconcile_seconds), work],
    )
