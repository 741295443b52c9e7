from bench.report import paired, single


def test_rounds_are_compared_with_themselves() -> None:
    """The second round was disturbed on both sides, the third on one."""
    row = paired("photos", "a minute", "bare loop", [(90, 100), (9, 10), (30, 100)], ">= 0.85")
    assert (row.product, row.reference, row.ratio) == (30, 100, 0.9)
    assert row.cells() == ["photos", "30.0 a minute", "bare loop: 100 a minute", "0.90", ">= 0.85"]


def test_one_measurement_has_a_ratio_too() -> None:
    assert single("memory", "MiB", 512, "bare loop", 256).ratio == 2
