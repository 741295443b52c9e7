from services.smart.proposals.ranking import Ranking, value
from shared.domain.album_proposal import ProposalHead, Source


def head(id: str, source: Source, worth: float) -> ProposalHead:
    return ProposalHead(id=id, owner="me", source=source, about=(id,), at="", count=1, value=worth)


def test_more_longer_more_varied_and_named_is_worth_more() -> None:
    usual = {"count": 40, "days": 3, "best": 6}
    worth = value("occasion", **usual, kind="trip")
    for more in ({"count": 80}, {"days": 5}, {"best": 8}):
        assert value("occasion", **{**usual, **more}, kind="trip") > worth
    assert value("occasion", **usual, kind="trip", named=True) > worth
    assert value("occasion", **usual, kind="day out") < worth
    assert value("theme", **usual) < value("place", **usual)


def test_the_next_is_the_most_valuable_but_not_of_one_source_for_ever() -> None:
    heads = [head("t1", "occasion", 0.9), head("t2", "occasion", 0.89), head("t3", "occasion", 0.88)]
    ranking = Ranking([*heads, head("p", "person", 0.8), head("d", "theme", 0.5)])
    order = []
    while each := ranking.next():
        order.append(each.id)
        ranking.take(each)
    assert order == ["t1", "p", "t2", "t3", "d"]


def test_what_is_passed_over_counts_for_nothing() -> None:
    ranking = Ranking([head("t1", "occasion", 0.9), head("t2", "occasion", 0.85), head("p", "person", 0.8)])
    assert ranking.next()
    second = ranking.next()
    assert second
    assert second.id == "t2"
