"""Photos made safe to show: whole, upright, not too large, and without where they were taken."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from domain.files import LONGEST_SIDE, MOST_PIXELS, MediaType
from domain.refusals import Refusal

_FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP"}
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


def clean_photo(data: bytes, kind: MediaType) -> bytes:
    """The photo drawn anew from its pixels: no EXIF, no GPS, nothing hidden behind the picture.

    Refuses a torn one, one with too many pixels, and one that is not what its first bytes say.
    """
    try:
        _verify(data, kind)
        return _draw_anew(data, kind)
    except Image.DecompressionBombError:
        raise Refusal("file.too_many_pixels") from None
    except _BROKEN:
        raise Refusal("file.torn") from None


def _verify(data: bytes, kind: MediaType) -> None:
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Refusal("file.too_many_pixels")
        image.verify()


def _draw_anew(data: bytes, kind: MediaType) -> bytes:
    with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        mode = "RGBA" if kind is not MediaType.JPEG and "A" in upright.getbands() else "RGB"
        pixels = Image.new(mode, upright.size)
        pixels.paste(upright.convert(mode))
    out = io.BytesIO()
    if kind is MediaType.PNG:
        pixels.save(out, "PNG")
    else:
        pixels.save(out, _FORMATS[kind], quality=85)
    return out.getvalue()
