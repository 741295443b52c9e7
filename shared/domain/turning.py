"""How EXIF's orientation, 1 to 8, turns a picture as it is stored into the upright one."""

from shared.domain.boxes import Box


def turned(box: Box, orientation: int) -> Box:
    """A box on the stored picture -> on the upright one."""
    left, top, right, bottom = box
    across = {2: (1 - right, 1 - left), 3: (1 - right, 1 - left), 5: (top, bottom), 6: (1 - bottom, 1 - top),
              7: (1 - bottom, 1 - top), 8: (top, bottom)}.get(orientation, (left, right))  # fmt: skip
    down = {3: (1 - bottom, 1 - top), 4: (1 - bottom, 1 - top), 5: (left, right), 6: (left, right),
            7: (1 - right, 1 - left), 8: (1 - right, 1 - left)}.get(orientation, (top, bottom))  # fmt: skip
    return across[0], down[0], across[1], down[1]


def turned_back(box: Box, orientation: int) -> Box:
    """A box on the upright picture -> on the stored one."""
    return turned(box, {6: 8, 8: 6}.get(orientation, orientation))


def lies(orientation: int) -> bool:
    """Whether width and height change places."""
    return orientation >= 5
