"""What a process writes while it works, for machines and for people."""

import json
import re
from pathlib import Path

from tests.drawing import encoded
from tests.running import running, settle, upload

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
TRACE = CALLER.split("-")[1]


def test_json_lines_follow_a_photo_from_upload_to_search(tmp_path: Path) -> None:
    with running(tmp_path / "home", log_format="json") as heliograph, heliograph.client() as client:
        id = upload(client, encoded(6001), headers={"traceparent": CALLER}).json()["id"]
        settle(client, [id])
        client.get("/search", params={"q": "a secret wish"}, headers={"traceparent": CALLER})
        log = heliograph.log
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    way = [line for line in lines if line.get("trace") == TRACE]
    assert {line["photo"] for line in way if "photo" in line} == {id}
    said = [(line["service"], line["message"]) for line in way]
    assert ("gateway", "POST /upload answered 201") in said
    assert ("gateway", "GET /search answered 200") in said
    settled = " ".join(message for _, message in said if message.startswith("settled"))
    for stage in ("metadata", "renditions", "classify", "caption", "image_vector", "text_vector"):
        assert stage in settled
    assert any(service == "embedder" and message.endswith("the photo is ready") for service, message in said)
    assert "secret wish" not in log.read_text(), "what people look for is no business of the log"


def test_text_is_quiet_when_all_is_well(tmp_path: Path) -> None:
    with running(tmp_path / "home") as heliograph, heliograph.client() as client:
        settle(client, [upload(client, encoded(6002)).json()["id"]])
        log = heliograph.log
    assert re.fullmatch(r"\n  Heliograph is ready: http://127\.0\.0\.1:\d+\n\n", log.read_text())
