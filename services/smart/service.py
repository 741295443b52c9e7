"""Smart: a library -> people, occasions, albums, summaries. Its features come with their issues."""

from shared.runtime.ops import ops_app
from shared.runtime.platform import Platform
from shared.runtime.service import Service


def build(platform: Platform) -> Service:
    return Service("smart", ops_app(platform))
