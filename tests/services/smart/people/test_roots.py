from services.smart.people.roots import Roots


def test_all_lead_to_the_lowest_that_they_were_joined_with() -> None:
    roots = Roots(7)
    assert roots.all().tolist() == [0, 1, 2, 3, 4, 5, 6]
    for one, other in [(6, 5), (5, 3), (1, 2), (3, 6)]:
        roots.join(one, other)
    assert roots.all().tolist() == [0, 1, 1, 3, 4, 3, 3]
    roots.join(6, 2)
    assert roots.all().tolist() == [0, 1, 1, 1, 4, 1, 1]
    assert roots.of(6) == 1
