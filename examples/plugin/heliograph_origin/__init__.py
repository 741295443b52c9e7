"""What this plugin adds to Heliograph (docs/plugins.md)."""

from shared.domain.field import Field
from shared.plugins.declared import PluginImporter, PluginStage

ORIGIN = PluginStage(
    api=1,
    name="origin",
    made_by="heliograph_origin.apps:Origin",
    takes="record",
    needs=("metadata",),
    version=1,
    fields=(
        Field(
            name="more.origin", asked="any", said=("origin", "app"), filter="origin", parameter="origin", one=True,
            facet=True, chip="origin", typed=True, described="The app by which they came", example="WhatsApp",
        ),
    ),
)  # fmt: skip

TAKEOUT = PluginImporter(
    api=1,
    name="origin_takeout",
    description="the folder of an unpacked Google Takeout",
    made_by="heliograph_origin.takeout:photos",
)
