"""The rules of composition, in one table. cv2 is imported by them: for children only."""

from dataclasses import dataclass

from services.vision.composition.depth import shallow_depth
from services.vision.composition.diagonal import diagonal
from services.vision.composition.frame import Frame
from services.vision.composition.framing import framing
from services.vision.composition.horizon import horizon_third
from services.vision.composition.key import high_key, low_key
from services.vision.composition.leading_lines import leading_lines
from services.vision.composition.mirror import reflection, symmetry
from services.vision.composition.pattern import pattern
from services.vision.composition.placement import centered, rule_of_thirds
from services.vision.composition.radial import radial
from services.vision.composition.reading import Reading, See, Shape
from services.vision.composition.space import fill_frame, negative_space
from shared.inference.base import Pixels

NAMED = 0.5  # the score from which a photo is called so


@dataclass(frozen=True, slots=True)
class Rule:
    """`half`: the strength that is worth a score of a half, chosen on one half of the evalkit's photos (docs/quality.md
    has the figures of the other half); where a rule did no better than chance there, one that drawn pictures have and
    few photos. None: no strength of it is proof, so the score stays below a half."""

    name: str
    see: See
    half: float | None

    def score(self, reading: Reading) -> float:
        """0..1: straight from nothing to `half`, and from there to 1."""
        if self.half is None:
            return 0.98 * NAMED * min(1.0, max(0.0, reading.strength))
        if reading.strength < self.half:
            return NAMED * max(0.0, reading.strength) / self.half
        return min(1.0, NAMED + (1 - NAMED) * (reading.strength - self.half) / (1 - self.half))


RULES = (
    Rule("centered", centered, 0.45),
    Rule("rule_of_thirds", rule_of_thirds, 0.5),
    Rule("symmetry", symmetry, 0.55),
    Rule("reflection", reflection, 0.6),
    Rule("leading_lines", leading_lines, 0.5),
    Rule("diagonal", diagonal, 0.38),
    Rule("pattern", pattern, 0.2),
    Rule("radial", radial, 0.1),
    Rule("framing", framing, None),
    Rule("fill_frame", fill_frame, 0.5),
    Rule("negative_space", negative_space, 0.35),
    Rule("horizon_third", horizon_third, 0.4),
    Rule("shallow_depth", shallow_depth, 0.42),
    Rule("low_key", low_key, 0.6),
    Rule("high_key", high_key, 0.6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scored:
    name: str
    score: float  # 0..1
    evidence: tuple[Shape, ...]

    @property
    def named(self) -> bool:
        return self.score >= NAMED


def composition(pixels: Pixels) -> list[Scored]:
    """Every rule's score, in the order of the table. `pixels`: shape (height, width, 3), sRGB, upright, of any size."""
    frame = Frame(pixels)
    readings = [(rule, rule.see(frame)) for rule in RULES]
    return [Scored(rule.name, rule.score(reading), reading.evidence) for rule, reading in readings]
