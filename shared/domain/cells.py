"""Squares of the map, named so that a larger one's name begins the names of those within it: what is near is found
by equality alone, which every catalog can index.

The world is cut into four quarters, each of these into four, and so on (a quadtree over plain degrees; Finkel and
Bentley, 1974). "w" is the world, "w2" its north-west, "w21" the north-east of that.
"""

_DEPTHS = range(0, 17, 2)  # of the deepest: 0.005 degrees of longitude by 0.003 of latitude, some 300 m
_MOST = 24  # cells that a box is covered with; the deeper they are, the less lies beside it

WORLD = "w"


def cells_of(latitude: float, longitude: float) -> list[str]:
    """Of every second depth, the cell with the point (degrees, WGS 84), the world first."""
    x, y = _column(longitude, _DEPTHS[-1]), _row(latitude, _DEPTHS[-1])
    deepest = _name(x, y, _DEPTHS[-1])
    return [deepest[: 1 + depth] for depth in _DEPTHS]


def cover(west: float, south: float, east: float, north: float) -> list[str]:
    """Cells of one depth that hold the whole box, as deep as few of them do. West greater than east crosses the
    antimeridian."""
    best = [WORLD]
    spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    for depth in _DEPTHS[1:]:
        columns = {x for w, e in spans for x in (_column(w, depth), _column(e, depth))}
        ranges = [range(_column(w, depth), _column(e, depth) + 1) for w, e in spans]
        rows = range(_row(south, depth), _row(north, depth) + 1)
        if len(rows) * max(len(columns), sum(map(len, ranges))) > _MOST:
            break
        best = sorted({_name(x, y, depth) for columns in ranges for x in columns for y in rows})
    return best


def _column(longitude: float, depth: int) -> int:
    return _index((longitude + 180) / 360, depth)


def _row(latitude: float, depth: int) -> int:
    return _index((latitude + 90) / 180, depth)


def _index(share: float, depth: int) -> int:
    most = (1 << depth) - 1
    return min(max(int(share * (most + 1)), 0), most)


def _name(x: int, y: int, depth: int) -> str:
    quarters = (str((x >> level & 1) + 2 * (y >> level & 1)) for level in reversed(range(depth)))
    return WORLD + "".join(quarters)
