"""The endpoint does not do what it is asked, whatever the photo."""

from shared.errors import Unavailable

SILENT = 60.0  # seconds: it may be back soon
REFUSED = 900.0  # it will not be before somebody mends it


class Away(Unavailable):
    """`pause`: seconds until it is asked again."""

    def __init__(self, message: str, *, pause: float) -> None:
        super().__init__(message)
        self.pause = pause
