from shared.runtime.guesses import Guesses


def test_the_pause_grows_up_to_its_most() -> None:
    guesses = Guesses(3.0)
    assert [guesses.pause("10.0.0.1") for _ in range(8)] == [0, 0, 0, 0.25, 0.5, 1.0, 2.0, 3.0]
    for _ in range(5000):
        pause = guesses.pause("10.0.0.1")
    assert pause == 3.0


def test_each_asker_has_its_own_and_a_network_is_one_asker() -> None:
    guesses = Guesses(3.0)
    for n in range(20):
        assert guesses.pause(f"10.0.0.{n}") == 0
    pauses = [guesses.pause(f"2001:db8:1:2::{n:x}") for n in range(1, 6)]
    assert pauses == [0, 0, 0, 0.25, 0.5]
    assert guesses.pause("2001:db8:1:3::1") == 0
