"""Real files for tests: small photos with and without EXIF, and a whole PDF."""

import io
from pathlib import Path

from PIL import Image

PDF = (Path(__file__).parent.parent / "db/demo/receipt.pdf").read_bytes()
_GPS = 0x8825
_ORIENTATION = 0x0112


def jpeg(size: tuple[int, int] = (40, 20), *, with_gps: bool = False) -> bytes:
    """A JPEG; with GPS it also says that it lies on its side."""
    out = io.BytesIO()
    image = Image.new("RGB", size, "teal")
    if not with_gps:
        image.save(out, "JPEG")
        return out.getvalue()
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS)[1] = "N"
    exif.get_ifd(_GPS)[2] = (26.0, 5.0, 0.0)
    image.save(out, "JPEG", exif=exif, comment=b"secret note")
    return out.getvalue()


def png(size: tuple[int, int] = (40, 20)) -> bytes:
    """A PNG with something to compress."""
    out = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(out, "PNG")
    return out.getvalue()


def webp() -> bytes:
    """A WebP."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "WEBP")
    return out.getvalue()
