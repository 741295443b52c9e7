"""The one record of what runs on photos, shared/domain/pipeline.py."""

import msgspec

from shared.catalog.base import Catalog, Collection, Patch
from shared.domain.pipeline import ID, Pipeline
from shared.domain.where import Eq
from shared.errors import Conflict

PIPELINES = Collection("pipelines", document=Pipeline)


class Pipelines:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def read(self) -> Pipeline | None:
        """None until the first program founds it."""
        return await self._catalog.get(PIPELINES.name, Pipeline, ID)

    async def found(self, pipeline: Pipeline) -> Pipeline:
        """The first one wins; says what stands there now."""
        try:
            await self._catalog.insert(PIPELINES.name, msgspec.to_builtins(pipeline))
        except Conflict:
            return await self.read() or pipeline
        return pipeline

    async def change(self, before: Pipeline, after: Pipeline) -> bool:
        """In one patch; False, and nothing is changed, where another revision stands there by now."""
        fields = msgspec.to_builtins(after)
        return await self._catalog.patch(
            PIPELINES.name, ID, Patch(set={name: fields[name] for name in fields if name != "id"}),
            if_=Eq("revision", before.revision),
        )  # fmt: skip
