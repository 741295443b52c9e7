"""Whether a picture is a photograph, a screenshot, a document or a drawing: rules over what was measured on it, what
its file says and what the classifier saw. A photograph is what everything is that is not clearly something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.vision.surfaces import Surfaces
from shared.domain.photo import KINDS

PHOTOGRAPH, SCREENSHOT, DOCUMENT, DRAWING = KINDS
_OTHERWISE = 0.5  # the score of a photograph; what is to win scores more

# Sides in pixels, the shorter first: telephones, tablets, desktops.
_SCREENS = """
    640x1136 720x1280 720x1520 720x1560 720x1600 750x1334 828x1792 1008x2244 1080x1920 1080x2160 1080x2220 1080x2280
    1080x2310 1080x2316 1080x2340 1080x2376 1080x2400 1080x2408 1080x2424 1080x2460 1080x2520 1125x2436 1170x2532
    1179x2556 1206x2622 1220x2712 1242x2208 1242x2688 1280x2856 1284x2778 1290x2796 1320x2868 1344x2992 1440x2560
    1440x2880 1440x2960 1440x3040 1440x3088 1440x3120 1440x3200 768x1024 1200x1920 1200x2000 1488x2266 1536x2048
    1600x2560 1620x2160 1640x2360 1668x2224 1668x2388 1752x2800 1848x2960 2048x2732 768x1366 800x1280 864x1536 900x1440
    900x1600 1050x1680 1080x2560 1440x3440 1600x2560 1664x2560 1800x2880 1864x2880 1890x3024 1920x3072 1964x3024
    2160x3840 2234x3456 2880x5120"""
_SCREEN_SIZES = frozenset(_SCREENS.split())

# Of the classifier: labels of printed and of drawn things.
_WEB_SITE, _COMIC_BOOK = 916, 917
_PRINTED = (916, 918, 922)  # web site, crossword, menu


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known beside the pixels. `labels`: the classifier's, index -> probability."""

    said_screenshot: bool = False  # by its name, or by the device in the file
    camera: bool = False  # a camera is named in the file
    media_type: str = "image/jpeg"
    size: tuple[int, int] = (0, 0)  # of the original, pixels
    labels: Mapping[int, float] = field(default_factory=dict)

    @property
    def is_of_a_screen(self) -> bool:
        return f"{min(self.size)}x{max(self.size)}" in _SCREEN_SIZES


def kind_scores(seen: Surfaces, clues: Clues) -> dict[str, float]:
    """Of each kind, 0..1; the highest is the kind."""
    scores = {
        PHOTOGRAPH: _OTHERWISE,
        SCREENSHOT: _screenshot(seen, clues),
        DOCUMENT: _document(seen, clues),
        DRAWING: _drawing(seen, clues),
    }
    if scores[SCREENSHOT] > _OTHERWISE:  # of a page or of a drawing it is a screenshot still
        scores[DOCUMENT], scores[DRAWING] = scores[DOCUMENT] / 2, scores[DRAWING] / 2
    return {kind: round(score, 3) for kind, score in scores.items()}


def kind_of(scores: Mapping[str, float]) -> str:
    return max(KINDS, key=lambda kind: scores[kind])


def _screenshot(seen: Surfaces, clues: Clues) -> float:
    if clues.said_screenshot:
        return 0.95
    if clues.camera:
        return 0.0
    painted = _ramp(seen.flat, 0.15, 0.4)
    lossless = clues.media_type == "image/png"
    if clues.is_of_a_screen:  # so are wallpapers, and photos that were cut for a screen
        shown = max(_ramp(seen.paints, 0, 3), _ramp(seen.text, 0.01, 0.03), 0.7 if lossless else 0.0)
        return 0.9 * min(painted, shown)
    plain = 0.8 if lossless else 0.4 + clues.labels.get(_WEB_SITE, 0.0)
    return min(1.0, plain) * min(painted, _ramp(seen.paints, 1, 3), _ramp(seen.text, 0.02, 0.05))


def _document(seen: Surfaces, clues: Clues) -> float:
    written = min(_ramp(seen.text, 0.12, 0.22), _ramp(seen.page, 0.35, 0.55))
    blank = min(_ramp(seen.text, 0.02, 0.08), _ramp(seen.page, 0.7, 0.84), _ramp(seen.flat, 0.1, 0.4))
    printed = sum(clues.labels.get(index, 0.0) for index in _PRINTED)
    seen_as = 0.9 * min(_ramp(printed, 0.2, 0.6), _ramp(seen.text, 0.04, 0.1))
    return max(0.9 * written, 0.8 * blank, seen_as)


def _drawing(seen: Surfaces, clues: Clues) -> float:
    """Flat paint with crisp edges, or several paints side by side; white behind a thing is one paint."""
    if clues.camera:
        return 0.0
    drawn = max(_ramp(seen.crisp, 0.06, 0.14), _ramp(seen.paints, 2, 4) * _ramp(seen.flat, 0.4, 0.6))
    comic = 0.9 * min(_ramp(clues.labels.get(_COMIC_BOOK, 0.0), 0.2, 0.6), _ramp(seen.flat, 0.05, 0.25))
    return max(0.85 * min(_ramp(seen.flat, 0.35, 0.55), drawn) * (1 - _ramp(seen.text, 0.05, 0.15)), comic)


def _ramp(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
