"""What an action says of occasions, written: their photos follow when the feature `occasions` has looked again."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from shared.catalog.features import DirtyKeys
from shared.catalog.occasions import Occasions
from shared.domain.actions import Action, Difference
from shared.domain.occasion import OCCASIONS, Occasion

_MONTH = len("2023-07")


class OccasionsActing:
    def __init__(self, occasions: Occasions, dirty: DirtyKeys) -> None:
        self._occasions = occasions
        self._dirty = dirty

    async def say(self, action: Action, *, back: bool) -> int:
        """What it says of occasions, or takes back; of how many not all of it is so then. What is so already, or
        somebody has changed since `before`, stays."""
        left = 0
        for id, differences in action.occasions.items():
            wanted = [each.back if back else each for each in differences]
            occasion = await self._occasions.find(id)
            if occasion is None or occasion.owner != action.owner:
                left += 1
                continue
            month = {(OCCASIONS, occasion.first[:_MONTH])}
            await self._dirty.mark(action.owner, month)  # before, so that who dies in between has it looked at
            said = await self._occasions.say(occasion, partial(_values, wanted))
            await self._dirty.mark(action.owner, month)
            left += said is None or any(getattr(said, each.name) != each.after for each in wanted)
        return left


def _values(wanted: list[Difference], now: Occasion) -> Mapping[str, Any]:
    return {each.name: each.after for each in wanted if getattr(now, each.name) == each.before}
