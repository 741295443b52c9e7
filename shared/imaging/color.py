"""Any picture -> 8-bit sRGB without alpha, as people see it on a white page."""

from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
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


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Mode RGB. `image` is in a resizable mode; `profile` is the file's own ICC profile, ignored where broken."""
    if image.mode in ("I", "F"):
        image = _stretched(image)
    if image.mode in ("LA", "RGBA"):
        alpha = image.getchannel("A")
        image = image.convert(image.mode.removesuffix("A"))
    else:
        alpha = None
    transform = _transform(profile, image.mode) if profile else None
    if transform is None and image.mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), _SRGB, "LAB", "RGB")
    picture = transform.apply(image) if transform else image.convert("RGB")
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
        if mode == "RGB" and ImageCms.getProfileDescription(theirs).strip().startswith("sRGB"):
            return None
        return ImageCms.buildTransform(theirs, _SRGB, mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a broken profile, or one for another mode: the colours are then sRGB by convention


def _stretched(image: Image.Image) -> Image.Image:
    """32-bit grey: 16-bit integers as they are, floats of 0..1 likewise, anything else between its extremes."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32))
    low, high = float(values.min()), float(values.max())
    if image.mode == "I" and low >= 0 and high <= 65535:
        low, high = 0.0, 65535.0
    elif low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    scaled = (values - low) * (255.0 / ((high - low) or 1.0))
    return Image.fromarray(np.clip(scaled + 0.5, 0, 255).astype(np.uint8))
