"""The store of PDFs: what was compiled is proven when it is used, and made again when it does not hold."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from builder.catalogue.pdf_files import Document
from builder.pdf import typesetting
from builder.pdf.typesetting import packed_pdf
from builder.system.errors import BuildError
from tests.helpers import World
from tests.test_pdf import compiler, tiny

SHEET = Document("exercise", "a4", "plank", ("plank",))

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "one bit flipped": lambda content: content[:2000] + bytes([content[2000] ^ 1]) + content[2001:],
}


def compiled(world: World, folder: Path) -> Path:
    """The file in the store that holds the sheet of one exercise."""
    return compiler(folder).compile(*tiny(world), [SHEET])[SHEET]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damaged_pdf_is_compiled_again(world: World, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Power that went or a bad disk never reaches a reader."""
    path = compiled(world, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert compiled(world, tmp_path).read_bytes() == whole


def test_pdf_in_the_place_of_another_is_compiled_again(world: World, tmp_path: Path) -> None:
    """A whole file under the wrong name is no answer."""
    letter = Document("exercise", "letter", "plank", ("plank",))
    paths = compiler(tmp_path).compile(*tiny(world), [SHEET, letter])
    whole = paths[SHEET].read_bytes()
    paths[SHEET].write_bytes(paths[letter].read_bytes())
    assert compiled(world, tmp_path).read_bytes() == whole


def test_pdf_is_compiled_again_when_a_library_is_another(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What packs and reads back has a say in the file, as what compiles."""
    before = compiled(world, tmp_path)
    assert compiled(world, tmp_path) == before
    for changed in typesetting.LIBRARIES:
        monkeypatch.setattr(typesetting, "version", lambda name, changed=changed: "0" if name == changed else "1")
        assert compiled(world, tmp_path) != before
        before = compiled(world, tmp_path)


def test_pdf_that_lacks_its_title_is_not_published(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen reader begins with it."""

    def without_title(pdf: bytes) -> bytes:
        result = BytesIO()
        with pikepdf.open(BytesIO(packed_pdf(pdf))) as opened:
            opened.docinfo["/Title"] = "Another"
            opened.save(result)
        return result.getvalue()

    monkeypatch.setattr(typesetting, "packed_pdf", without_title)
    with pytest.raises(BuildError, match=r"exercise-plank-a4\.pdf cannot be typeset: its title does not name Plank"):
        compiled(world, tmp_path)


def test_page_that_lacks_the_disclaimer_is_not_published(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sheets are passed on one by one."""
    monkeypatch.setattr(typesetting, "page_texts", lambda pdf: iter(["A page with nothing at its foot."]))
    with pytest.raises(BuildError, match="page 1 lacks the disclaimer"):
        compiled(world, tmp_path)
    monkeypatch.setattr(typesetting, "page_texts", lambda pdf: iter([]))
    with pytest.raises(BuildError, match="it has no page"):
        compiled(world, tmp_path)
