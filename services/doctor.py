"""`python -m services.doctor`: looks at everything Heliograph depends on, and says what to do about what is wrong."""

import asyncio
import json
import logging
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import asdict

from shared.runtime.checkup import Finding, checkup
from shared.runtime.command import command_parser

_EXAMPLES = """
examples:
  python -m services.doctor                                    the embedded profile in .heliograph
  HELIOGRAPH_HOME=/srv/photos python -m services.doctor        ... in another folder
  HELIOGRAPH_PROFILE=cluster ... python -m services.doctor     RabbitMQ, S3, MongoDB, Qdrant, the other services
  docker compose run --rm gateway python -m services.doctor    from where the gateway stands
  python -m services.doctor --hashes                           ... and reads every original, to compare its hash
  python -m services.doctor --json | jq '.[] | select(.state == "failed")'

It reads the same environment as the services (docs/settings.md). It decodes every record, and compares the records
with the blobs and the vectors. It writes a small blob and removes it, and makes the bucket where it is missing. It
exits with 1 when anything failed.
"""
_WORDS = {"ok": "ok  ", "failed": "FAIL", "skipped": "--  "}
_WIDTH = 110


def main(arguments: Sequence[str] | None = None) -> int:
    parser = command_parser(
        "doctor", "Looks at everything Heliograph depends on, and says what to do about what is wrong.", _EXAMPLES
    )
    parser.add_argument("--json", action="store_true", help="a JSON list of findings: name, state, says, fix")
    parser.add_argument("--hashes", action="store_true", help="read every original and sidecar, and compare its hash")
    chosen = parser.parse_args(arguments)
    as_json = chosen.json
    logging.disable()  # what drivers log is in the findings
    findings = asyncio.run(_findings(show=not as_json, hashes=chosen.hashes))
    failed = sum(finding.state == "failed" for finding in findings)
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        print(f"\n{failed} of {len(findings)} checks failed." if failed else "\nAll is well.")
    return 1 if failed else 0


async def _findings(*, show: bool, hashes: bool) -> list[Finding]:
    findings = []
    async for finding in checkup(hashes=hashes, progress=_progress):
        findings.append(finding)
        if show:
            print(_lines(finding), flush=True)
    return findings


def _progress(name: str, photos: int) -> None:
    """One line, where somebody looks on; the next that is printed takes its place."""
    if sys.stderr.isatty():
        print(f"...   {name:<16} {photos:,} photos", end="\r", file=sys.stderr, flush=True)


def _lines(finding: Finding) -> str:
    head = f"{_WORDS[finding.state]}  {finding.name:<16} "
    lines = [head + finding.says]
    if finding.fix:
        indent = " " * len(head)
        lines.append(textwrap.fill(finding.fix, _WIDTH, initial_indent=f"{indent}→ ", subsequent_indent=f"{indent}  "))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
