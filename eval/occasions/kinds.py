"""The libraries that the segmenter may be tuned on."""

from eval.occasions.life import HOUR, Life

OPEN = (
    Life(name="family"),
    Life(name="traveller", per_week=0.7, trips=7, trip_days=9, trip_km=2500, size=16, outings=2.2),
    Life(name="dense photographer", per_week=5, size=20, spread=1.3, singles=0.3, pause=30, years=2),
    Life(name="sparse photographer", per_week=0.5, size=4, singles=0.6, trips=1, years=8),
    Life(name="no places", located=0.0),
    Life(name="some places", located=0.35),
    Life(name="one place only", trips=0, radius=0.3, spots=4, per_week=3),
    Life(name="home moved", homes=3, years=5),
    Life(name="two cameras", offsets=(0.0, 180.0), share=0.7),
    Life(name="clock reset", resets=0.06, located=0.5),
    Life(name="students", hour=20.0, per_week=3.5, size=7, cast=25, people=0.7, trips=2),
    Life(name="nothing but time", located=0.0, looks=0.0, people=0.0),
    Life(name="camera an hour off", offsets=(0.0, HOUR), share=0.5, located=0.6),
    Life(name="phone, every day", per_week=9, size=3, singles=0.65, years=2, pause=40),
)
