"""By which app a photo came: most of them name their files in a way of their own."""

import re
from collections.abc import Sequence

from shared.errors import Invalid
from shared.inference.base import Found, Item

APPS = {
    "WhatsApp": re.compile(r"^(IMG|VID)-\d{8}-WA\d{4}|^WhatsApp (Image|Video) \d{4}-\d\d-\d\d"),
    "Telegram": re.compile(r"^photo_\d+@\d\d-\d\d-\d{4}_|^photo_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d"),
    "Facebook": re.compile(r"^FB_IMG_\d{13}|^\d+_\d+_\d+_[on]\.jpg$"),
    "Snapchat": re.compile(r"^Snapchat-\d+"),
}


class Origin:
    """Facts: app, where the file's name tells it. A camera's own file came by none."""

    model = "file names 1"

    def __call__(self, items: Sequence[Item]) -> list[Found | Invalid]:
        return [Found(facts=_facts(item.photo.file_name)) for item in items]


def _facts(file_name: str) -> dict[str, str]:
    app = next((app for app, named in APPS.items() if named.search(file_name)), None)
    return {"app": app} if app else {}
