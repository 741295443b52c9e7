"""The libraries that nobody looks at while the segmenter is tuned: a third of all kinds, written with the others."""

from eval.occasions.life import HOUR, Life

HELD_OUT = (
    Life(name="night shift", hour=26.0, per_week=2.2, size=8),
    Life(name="scans", scanned=True, per_week=0.6, size=14, years=12, trips=1.5, people=0.4),
    Life(name="two homes", second_home_km=120, per_week=2.4),
    Life(name="two cameras, hours apart", offsets=(0.0, 7 * HOUR), share=0.35),
    Life(name="grandparents", per_week=0.4, size=6, trips=1.2, trip_days=8, located=0.2, years=10, people=0.8),
    Life(name="sport every week", per_week=3, size=45, spread=0.9, bursts=0.75, singles=0.15, pause=25, years=2),
    Life(name="camera without places on trips", located=0.0, trips=6, trip_days=8, size=18, outings=2.4, people=0.2),
)
