"""The weights of services/smart/occasions/segments.py: a logistic regression over the open kinds, each library with
the same say however many occasions it has. `python -m eval.occasions.fit` prints them."""

import numpy as np
from numpy.typing import NDArray

from eval.occasions.kinds import OPEN
from eval.occasions.life import Made, made
from services.smart.occasions.gaps import NAMES, signs
from services.smart.occasions.homes import usual_radius
from services.smart.occasions.segments import LEAST, blocks

_SEEDS = range(10, 14)  # others than those that are measured
_SHRUNK = 3.0  # L2
_STEPS = 50
_BOUNDARIES = 300.0  # that each library counts as much as


def main() -> None:
    weights = fitted([made(life, seed) for life in OPEN for seed in _SEEDS])
    print("WEIGHTS: dict[str, float] = {")
    for name, weight in zip(NAMES, weights[:-1], strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nBIAS = {weights[-1]:.2f}")


def fitted(libraries: list[Made]) -> NDArray[np.float64]:
    """By Newton's method; the last is the bias."""
    parts = [_rows(each) for each in libraries]
    rows, truth, share = (np.concatenate(each) for each in zip(*parts, strict=True))
    rows = np.column_stack([rows, np.ones(len(rows))])
    shrunk = np.full(rows.shape[1], _SHRUNK)
    shrunk[-1] = 0
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(rows @ weights, -40, 40)))
        slope = rows.T @ (share * (odds - truth)) + shrunk * weights
        bend = (rows * (share * odds * (1 - odds))[:, None]).T @ rows + np.diag(shrunk)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def _rows(library: Made) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    stream = library.stream
    radius = usual_radius(stream.latitude, stream.longitude)
    rows, truth = [], []
    for first, last in blocks(stream):
        kept = np.diff(stream.instant[first:last]) >= LEAST
        rows.append(signs(stream[first:last], radius)[kept])
        truth.append((np.diff(library.occasion[first:last]) != 0)[kept])
    there = np.concatenate(truth).astype(float)
    return np.concatenate(rows), there, np.full(len(there), _BOUNDARIES / max(1.0, there.sum()))


if __name__ == "__main__":
    main()
