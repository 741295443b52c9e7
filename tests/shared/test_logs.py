"""Log lines, as a process writes them: each test runs one, because logging is global."""

import json
import subprocess
import sys
from datetime import datetime, timedelta

from tests.running import REPO

BEGIN = """
import logging
from shared import logs, tracing
logs.configure("{format}", "{level}")
log = logging.getLogger("shared.some")
"""


def said(code: str, *, format: str = "json", level: str = "info") -> str:
    ended = subprocess.run(
        [sys.executable, "-c", BEGIN.format(format=format, level=level) + code],
        cwd=REPO, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert ended.stdout == ""
    return ended.stderr


def lines(code: str, **options: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in said(code, **options).splitlines()]


def test_a_json_line_has_its_fields_and_no_empty_ones() -> None:
    (line,) = lines("log.info('a %s of ü', 'word')")
    assert datetime.now().astimezone() - datetime.fromisoformat(line.pop("time")) < timedelta(minutes=1)
    assert line == {"level": "INFO", "logger": "shared.some", "message": "a word of ü"}


def test_service_photo_and_trace_are_those_of_the_work_around() -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    inside, after = lines(f"""
with logs.about(service="vision"), tracing.span("work", parent="00-{trace}-00f067aa0ba902b7-01"):
    with logs.about(photo="p1"):
        log.info("inside")
    log.info("after")
""")
    assert (inside["service"], inside["photo"], inside["trace"]) == ("vision", "p1", trace)
    assert (after["service"], after["trace"]) == ("vision", trace)
    assert "photo" not in after


def test_an_exception_is_a_field() -> None:
    (line,) = lines("""
try:
    1 / 0
except ZeroDivisionError:
    log.exception("it broke")
""")
    assert line["message"] == "it broke"
    assert line["exception"].startswith("Traceback")
    assert line["exception"].endswith("ZeroDivisionError: division by zero")


def test_the_trail_is_for_machines() -> None:
    code = "logs.trail.info('uploaded')"
    assert [line["message"] for line in lines(code)] == ["uploaded"]
    assert said(code, format="text") == ""
    assert said(code, format="text", level="debug").endswith("heliograph.trail: uploaded\n")


def test_text_is_short() -> None:
    words = said("log.warning('careful')", format="text").split()
    assert words[1:] == ["WARNING", "shared.some:", "careful"]
    assert len(words[0]) == len("12:00:00")


LOST = """
import asyncio
class Lost(Exception):
    pass
Lost.__module__ = "aiormq.exceptions"
def lose(name):
    try:
        raise Lost("reset by peer")
    except Lost:
        logging.getLogger(name).exception("connection lost")
"""


def test_a_drivers_traceback_is_one_line() -> None:
    for name in ("aiormq.connection", "asyncio"):
        (line,) = said(LOST + f"lose({name!r})", format="text").splitlines()
        assert line.endswith(f"{name}: connection lost: Lost('reset by peer')")
    assert "Traceback" in said(LOST + "lose('asyncio')", format="text", level="debug")


def test_what_was_just_said_is_not_said_again() -> None:
    code = """
for attempt in range(5):
    for photo in ("p1", "p2"):
        with logs.about(photo=photo):
            log.warning("the broker is away: %s", "refused")
log.warning("the broker is away: %s", "reset")
log.info("attempt"), log.info("attempt")
"""
    assert [(line.get("photo"), line["message"]) for line in lines(code)] == [
        ("p1", "the broker is away: refused"),
        ("p2", "the broker is away: refused"),
        (None, "the broker is away: reset"),
        (None, "attempt"),
        (None, "attempt"),
    ]
    assert len(lines(code, level="debug")) == 13


def test_the_servers_own_start_is_no_news() -> None:
    code = "logging.getLogger('uvicorn.error').info('Started server process')"
    assert said(code) == ""
    assert "Started" in said(code, level="debug")
