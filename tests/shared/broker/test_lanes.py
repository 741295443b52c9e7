from shared.broker.base import Lane
from shared.broker.lanes import Turns


def test_every_eighth_turn_is_bulks() -> None:
    turns = Turns()
    taken = []
    for _ in range(24):
        lane = turns.next(fresh=True, bulk=True)
        turns.took(lane)
        taken.append(lane)
    assert [at for at, lane in enumerate(taken) if lane is Lane.BULK] == [7, 15, 23]


def test_whoever_is_there_goes() -> None:
    turns = Turns()
    assert turns.next(fresh=False, bulk=True) is Lane.BULK
    assert turns.next(fresh=True, bulk=False) is Lane.FRESH


def test_a_turn_is_kept_until_it_is_taken() -> None:
    turns = Turns()
    for _ in range(7):
        turns.took(Lane.FRESH)
    assert turns.next(fresh=True, bulk=True) is Lane.BULK
    assert turns.next(fresh=True, bulk=True) is Lane.BULK
    turns.took(Lane.BULK)
    assert turns.next(fresh=True, bulk=True) is Lane.FRESH
