"""What people and programs do to a picture, after which it is still the same one."""

from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image, ImageEnhance

Picture = Image.Image
Alteration = Callable[[Picture], Picture]


def _compressed(quality: int) -> Alteration:
    def alter(picture: Picture) -> Picture:
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality)
        return Image.open(file).convert("RGB")

    return alter


def _resized(scale: float) -> Alteration:
    return lambda picture: picture.resize(
        (int(picture.width * scale), int(picture.height * scale)), Image.Resampling.LANCZOS
    )


def _cropped(share: float, where: float) -> Alteration:
    """Takes that share of the area away; `where` is 0 for the upper left corner kept, 0.5 for the middle."""

    def alter(picture: Picture) -> Picture:
        kept = (1 - share) ** 0.5
        width, height = int(picture.width * kept), int(picture.height * kept)
        left, top = int((picture.width - width) * where), int((picture.height - height) * where)
        return picture.crop((left, top, left + width, top + height))

    return alter


def _warmer(picture: Picture) -> Picture:
    gains = (1.15, 1.0, 0.85)
    bands = zip(picture.split(), gains, strict=True)
    return Image.merge("RGB", [band.point([min(255, int(v * gain)) for v in range(256)]) for band, gain in bands])


def _straightened(picture: Picture) -> Picture:
    """Turned by two degrees, the empty corners cut off."""
    margin = 0.04
    turned = picture.rotate(2, Image.Resampling.BICUBIC)
    width, height = picture.size
    return turned.crop(
        (int(width * margin), int(height * margin), int(width * (1 - margin)), int(height * (1 - margin)))
    )


ALTERATIONS: Mapping[str, Alteration] = {
    "JPEG, quality 40": _compressed(40),
    "resized to 30 %": _resized(0.3),
    "brighter by 30 %": lambda picture: ImageEnhance.Brightness(picture).enhance(1.3),
    "darker by 30 %": lambda picture: ImageEnhance.Brightness(picture).enhance(0.7),
    "more contrast": lambda picture: ImageEnhance.Contrast(picture).enhance(1.3),
    "warmer": _warmer,
    "black and white": lambda picture: picture.convert("L").convert("RGB"),
    "cropped by 5 %": _cropped(0.05, 0.2),
    "cropped by 10 %": _cropped(0.10, 0.8),
    "cropped by 20 %, middle kept": _cropped(0.20, 0.5),
    "cropped by 20 %, a corner kept": _cropped(0.20, 0.0),
    "turned by 2 degrees": _straightened,
}
