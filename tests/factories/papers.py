"""Small real files: PDFs and pictures, as people send them, and as they should not."""

from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def a_pdf(*, pages: int = 1, script: bool = False, attached: bool = False, password: str = "") -> bytes:
    """A PDF of blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=280)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject("app.alert(1);"),
            }
        )
    if attached:
        writer.add_attachment("a.txt", b"x")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), *, camera: str = "") -> bytes:
    """A picture of one colour; `camera` is written into it as cameras do."""
    picture = Image.new("RGB", size, "#205090")
    exif = Image.Exif()
    if camera:
        exif[0x0110] = camera
    made = BytesIO()
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def a_pdf_with(where: str) -> bytes:
    """A PDF with something at work in it: a "field", an action "after" another, "scripted form", "clip"."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=280)
    script = _named(S="/JavaScript", JS=TextStringObject("app.alert(1);"))
    note = _named(Type="/Annot", Subtype="/Widget", Rect=ArrayObject([NumberObject(0)] * 4))
    match where:
        case "field":
            note[NameObject("/AA")] = _named(K=script)
        case "after":
            note[NameObject("/A")] = _named(S="/URI", URI=TextStringObject("https://x.example"), Next=script)
        case "scripted form":
            writer.root_object[NameObject("/AcroForm")] = _named(XFA=TextStringObject("<xdp/>"))
        case "clip":
            note[NameObject("/Subtype")] = NameObject("/FileAttachment")
            note[NameObject("/FS")] = _named(Type="/Filespec", EF=_named(F=TextStringObject("x")))
    page[NameObject("/Annots")] = ArrayObject([note])
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _named(**values: object) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(each) if isinstance(each, str) and each[:1] == "/" else each
            for key, each in values.items()
        }
    )
