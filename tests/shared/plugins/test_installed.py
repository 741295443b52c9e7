"""What is taken of a folder, and what is skipped, with a sentence."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.plugins.installed import look
from tests.plugging import install

STAGE = """
    from shared.domain.field import Field
    from shared.plugins.declared import *

    def stage(**other):
        row = dict(api=1, name="sea", made_by="sea_work:Stage", takes="record", needs=("metadata",))
        return PluginStage(**row | other)

    def field(**other):
        return Field(**dict(name="more.sea", said=("sea", "waves"), filter="sea", parameter="sea", facet=True) | other)
"""


@pytest.fixture(autouse=True)
def forgotten(tmp_path: Path) -> Iterator[None]:
    """Nothing stays imported from the folder."""
    path, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = path
    for name in sys.modules.keys() - modules:
        del sys.modules[name]


def test_there_are_none_where_there_is_no_folder(tmp_path: Path) -> None:
    assert look(tmp_path / "plugins") == ((), ())
    assert look(Path("/dev/null")) == ((), ())


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    plugins, (fault,) = look(tmp_path / ("x" * 300))
    assert not plugins
    assert fault.says.startswith("No plugin is used: ")
    assert fault.says.endswith(" cannot be read: File name too long.")


def test_all_that_it_brings_is_taken(tmp_path: Path) -> None:
    code = f"""{STAGE}
    STAGES = [stage(fields=(field(), )), stage(name="sea_2", needs=("sea", "ocr"), version=3)]
    MODEL = PluginModel(api=1, task="see", name="sea", made_by="sea_work:load", identity="1")
    FEATURE = PluginFeature(api=1, name="sea_days", keys="sea_work:keys", made_by="sea_work:Days", reads=("month",))
    IMPORTER = PluginImporter(api=1, name="sea", description="a beach", made_by="sea_work:photos")
    """
    install(tmp_path, "sea", code, stages="STAGES", models="MODEL", features="FEATURE", importers="IMPORTER")
    (plugin,), faults = look(tmp_path)
    assert not faults
    assert (plugin.name, plugin.version) == ("sea", "1.0")
    assert [stage.name for stage in plugin.stages] == ["sea", "sea_2"]
    assert [part.name for part in plugin.finding] == ["sea", "sea_2", "sea_days"]
    assert [field.name for field in plugin.fields] == ["more.sea"]
    assert [each.name for each in (*plugin.models, *plugin.importers)] == ["sea", "sea"]


@pytest.mark.parametrize(
    ("stages", "says"),
    [
        ("1 / 0", "sea:STAGES cannot be imported: ZeroDivisionError"),
        ("exit()", "cannot be imported: SystemExit"),
        ("'a stage'", "heliograph.stages leads to 'a stage', which is no PluginStage"),
        ("PluginModel(api=1, task='see', name='sea', made_by='sea:x', identity='1')", "which is no PluginStage"),
        ("stage(api=2)", "sea is written for version 2 of what plugins may say, and this is 1"),
        ("stage(version='new')", "sea is not well-formed: Expected `int`, got `str`"),
        ("stage(takes='parts')", "sea is not well-formed: Invalid enum value 'parts'"),
        ("stage(needs='metadata')", "sea is not well-formed: Expected `array`, got `str`"),
        ("stage(version=0)", "the version and the limits of the stage sea are above 0"),
        ("stage(name='lake')", "what it brings is called sea, or sea_ and more, and not lake"),
        ("stage(name='sea-side')", "and not sea-side"),
        ("[stage(), stage()]", "it brings sea twice"),
        ("stage(made_by='lake_work:Stage')", "lake_work:Stage leads to no module"),
        ("stage(made_by='sea_work')", "sea_work leads to no module"),
        ("stage(needs=())", "the stage sea needs no other"),
        ("stage(needs=('metadata', 'tide'))", "the stage sea needs tide, and there is no such stage before it"),
        ("stage(takes='preview')", "takes the preview, and so it needs renditions"),
        ("stage(fields=(field(name='more.lake'),))", "the field more.lake: its name begins with more.sea"),
        ("stage(fields=(field(name='sea'),))", "the field sea: its name begins with more.sea"),
        ("stage(fields=(field(said=('ocr', 'text')),))", "the field more.sea: sea says it, and no other"),
        ("stage(fields=(field(parameter='tag'),))", "called sea, or sea_ and more, and not tag"),
        ("stage(fields=(field(without='sea'),))", "without is for names, and called without_sea"),
        ("stage(fields=(field(asked='is'),))", "a facet counts names"),
        ("stage(fields=(field(filter=''),))", "what is asked for has a filter"),
        ("stage(fields=(field(typed=True),))", "what is typed has a chip"),
        ("stage(fields=(field(labels='people'),))", "labels are of Heliograph's own collections"),
        ("stage(fields=(field(asked='perhaps'),))", "sea is not well-formed: Invalid enum value 'perhaps'"),
        ("stage(fields=(field(), field(name='more.sea_2')))", "two of its fields have the filter sea"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_taken(tmp_path: Path, stages: str, says: str) -> None:
    install(tmp_path, "sea", f"{STAGE}\n    STAGES = {stages}", stages="STAGES")
    install(tmp_path, "hill", STAGE.replace("sea", "hill") + "\n    STAGES = stage()", stages="STAGES")
    (plugin,), (fault,) = look(tmp_path)
    assert plugin.name == "hill"
    assert fault.plugin == "sea"
    assert fault.says.startswith("The plugin sea 1.0 is skipped: ")
    assert says in fault.says


def test_what_an_installer_left_without_a_name(tmp_path: Path) -> None:
    install(tmp_path, "sea", f"{STAGE}\n    STAGES = stage()", stages="STAGES")
    (tmp_path / "sea-1.0.dist-info" / "METADATA").unlink()
    plugins, (fault,) = look(tmp_path)
    assert not plugins
    assert "the name of a plugin is letters and digits" in fault.says


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("people", "names that begin with people are Heliograph's own"),
        ("heliograph_face_count", "names that begin with face are Heliograph's own"),
        ("sea_side", "the plugin sea has its name already"),
    ],
)
def test_a_name_that_is_taken(tmp_path: Path, name: str, says: str) -> None:
    install(tmp_path, "sea", f"{STAGE}\n    STAGES = stage()", stages="STAGES")
    install(tmp_path, name, "STAGES = ()", stages="STAGES")
    (plugin,), (fault,) = look(tmp_path)
    assert plugin.name == "sea"
    assert says in fault.says
