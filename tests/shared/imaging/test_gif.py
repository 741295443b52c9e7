from pathlib import Path

from shared.imaging.gif import packet
from shared.imaging.source import read_source
from tests.shared.imaging.pictures import encoded, quarters
from tests.shared.imaging.test_xmp import packet as xmp

TRAILER = b"\1" + bytes(range(255, -1, -1)) + b"\0"


def test_xmp_in_a_gif(tmp_path: Path) -> None:
    plain = encoded(quarters(mode="P"), "GIF")
    (tmp_path / "plain").write_bytes(plain)
    assert packet(tmp_path / "plain") is None
    body = xmp('<rdf:Description xmp:Rating="4"/>').encode()
    (tmp_path / "told").write_bytes(plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + body + TRAILER + b";")
    assert read_source(tmp_path / "told", None).embedded == {"xmp:Rating": ["4"]}
    (tmp_path / "cut").write_bytes(plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + body)
    assert packet(tmp_path / "cut") is None
