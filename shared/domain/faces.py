"""What is known of faces without looking at any."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near the vectors of one embedder's faces must lie, in cosines of unit vectors.

    Groups whose faces are `same` alike on average show one person; from `ask` on it is worth asking. A face that is
    added to a group must be `margin` nearer to it than to the second. `single`: by so much two faces alone must be
    nearer than a face and an average, as the nearest of many is near by chance. `clear`: how long the raw vector of a
    face is, at least, that may found a group; less is blurred, turned away, half hidden, or no face."""

    same: float
    ask: float
    margin: float
    single: float
    clear: float
