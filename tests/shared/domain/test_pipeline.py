"""What runs on photos, as the record has it and as a process sees it."""

from dataclasses import replace

import msgspec
import pytest

from shared.domain.instants import instant
from shared.domain.photo import Mark
from shared.domain.pipeline import Pipeline, Program, emptied, kept, searched, space_of_parts, switched, unplugged
from shared.domain.spaces import IMAGE, Measured, SpaceSpec, own_space
from shared.domain.stages import EFFECTIVE, Stage, StageTable

SEE, READ = Stage("see", "eyes", "preview", task="see"), Stage("read", "eyes", "preview", ("see",), version=2)
WRITE = Stage("write", "hand", "record", ("see", "read"))
MODELS = {"see": {"good": "good:1", "better": "better:1"}}
PROGRAM = Program(1, StageTable(SEE, READ, WRITE), MODELS)
RECORD = PROGRAM.founded("good")


def marks(*models: str) -> dict[str, Mark]:
    done = Mark("done", 2, instant())
    return {"see": msgspec.structs.replace(done, models=models), "read": done, "write": done}


def left(program: Program) -> dict[str, str]:
    return {stage.name: stage.lacks for stage in program.table(RECORD) if stage.lacks}


def test_a_new_record_is_all_that_the_program_can_with_the_chosen_model() -> None:
    assert RECORD.stages["see"].models == ("good:1",)
    assert RECORD.stages["read"].models == ()
    table = PROGRAM.table(RECORD)
    assert [stage.name for stage in table] == ["see", "read", "write"]
    assert left(PROGRAM) == {}
    assert table.settled(marks("good:1"))
    with pytest.raises(ValueError, match="choose one of: better, good"):
        PROGRAM.founded("best")


def test_another_model_makes_its_stage_due_and_nothing_is_settled_until_it_ran() -> None:
    table = PROGRAM.table(PROGRAM.founded("better"))
    assert not table.settled(marks("good:1"))
    assert [stage.name for stage in table.due(marks("good:1"), "eyes")] == ["see"]
    assert table.settled(marks("better:1", "good:1")), "who ran with both is done with either"
    assert table.digest != PROGRAM.table(RECORD).digest


def test_marks_of_a_release_without_names_were_made_by_the_first_models() -> None:
    assert PROGRAM.table(RECORD).settled(marks())
    files = replace(PROGRAM, release=2, models={"see": {"good": "good:2"}})
    raised = files.raised(RECORD)
    assert raised.stages["see"].models == ("good:2",)
    assert not files.table(raised).settled(marks()), "other files of the same name are another model"


def test_a_program_leaves_to_others_what_it_cannot_run() -> None:
    older = replace(PROGRAM, stages=StageTable(SEE, replace(READ, version=1)))
    assert left(older) == {
        "read": "read runs in version 2, and this program has version 1",
        "write": "write is a stage of a later release",
    }
    table = older.table(RECORD)
    seen = {"see": marks("good:1")["see"]}
    assert table.due(seen, "eyes") == []
    assert [stage.name for stage in table.left(seen, "eyes")] == ["read"]
    assert not table.settled(seen)
    read = seen | {"read": Mark("done", 2, instant())}
    assert table.called(read, "eyes") == ["hand"], "it calls who can"
    assert [stage.name for stage in table.left(read, "hand")] == ["write"]
    without_model = replace(PROGRAM, models={"see": {"better": "better:1"}})
    assert left(without_model) == {"see": "see runs with good:1, which this program has not"}
    assert left(replace(PROGRAM, lacks={"read": "It has no glasses."})) == {"read": "It has no glasses."}


def test_who_has_other_effective_fields_settles_nothing() -> None:
    older = replace(PROGRAM, stages=StageTable(SEE, READ, WRITE, effective=EFFECTIVE - 1))
    table = older.table(RECORD)
    assert table.behind
    assert table.digest == PROGRAM.table(RECORD).digest
    assert not PROGRAM.table(RECORD).behind


def test_a_later_release_brings_its_stages_and_keeps_what_was_chosen() -> None:
    chosen = PROGRAM.founded("better")
    off = chosen.stages["read"]
    record = msgspec.structs.replace(
        chosen, stages=chosen.stages | {"read": msgspec.structs.replace(off, off="Tired.")}
    )
    draw = Stage("draw", "hand", "record", ("see",), task="see")
    later = Program(2, StageTable(replace(SEE, version=3), READ, draw), MODELS)
    raised = later.raised(record)
    assert (raised.release, raised.revision) == (2, record.revision + 1)
    assert list(raised.stages) == ["see", "read", "draw"]
    assert (raised.stages["see"].version, raised.stages["see"].models) == (3, ("better:1",))
    assert raised.stages["draw"].models == ("better:1",), "a new stage begins with what was chosen for others"
    assert later.table(raised)["read"].off == "Tired."


def test_no_question_is_asked_in_the_space_of_parts() -> None:
    faces = SpaceSpec("faces-1", "faces", grouped=True)
    stages = StageTable(SEE, Stage("face_vector", "hand", "parts", of="faces", blob="chip", task="know"))
    models = MODELS | {"know": {"good": "good:1"}}
    spaces = {"see": {"good": (IMAGE,)}, "know": {"good": (faces,)}}
    record = Program(1, stages, models, spaces).founded("good")
    assert list(searched(record)) == [IMAGE]
    assert space_of_parts(record, "face_vector") == faces
    assert (space_of_parts(record, "see"), space_of_parts(record, "none")) == (None, None)
    assert kept(record).keys() == {IMAGE.name, "faces-1"}


def test_a_stage_that_is_off_asks_for_no_model() -> None:
    off = {"see": msgspec.structs.replace(RECORD.stages["see"], off="Eyes shut.")}
    table = PROGRAM.table(msgspec.structs.replace(RECORD, stages=RECORD.stages | off))
    assert (table["see"].off, table["see"].version) == ("Eyes shut.", 0)
    assert table.settled({**marks(), "see": Mark("skipped", 0, instant())})


def test_spaces_of_a_later_release_are_read_and_asked_nothing() -> None:
    later = Program(2, PROGRAM.stages, MODELS, {"see": {"good": (IMAGE, SpaceSpec("voices.1", "voices", 64))}})
    record = msgspec.convert(msgspec.to_builtins(later.founded("good")), Pipeline)
    assert [space.name for space in searched(record).asked_in("en")] == [IMAGE.name]


COUNT = Stage("count", "plugins", "record", ("write",), version=2, plugin="count")


def with_plugin(version: int, program: Program = PROGRAM) -> Program:
    return replace(program, stages=StageTable(*program.stages, replace(COUNT, version=version)))


def test_a_plugin_is_added_once_and_a_later_version_of_it_wins() -> None:
    added = with_plugin(2).plugged(RECORD, alone=False)
    assert (added.revision, added.stages["count"].version) == (RECORD.revision + 1, 2)
    assert with_plugin(2).plugged(added, alone=False) is added
    assert with_plugin(1).plugged(added, alone=False) is added, "another process has brought it"
    assert with_plugin(3).plugged(added, alone=False).stages["count"].version == 3
    assert PROGRAM.plugged(added, alone=False) is added
    assert not with_plugin(2).table(added).lacks()
    assert PROGRAM.table(added).lacks() == ["count is a stage of the plugin count, which this program has not"]


def test_who_is_alone_runs_what_is_installed() -> None:
    added = with_plugin(2).plugged(RECORD, alone=True)
    assert with_plugin(1).plugged(added, alone=True).stages["count"].version == 1
    gone = PROGRAM.plugged(added, alone=True)
    assert gone.stages == RECORD.stages
    assert PROGRAM.plugged(gone, alone=True) is gone


def test_a_later_release_keeps_what_plugins_brought_until_they_are_taken_away() -> None:
    added = with_plugin(2).plugged(RECORD, alone=False)
    raised = replace(PROGRAM, release=2).raised(added)
    assert raised.stages["count"] == added.stages["count"]
    assert unplugged(raised, "count").stages == RECORD.stages
    assert unplugged(RECORD, "count") is RECORD


def test_a_model_that_is_gone_stays_chosen_until_another_is() -> None:
    """A plugin brought it, and went."""
    chosen = PROGRAM.use(RECORD, "see", "better")
    without = replace(PROGRAM, release=2, models={"see": {"good": "good:1"}})
    raised = without.raised(chosen)
    assert raised.stages["see"].models == ("better:1",)
    assert without.table(raised).lacks() == ["see runs with better:1, which this program has not"]
    assert not without.table(without.use(raised, "see", "good")).lacks()


def test_who_is_alone_goes_over_to_what_a_model_is_made_of_now() -> None:
    newer = replace(PROGRAM, models={"see": {"good": "good:2", "better": "better:1"}})
    assert newer.plugged(RECORD, alone=True).stages["see"].models == ("good:2",)
    assert newer.plugged(RECORD, alone=False) is RECORD


def test_a_new_stage_of_a_later_release_runs_with_a_model_that_there_is_for_it() -> None:
    """The first stage runs with one of a plugin, which cannot do what the new one asks."""
    models = {"see": {"good": "good:1", "plugged": "plugged:1"}, "hear": {"good": "good:1"}}
    say = Stage("say", "hand", "record", ("read",), task="see")
    program = replace(PROGRAM, stages=StageTable(SEE, READ, say), models=models)
    chosen = program.use(program.founded("good"), "see", "plugged")
    chosen = msgspec.structs.replace(chosen, stages=chosen.stages | {"say": program.founded("good").stages["say"]})
    hear = Stage("hear", "ears", "preview", task="hear")
    raised = replace(program, release=2, stages=StageTable(SEE, READ, say, hear)).raised(chosen)
    assert raised.stages["see"].models == ("plugged:1",)
    assert raised.stages["hear"].models == ("good:1",)


def test_a_users_model_is_known_by_the_record_alone() -> None:
    with pytest.raises(ValueError, match="no model 'mine' to see"):
        PROGRAM.use(RECORD, "see", "mine")
    added = PROGRAM.add(RECORD, "see", "mine", "0123456789ab")
    assert (added.added, added.revision) == ({"see": {"mine": "mine:own-0123456789ab"}}, RECORD.revision + 1)
    assert list(PROGRAM.choices("see", added.added)) == ["good", "better", "mine"]
    assert PROGRAM.add(added, "see", "mine", "0123456789ab") is added
    used = PROGRAM.use(added, "see", "mine")
    assert used.stages["see"].models == ("mine:own-0123456789ab",)
    assert not PROGRAM.table(used).lacks(), "whether its files are here is for each process to see"
    assert PROGRAM.table(used).settled(marks("mine:own-0123456789ab"))
    assert not PROGRAM.table(used).settled(marks("good:1"))
    assert msgspec.convert(msgspec.to_builtins(used), Pipeline) == used


def test_another_file_of_the_name_is_used_once_it_is_chosen() -> None:
    used = PROGRAM.use(PROGRAM.add(RECORD, "see", "mine", "0" * 12), "see", "mine")
    again = PROGRAM.add(used, "see", "mine", "1" * 12)
    later = replace(PROGRAM, release=2)
    for record in (again, later.raised(again)):
        assert record.stages["see"].models == (f"mine:own-{'0' * 12}",)
    assert PROGRAM.use(again, "see", "mine").stages["see"].models == (f"mine:own-{'1' * 12}",)
    with pytest.raises(ValueError, match="'good' is that of a model that comes with Heliograph"):
        PROGRAM.add(RECORD, "see", "good", "0" * 12)


def test_a_new_stage_begins_with_one_of_ours_where_another_has_a_users() -> None:
    draw = Stage("draw", "hand", "record", ("read",), task="draw")
    models = MODELS | {"draw": {"good": "good:1"}}
    read = replace(READ, task="see")
    record = Program(1, StageTable(SEE, read), MODELS).founded("good")
    mine = PROGRAM.use(PROGRAM.add(record, "see", "mine", "0" * 12), "see", "mine")
    mixed = msgspec.structs.replace(mine, stages=mine.stages | {"read": record.stages["read"]})
    raised = Program(2, StageTable(SEE, read, draw), models).raised(mixed)
    assert [run.models for run in raised.stages.values()] == [(f"mine:own-{'0' * 12}",), ("good:1",), ("good:1",)]


def test_a_users_model_is_forgotten_where_nothing_runs_with_it() -> None:
    added = PROGRAM.add(RECORD, "see", "mine", "0" * 12)
    assert PROGRAM.remove(added, "see", "mine").added == {"see": {}}
    again = PROGRAM.add(PROGRAM.use(added, "see", "mine"), "see", "mine", "1" * 12)
    with pytest.raises(ValueError, match="photos are looked at by the model 'mine'"):
        PROGRAM.remove(again, "see", "mine")
    for name in ("good", "theirs"):
        with pytest.raises(ValueError, match=f"no model '{name}' of your own to see"):
            PROGRAM.remove(again, "see", name)
    assert PROGRAM.remove(PROGRAM.use(again, "see", "good"), "see", "mine").added == {"see": {}}


def test_a_stage_takes_the_preview_while_a_users_model_looks_at_it() -> None:
    """And needs what its other models need as long as these run."""
    ours, theirs = SpaceSpec("looks-1", "looks", 4), own_space("mine", "0123456789ab", Measured(8, 0.1, 0.5))
    place = Stage("place", "eyes", "record", ("see",), task="place")
    program = replace(
        PROGRAM, stages=StageTable(SEE, place), models={**MODELS, "place": {"good": "good:1"}},
        spaces={"place": {"good": (ours,)}},
    )  # fmt: skip

    def runs(pipeline: Pipeline) -> tuple[str, tuple[str, ...], str]:
        stage = program.table(pipeline)["place"]
        return stage.takes, stage.needs, searched(pipeline).looks.name

    before = program.founded("good")
    added = program.add(before, "place", "mine", "0123456789ab", (theirs,))
    assert runs(added) == runs(before) == ("record", ("see",), "looks-1")
    assert program.add(added, "place", "mine", "0123456789ab", (theirs,)) is added
    filling = program.use(added, "place", "mine")
    assert runs(filling) == ("preview", ("renditions", "see"), "looks-1")
    assert runs(program.use(filling, "place", "good")) == ("record", ("see",), "looks-1"), "taken back"
    there = switched(filling)
    assert runs(there) == ("preview", ("renditions",), theirs.name)
    assert runs(program.raised(there)) == runs(there), "a later release goes on with it"
    assert kept(emptied(there)) == {theirs.name: theirs}
    with pytest.raises(ValueError, match="looked at by the model 'mine'"):
        program.remove(there, "place", "mine")

    again = program.add(there, "place", "mine", "ba9876543210", (own_space("mine", "ba9876543210", Measured(8, 0, 1)),))
    assert [*again.made] == ["mine:own-ba9876543210"], "another of the name takes its place"
    assert runs(again) == runs(there), "what works goes on"
    back = switched(program.use(again, "place", "good"))
    assert runs(back) == ("record", ("see",), "looks-1")
    assert program.remove(back, "place", "mine").made == {}
