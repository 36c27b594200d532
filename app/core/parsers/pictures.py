"""Pictures: drawn anew, so that nothing but the picture is kept: no place, no camera, no hidden payload."""

from io import BytesIO
from struct import error as StructError  # noqa: N812  an error class with a small name

from PIL import Image, ImageOps, UnidentifiedImageError

from app.core.refusals import Objection, Refused

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4_000
_OF_PILLOW = (
    UnidentifiedImageError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    StructError,
)
"""What its readers raise over damaged pictures, as tests/fuzzing.py found."""


def parse(data: bytes, *, kind: str) -> tuple[None, bytes]:
    """The picture as it is kept, of the same kind: JPEG or PNG."""
    try:
        picture = _small(_opened(data, kind))
    except _OF_PILLOW as error:
        raise Refused(Objection.BROKEN) from error
    except Image.DecompressionBombError as error:
        raise Refused(Objection.TOO_MANY_PIXELS) from error
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    kept = BytesIO()
    # Without PNG's "optimize", which makes a scan a fifth smaller and takes it 20 s instead of one.
    clean.save(kept, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return None, kept.getvalue()


def _opened(data: bytes, kind: str) -> Image.Image:
    """The picture in the mode it is worked on, held once: the largest take 160 MB each time."""
    sent = Image.open(BytesIO(data), formats=(kind,))
    if sent.width * sent.height > MOST_PIXELS:
        raise Refused(Objection.TOO_MANY_PIXELS)
    sent.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is unpacked at a fraction of its size
    sent.load()
    colours = "L" if sent.mode in {"1", "L"} else "RGB"
    mode = "RGBA" if kind == "PNG" and sent.has_transparency_data else colours
    return sent if sent.mode == mode else sent.convert(mode)


def _small(picture: Image.Image) -> Image.Image:
    """Not larger than needed, and turned as it was taken, before what says so is dropped."""
    if picture.mode == "RGBA":
        picture = picture.convert("RGBa")  # what resizing does as well, and then holds both
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if picture.mode == "RGBa":
        picture = picture.convert("RGBA")
    return ImageOps.exif_transpose(picture)
