"""The light of a photo: what its pixels tell, alone and together with where the sun stood. Each name comes with the
sentence that says why; what cannot be told is not named."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from services.vision.oklab import oklab
from services.vision.small import shrunk
from services.vision.sun import Sun
from shared.inference.base import Pixels

_SIDE = 64

# Lightness in Oklab: 0.3 is a dark shadow, 0.9 a white wall in the sun.
_DARK, _LIGHT, _BRIGHT = 0.3, 0.75, 0.87

_LOW_KEY = 0.6  # of the pixels are dark
_HIGH_KEY = 0.6  # are light, and hardly one is dark
_HARDLY_ONE = 0.03
_PAPER = 0.985  # L: as white as a screen can be; where half of a picture is so, it is a page

# Backlit: the frame of the picture is bright where its middle is dark.
_BACKLIT_FRAME, _BACKLIT_MIDDLE, _BACKLIT_BRIGHT = 0.3, 0.5, 0.15

# The sun's altitude in degrees, by photographers' custom.
_GOLDEN = (-2.0, 7.0)
_BLUE = (-8.0, -3.0)
_NIGHT = -12.0  # nautical twilight ends
_WARM, _COOL = 0.025, -0.015  # Oklab's b of the lighter half


class Lighting:
    """`names`, each with its sentence; `sun` and `flash` are None where they are not known."""

    def __init__(self, pixels: Pixels, sun: Sun | None = None, flash: bool | None = None) -> None:
        self._lab: NDArray[np.float32] = oklab(shrunk(pixels, _SIDE, _SIDE))
        self._light = self._lab[..., 0]
        self._sun, self._flash = sun, flash
        self.names = dict([*self._by_sun(), *self._by_pixels(), *self._by_camera()])

    def _by_sun(self) -> Iterator[tuple[str, str]]:
        """Indoors the sun is as high, and so the pixels must agree with it."""
        if self._sun is None or self._flash:
            return
        stood = _stood(self._sun.altitude)
        if _GOLDEN[0] <= self._sun.altitude <= _GOLDEN[1] and self._hue_of_lights() >= _WARM:
            yield "golden hour", f"{stood}, and the light is warm."
        if _BLUE[0] <= self._sun.altitude <= _BLUE[1] and self._hue_of_lights() <= _COOL:
            yield "blue hour", f"{stood}, and the light is blue."
        if self._sun.altitude <= _NIGHT and self._share_dark >= 0.5:
            yield "night", f"{stood}, and most of the photo is dark."

    def _by_pixels(self) -> Iterator[tuple[str, str]]:
        if self._share_dark >= _LOW_KEY and np.percentile(self._light, 99) >= 0.5:
            yield "low key", f"{self._share_dark:.0%} of the photo is dark, and a little of it is lit."
        light = float((self._light >= _LIGHT).mean())
        is_page = (self._light >= _PAPER).mean() >= 0.5
        if light >= _HIGH_KEY and self._share_dark <= _HARDLY_ONE and not is_page:
            yield "high key", f"{light:.0%} of the photo is light, and hardly anything is dark."
        if self._is_backlit():
            yield "backlit", "What is in the middle is dark before a bright background."

    def _by_camera(self) -> Iterator[tuple[str, str]]:
        if self._flash:
            yield "flash", "The camera says that its flash fired."

    def _is_backlit(self) -> bool:
        quarter = _SIDE // 4
        middle = self._light[quarter:, quarter:-quarter]
        upper = self._light[: _SIDE // 2]
        sides = np.concatenate([upper[:, :quarter], upper[:, -quarter:]], axis=1)
        background = np.concatenate([sides.ravel(), self._light[: quarter // 2].ravel()])
        return bool(
            (background >= _BRIGHT).mean() >= _BACKLIT_FRAME
            and (middle <= _DARK).mean() >= _BACKLIT_MIDDLE
            and (self._light >= _BRIGHT).mean() >= _BACKLIT_BRIGHT
        )

    def _hue_of_lights(self) -> float:
        return float(self._lab[..., 2][self._light >= np.median(self._light)].mean())

    @property
    def _share_dark(self) -> float:
        return float((self._light < _DARK).mean())


def _stood(altitude: float) -> str:
    above = "above" if altitude >= 0 else "below"
    return f"The sun stood {abs(altitude):.0f}° {above} the horizon"
