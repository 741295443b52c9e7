"""Tables in Markdown, and a section of a file that a program keeps."""

from collections.abc import Sequence
from pathlib import Path


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def replace_section(file: Path, name: str, text: str) -> None:
    """Puts `text` between the file's markers `<!-- name -->` and `<!-- /name -->`. Raises ValueError without them."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = file.read_text().partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{file} has no section {begin} ... {end}")
    file.write_text(f"{before}{begin}\n{text.strip()}\n{end}{after}")
