"""Any picture -> 8-bit sRGB without alpha, as people see it on a white page."""

from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from shared.imaging.code_points import CodePoints, shown

_SRGB = ImageCms.createProfile("sRGB")
_SEEN = 2  # of 255: profiles of one space differ so far by rounding
_LEVELS = np.array((0, 32, 64, 128, 192, 255), np.uint8)
_COLOURS = np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS), axis=-1).reshape(6, 36, 3)
_PROFILE_MODES = ("L", "RGB", "CMYK", "LAB")


def resizable(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be resized: L, LA, RGB, RGBA, CMYK, LAB, or I and F with 32 bits."""
    match image.mode:
        case "1":
            return image.convert("L")
        case "P" | "PA":
            return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
        case "I;16" | "I;16L" | "I;16B" | "I;16N":
            return Image.fromarray((np.asarray(image).astype(np.uint16) >> 8).astype(np.uint8))
        case "RGB" | "L" if "transparency" in image.info:
            return image.convert("RGBA")
        case "L" | "LA" | "RGB" | "RGBA" | "CMYK" | "LAB" | "I" | "F":
            return image
        case "La" | "RGBa":
            return image.convert("RGBA")
    return image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None, points: CodePoints | None = None) -> Image.Image:
    """Mode RGB. `image` is in a resizable mode; `profile` is the file's own ICC profile, ignored where broken. It goes
    before code points, but for those of a high dynamic range, of which ICC knows nothing."""
    if image.mode in ("I", "F"):
        image = _stretched(image)
    if image.mode in ("LA", "RGBA"):
        alpha = image.getchannel("A")
        image = image.convert(image.mode.removesuffix("A"))
    else:
        alpha = None
    told_by_numbers = points and image.mode in ("L", "RGB") and (points.is_hdr or not profile)
    transform = _transform(profile, image.mode) if profile and not told_by_numbers else None
    if transform is None and image.mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), _SRGB, "LAB", "RGB")
    picture = transform.apply(image) if transform else image.convert("RGB")
    if points and told_by_numbers:
        picture = shown(picture, points)
    if alpha is None:
        return picture
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=alpha)
    return page


@lru_cache(maxsize=8)  # a library comes from few cameras, and a transform takes longer to build than to apply
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    if mode not in _PROFILE_MODES:
        return None
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        transform = ImageCms.buildTransform(theirs, _SRGB, mode, "RGB")
        return None if mode == "RGB" and _changes_nothing(transform) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a broken profile, or one for another mode: the colours are then sRGB by convention


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Most profiles are sRGB's own, and not every one that is called so is."""
    colours = Image.fromarray(_COLOURS)
    return bool(np.abs(np.asarray(transform.apply(colours), int) - _COLOURS.astype(int)).max() <= _SEEN)


def _stretched(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    return Image.fromarray(stretched(values, 65535.0 if image.mode == "I" else None))


def stretched(values: NDArray[Any], white: float | None) -> NDArray[np.uint8]:
    """8 bits of more: from 0 to `white` where all lie between, floats of 0..1 likewise, anything else between its
    extremes."""
    values = np.nan_to_num(values.astype(np.float32))
    low, high = float(values.min()), float(values.max())
    if white is not None and low >= 0 and high <= white:
        low, high = 0.0, white
    elif low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    scaled = (values - low) * (255.0 / ((high - low) or 1.0))
    return np.clip(scaled + 0.5, 0, 255).astype(np.uint8)
