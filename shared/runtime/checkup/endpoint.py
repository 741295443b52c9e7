"""Check of the endpoint that describes photos, where there is one. Nothing is sent to it."""

from functools import partial

from shared.endpoint.client import Endpoint, Refused, Unreadable
from shared.endpoint.place import Place
from shared.runtime.checkup.finding import Check, Fault
from shared.runtime.settings import Settings

_FIX = "Correct HELIOGRAPH_ENDPOINT_URL, _KEY or _PRIVATE, or start the endpoint. Until then photos keep our captions."


def endpoint_checks(settings: Settings) -> list[Check]:
    place = settings.endpoint
    return [Check("endpoint", partial(_endpoint, place), _FIX)] if place else []


async def _endpoint(place: Place) -> str:
    client = Endpoint(place)
    try:
        models = await client.models()
    except Unreadable as error:
        raise Fault(str(error), _FIX) from error
    except Refused:  # not every server tells its models
        models = []
    finally:
        await client.close()
    if models and place.model not in models:
        raise Fault(
            f"The endpoint at {place.host} answers, and does not tell of a model {place.model}.",
            "Set HELIOGRAPH_ENDPOINT_MODEL to one that it has.",
        )
    return f"The endpoint at {place.host} answers{f' and has {place.model}' if models else ''}."
