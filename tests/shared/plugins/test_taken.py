"""What is Heliograph's own is no plugin's to name."""

from services.embedder.models import FACE_EMBEDDERS
from services.gateway.service import build
from services.smart.features import FEATURES
from services.vision.models import FACE_DETECTORS
from shared.domain.fields import FIELDS, MORE
from shared.domain.filter import PhotoFilter
from shared.domain.photo import Photo
from shared.inference.tasks import TASKS
from shared.pipeline import STAGES
from shared.plugins import taken
from shared.runtime.platform import Platform
from shared.runtime.settings import Settings


def test_every_stage_is_taken_and_no_other() -> None:
    assert tuple(stage.name for stage in STAGES) == taken.STAGES


async def test_every_first_word_is_taken(platform: Platform) -> None:
    names = {stage.name for stage in STAGES} | {feature.name for feature in FEATURES}
    names |= {name for task in TASKS.values() for name in task} | FACE_DETECTORS.keys() | FACE_EMBEDDERS.keys()
    names |= {*Photo.__struct_fields__, *PhotoFilter.__struct_fields__}
    for field in FIELDS:
        names |= {field.name.removeprefix(MORE), field.filter, field.parameter, field.without, field.chip} - {""}
    away = "http://127.0.0.1:9"
    platform.settings = Settings(home=platform.settings.home, embedder_url=away, vision_url=away)
    paths = build(platform).app.openapi()["paths"].values()
    asked = [each for path in paths for route in path.values() for each in route.get("parameters", ())]
    names |= {each["name"].lower() for each in asked if each["in"] == "query"}
    words = {name.replace("-", "_").partition("_")[0] for name in names}
    assert words - taken.FIRST_WORDS == set()
