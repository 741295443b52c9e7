"""Smart: a library -> people, occasions, albums, summaries. Its features come with their issues."""

from starlette.applications import Starlette

from shared.runtime.platform import Platform
from shared.runtime.service import Service


def build(platform: Platform) -> Service:
    return Service("smart", Starlette())
