"""Colours told by numbers instead of by an ICC profile: ITU-T H.273, as in HEIF's and AVIF's `nclx` and PNG's `cICP`.

High dynamic range (ITU-R BT.2100: PQ and HLG) is brought to what a plain screen shows by the curve of BT.2390-8,
section 5.4.1, which leaves everything up to about half of white alone and rolls the highlights off; white is 203 nits,
as BT.2408 has it.
"""

from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Linear = NDArray[np.floating]  # shape (height, width, 3), light

_HEADER = 1 << 20  # bytes in which the properties of a HEIF's items lie
_P3_DCI, _BT2020, _P3_DISPLAY = 11, 9, 12
_CURVES = (4, 5, 8, 16, 18)  # of transfer, other than those that look like sRGB's

# From linear light of these primaries to sRGB's, both with a white of D65 (BT.2087 for BT.2020).
_TO_SRGB = {
    _BT2020: ((1.660491, -0.587641, -0.072850), (-0.124550, 1.132900, -0.008349), (-0.018151, -0.100579, 1.118730)),
    _P3_DISPLAY: ((1.224940, -0.224940, 0.0), (-0.042057, 1.042057, 0.0), (-0.019638, -0.078636, 1.098274)),
}
_TO_SRGB[_P3_DCI] = _TO_SRGB[_P3_DISPLAY]  # but for the white, to which eyes adapt

_PEAK, _WHITE = 1000.0, 203.0  # nits: of the screens that HDR is graded on, and of white on a plain one
_M1, _M2, _C1, _C2, _C3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875  # PQ, SMPTE ST 2084
_A, _B, _C = 0.17883277, 0.28466892, 0.55991073  # HLG, ARIB STD-B67
_HLG_GAMMA = 1.2  # of a screen of 1000 nits
_LUMINANCE = (0.2627, 0.6780, 0.0593)  # of BT.2020


class CodePoints(NamedTuple):
    primaries: int
    transfer: int

    @property
    def is_hdr(self) -> bool:
        return self.transfer in (16, 18)

    @property
    def is_srgb(self) -> bool:
        """Also what is not said, and the curves of television, which screens show alike."""
        return self.primaries not in _TO_SRGB and self.transfer not in _CURVES


def code_points(stream: BinaryIO) -> CodePoints | None:
    """Of a HEIF or AVIF, by its first `colr` box of the type `nclx`."""
    stream.seek(0)
    head = stream.read(_HEADER)
    at = head.find(b"colrnclx")
    numbers = head[at + 8 : at + 12]
    if at < 0 or len(numbers) < 4:
        return None
    return CodePoints(int.from_bytes(numbers[:2], "big"), int.from_bytes(numbers[2:], "big"))


def shown(picture: Image.Image, points: CodePoints) -> Image.Image:
    """Mode RGB in these colours -> mode RGB, sRGB."""
    if points.is_srgb:
        return picture
    light = _decoded(np.asarray(picture, np.float32) / np.float32(255), points.transfer)
    if matrix := _TO_SRGB.get(points.primaries):
        light = light @ np.array(matrix, np.float32).T
    return Image.fromarray((_encoded(np.clip(light, 0, 1)) * 255 + 0.5).astype(np.uint8))


def _decoded(coded: Linear, transfer: int) -> Linear:
    """Light, 1 for white."""
    match transfer:
        case 8:  # linear
            return coded
        case 4:  # gamma 2.2
            return np.asarray(coded**2.2, np.float32)
        case 5:  # gamma 2.8
            return np.asarray(coded**2.8, np.float32)
        case 16:  # PQ
            return _toned(_nits(coded))
        case 18:  # HLG
            return _toned(_hlg_nits(coded))
    return np.asarray(np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4), np.float32)


def _encoded(light: Linear) -> Linear:
    """sRGB's curve."""
    return np.asarray(np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055), np.float32)


def _nits(coded: NDArray[np.floating]) -> NDArray[np.floating]:
    """PQ's EOTF."""
    root = coded ** (1 / _M2)
    return np.asarray(10_000 * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1), np.float32)


def _pq(nits: NDArray[np.floating]) -> NDArray[np.floating]:
    """And its inverse."""
    power = (nits / 10_000) ** _M1
    return np.asarray(((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2, np.float32)


def _hlg_nits(coded: Linear) -> Linear:
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - _C) / _A) + _B) / 12)
    luminance = scene @ np.array(_LUMINANCE, np.float32)
    return np.asarray(_PEAK * scene * luminance[..., None] ** (_HLG_GAMMA - 1), np.float32)


def _toned(nits: Linear) -> Linear:
    """By the brightest of the three colours, so that hues stay."""
    brightest = np.maximum(nits.max(axis=-1, keepdims=True), 1e-6)
    peak, white = _pq(np.array((_PEAK, _WHITE), np.float32))
    most = white / peak
    knee = 1.5 * most - 0.5
    value = np.minimum(_pq(brightest) / peak, 1)
    t = np.clip((value - knee) / (1 - knee), 0, 1)
    rolled = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (-2 * t**3 + 3 * t**2) * most
    toned = _nits(np.where(value < knee, value, rolled) * peak)
    return np.asarray(nits * (toned / brightest) / _WHITE, np.float32)
