"""Which licences allow any use, and which are for the user to accept."""

import re

_FREE = (
    "apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "isc", "0bsd", "cc0-1.0", "cc-by-4.0", "unlicense", "zlib",
)  # fmt: skip
# What is said of others, by a word in their name.
_TERMS = (
    (r"agpl", "who offers it over a network has to offer the source of all of it"),
    (r"\bnc\b|non-?commercial|research", "not for commercial use"),
    (r"gpl", "what is passed on with it has to be free as well"),
)
_UNKNOWN = "its terms are not known here: read them"


def terms(licence: str) -> str:
    """What wants the user's own consent, as a clause; empty where any use is allowed. `licence`: its id (SPDX, or as
    hubs write it), or a sentence that begins with it."""
    plain = licence.strip().lower()
    if limits := [said for word, said in _TERMS if re.search(word, plain)]:
        return limits[0]
    return "" if any(re.match(rf"{re.escape(free)}(?![\w.-])", plain) for free in _FREE) else _UNKNOWN
