"""The PDFs: everything is in them, in order; safety on every page; for ears, for weak eyes, for telephones."""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.pdf_files import PAPERS, Document, documents
from builder.catalogue.urls import GENERATED_PAGES, canonical, exercise_url, imbalance_url, written_page_url
from builder.cli.checking import figure_cache, read_and_check
from builder.illustrations.drawings import Illustrations
from builder.pdf.printed_text import breakable
from builder.pdf.typesetting import PdfCompiler, missing_letters
from builder.system.errors import BuildError
from tests import helpers
from tests.helpers import DISCLAIMER, ROOT, MadeOnce, World, build, files_of, run

LARGE_PRINT, MARGIN = 16.0, 18.0
"""The smallest type of a large-print document, and how far every letter is inside its page, in pt."""


def letters(text: str) -> str:
    """What is left of a text when line breaks and hyphens do not count."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


@dataclass(frozen=True)
class ReadPdf:
    """What stands in a PDF: the texts of its pages; in pt the smallest type, and how near a letter comes to an edge."""

    pages: tuple[str, ...]
    smallest: float
    margin: float

    @cached_property
    def text(self) -> str:
        """The letters of all pages, one after the other, without the line at the head and the foot of each."""
        foot = re.compile(re.escape(DISCLAIMER) + r".{0,80}$")
        head = re.compile(r"^(Balanced Back|Tiny Back)( \S+\.html)?")
        return letters(" ".join(head.sub("", foot.sub("", text)) for text in self.pages))


def read_pdf(pdf: bytes) -> ReadPdf:
    """Read a PDF, letter by letter."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        read = [(page.get_textpage(), page.get_size()) for page in opened]
        sizes, margins = zip(*(letter for page in read for letter in letters_of(*page)), strict=True)
        return ReadPdf(
            tuple(" ".join(text.get_text_bounded().split()) for text, _ in read), min(sizes), min(map(min, margins))
        )


def letters_of(
    text: pypdfium2.PdfTextPage, size: tuple[float, float]
) -> Iterator[tuple[float, tuple[float, float, float, float]]]:
    """The size in pt of each letter, and how far its edges are inside the page: left, right, bottom, top."""
    raw, (width, height) = pypdfium2.raw, size
    left, right, bottom, top = edges = [c_double() for _ in range(4)]
    places = [byref(edge) for edge in edges]
    for index in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, index)).strip():
            assert raw.FPDFText_GetCharBox(text, index, *places)
            inside = (left.value, width - right.value, bottom.value, height - top.value)
            yield raw.FPDFText_GetFontSize(text, index), inside


@pytest.fixture(scope="session")
def pdfs(made_once: MadeOnce, real_catalogue: Catalogue) -> dict[Document, bytes]:
    """Every PDF of the real content."""

    def fill(folder: Path) -> None:
        outcome = run("pdf", folder)
        assert outcome.code == 0, outcome.err

    folder = made_once("pdfs", fill)
    pdfs = {document: (folder / Path(document.path).name).read_bytes() for document in documents(real_catalogue)}
    assert len(pdfs) == len(list(folder.iterdir()))
    return pdfs


@pytest.fixture(scope="session")
def read_pdfs(pdfs: dict[Document, bytes]) -> dict[Document, ReadPdf]:
    """What stands in every PDF of the real content: each is read once."""
    return {document: read_pdf(pdf) for document, pdf in pdfs.items()}


def assert_in_order(wanted: list[str], text: str) -> None:
    """Every text is there, each after the one before."""
    at = 0
    for one in wanted:
        found = text.find(letters(one), at)
        assert found >= 0, f"{one!r} is missing, or comes too early"
        at = found


T = TypeVar("T")


def of_kind(pdfs: dict[Document, T], kind: str) -> Iterator[tuple[Document, T]]:
    """The documents of a kind."""
    return ((document, pdf) for document, pdf in pdfs.items() if document.kind == kind)


def test_every_document_is_there_in_every_form(pdfs: dict[Document, bytes], real_catalogue: Catalogue) -> None:
    """Exercises and programmes on both papers, in both sizes; the book on both papers."""
    subjects = len(real_catalogue.exercises) + len(real_catalogue.imbalances)
    assert len(pdfs) == subjects * len(PAPERS) * 2 + len(PAPERS)
    assert len({document.path for document in pdfs}) == len(pdfs)


def test_disclaimer_is_on_every_page(read_pdfs: dict[Document, ReadPdf]) -> None:
    """And once in the body too, where a screen reader meets it: the foot of a page is not read out."""
    for document, pdf in read_pdfs.items():
        assert [number for number, text in enumerate(pdf.pages) if DISCLAIMER not in text] == [], document.path
    book = next(of_kind(read_pdfs, "book"))[1]
    assert any(text.count(DISCLAIMER) == 2 for text in book.pages)


def test_sheet_says_all_that_a_person_needs(read_pdfs: dict[Document, ReadPdf], real_catalogue: Catalogue) -> None:
    """The order is that of the page: who asks first, getting ready, steps, mistakes; when to stop."""
    for document, pdf in of_kind(read_pdfs, "exercise"):
        exercise, text = real_catalogue.exercise[document.slug], pdf.text
        fixes = [said for mistake in exercise.mistakes for said in (mistake.fault, mistake.fix)]
        in_order = [exercise.title, exercise.summary, *exercise.setup, *exercise.steps, exercise.breathing, *fixes]
        assert_in_order(in_order, text)
        steps = [step.text for step in (*exercise.easier, *exercise.harder)]
        others = [*exercise.ask_first, *exercise.stop_if, exercise.feel_it.here, exercise.feel_it.not_here, *steps]
        others += [*real_catalogue.care_for(exercise), exercise.dose.effort, "Not yet reviewed by a clinician"]
        others += [f"{real_catalogue.equipment[item].label[1:]} (optional)" for item in exercise.optional_equipment]
        others.append(real_catalogue.site.disclaimer.print_emergency)
        assert [one for one in others if letters(one) not in text] == [], document.path


def test_sheet_of_an_exercise_is_one_page(read_pdfs: dict[Document, ReadPdf]) -> None:
    """In ordinary print one page holds it; no page of any document is empty but for its foot."""
    for document, pdf in read_pdfs.items():
        assert min(map(len, pdf.pages)) > 200, document.path
        if document.kind == "exercise" and not document.large:
            assert len(pdf.pages) == 1, document.path


def test_programme_has_table_exercises_signs_and_log(
    read_pdfs: dict[Document, ReadPdf], real_catalogue: Catalogue
) -> None:
    """Whoever holds the sheet needs nothing else to train and to know when to stop."""
    for document, pdf in of_kind(read_pdfs, "programme"):
        imbalance, text = real_catalogue.imbalance[document.slug], pdf.text
        words = real_catalogue.words
        assert_in_order([words["name"], imbalance.title, words["your_programme"], imbalance.programme.move_on], text)
        assert_in_order([words["log"], words["week"].format(week=1), words["week"].format(week=8)], text)
        signs = [sign for group in real_catalogue.safety.stop for sign in group.items]
        trained = [real_catalogue.exercise[slug] for slug, _ in imbalance.programme.rows]
        steps = [step for one in trained for step in one.steps]
        notes = [one.note for phase in imbalance.programme.phases for one in phase.exercises if one.note]
        wanted = [*signs, *steps, *notes, imbalance.programme.flare_up, real_catalogue.site.disclaimer.print_emergency]
        assert [one for one in wanted if letters(one) not in text] == [], document.path


def test_book_has_everything_in_order(read_pdfs: dict[Document, ReadPdf], real_catalogue: Catalogue) -> None:
    """Warning signs come before the contents, every exercise after its imbalance, the lists at the end."""
    catalogue = real_catalogue
    for _, pdf in of_kind(read_pdfs, "book"):
        text = pdf.text
        chapters = [
            said
            for imbalance in catalogue.imbalances
            for said in (imbalance.summary, *(one.summary for one in catalogue.exercises_for[imbalance.slug]))
        ]
        boxes = [box.heading for box in catalogue.safety.get_help.boxes]
        tail = [catalogue.words["clinician_notes"], catalogue.site.listings.sources.lead[:30], "Glossary", "Index"]
        assert_in_order([*boxes, catalogue.words["contents"], *chapters, *tail], text)
        steps = [step for exercise in catalogue.exercises for step in exercise.steps]
        terms = [term.meaning for term in catalogue.glossary.terms]
        sources = [source.title for source in catalogue.sources]
        assert [one for one in (*steps, *terms, *sources) if letters(one) not in text] == []


def test_document_can_be_read_by_ear(pdfs: dict[Document, bytes], real_catalogue: Catalogue) -> None:
    """Tagged, with language, title, bookmarks and alternative texts; PDF/UA-1 and PDF/A-2a as written by Typst."""
    for document, pdf in pdfs.items():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            root = opened.Root
            assert root.Lang == real_catalogue.site.language
            assert root.MarkInfo.Marked
            assert root.ViewerPreferences.DisplayDocTitle
            assert root.Outlines.Count != 0
            with opened.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
                assert real_catalogue.site.name in str(metadata["dc:title"])
            tags = list(tags_below(root.StructTreeRoot))
            figures = [tag for tag in tags if tag.get("/S") == "/Figure"]
            assert figures
            assert all(str(tag.get("/Alt", "")).strip() for tag in figures), document.path
            headers = [tag for tag in tags if tag.get("/S") == "/TH"]
            assert bool(headers) == (document.kind != "exercise")


def tags_below(element: Any) -> Iterator[Any]:
    """Every structure element below one."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from tags_below(child)


def test_figure_is_described_as_on_the_site(pdfs: dict[Document, bytes], real_catalogue: Catalogue) -> None:
    """The text that describes the drawing is the one of the exercise; its muscle map has one too."""
    for document, pdf in of_kind(pdfs, "exercise"):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            said = {str(tag.get("/Alt", "")) for tag in tags_below(opened.Root.StructTreeRoot)}
        figure = real_catalogue.exercise[document.slug].figure
        assert figure is not None
        assert figure.desc in said
        assert len(said - {"", figure.desc}) >= 2, "the map and the code"


def test_links_lead_somewhere(pdfs: dict[Document, bytes], real_catalogue: Catalogue) -> None:
    """Inside the document to a page of it, else to a page that the site has, or to a source."""
    catalogue = real_catalogue
    pages = {*GENERATED_PAGES, *map(exercise_url, catalogue.exercises), *map(imbalance_url, catalogue.imbalance)}
    pages |= {written_page_url(page.path) for page in catalogue.pages}
    own = {catalogue.site.address + canonical(page) for page in pages}
    own |= {source.url for source in catalogue.sources if source.url}
    for document, pdf in pdfs.items():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            names = named_places(opened)
            links = [note for page in opened.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
            for link in links:
                assert str(link.get("/Contents", "")), document.path
                if "/A" in link and link.A.S == "/URI":
                    assert str(link.A.URI).split("#")[0] in own
                else:
                    place = link.get("/Dest", link.get("/A", {}).get("/D"))
                    assert isinstance(place, pikepdf.Array) or str(place) in names
            assert links


def named_places(opened: pikepdf.Pdf) -> set[str]:
    """The named destinations of a document."""
    tree = opened.Root.get("/Names", {}).get("/Dests")
    return set(map(str, pikepdf.NameTree(tree))) if tree is not None else set()


def span(limits: tuple[int, int]) -> str:
    """A range as it is printed."""
    return "–".join(map(str, dict.fromkeys(limits)))


def test_dose_of_the_plan_is_said_beside_the_exercise(
    read_pdfs: dict[Document, ReadPdf], real_catalogue: Catalogue
) -> None:
    """In a programme, where no other dose stands, and on the sheet of an exercise in ordinary print."""
    for imbalance in real_catalogue.imbalances:
        for phase in imbalance.programme.phases:
            for one in phase.exercises:
                amount = one.reps or one.hold_seconds or one.distance_metres or (0, 0)
                said = letters(f"Weeks {span(phase.weeks)}: {span(one.sets)} × {span(amount)}")
                for document, pdf in read_pdfs.items():
                    if document.slug == imbalance.slug or (document.slug == one.exercise and not document.large):
                        assert said in pdf.text, (document.path, one.exercise)
    for document, pdf in of_kind(read_pdfs, "programme"):
        rows = real_catalogue.imbalance[document.slug].programme.rows
        assert pdf.text.count(letters("How much. Weeks")) == len(rows), document.path


def test_fonts_are_ours_and_inside(pdfs: dict[Document, bytes]) -> None:
    """Nothing depends on what is installed where a document is made or read."""
    for document, pdf in pdfs.items():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/FontName")]
            assert fonts
            for font in fonts:
                assert "/FontFile2" in font or "/FontFile3" in font, document.path
                name = str(font.FontName).split("+")[-1]
                assert name.startswith(("Source", "/Source", "Libertinus", "/Libertinus")), name


def test_code_leads_to_the_page(
    pdfs: dict[Document, bytes], read_pdfs: dict[Document, ReadPdf], real_catalogue: Catalogue
) -> None:
    """A telephone reads the QR code from the printed page, and gets the address that stands beside it."""
    site = real_catalogue.site.address
    addresses = {one.slug: exercise_url(one) for one in real_catalogue.exercises}
    addresses |= {slug: imbalance_url(slug) for slug in real_catalogue.imbalance}
    for document, pdf in pdfs.items():
        with closing(pypdfium2.PdfDocument(pdf)) as opened:
            printed = opened[0].render(scale=150 / 72, grayscale=True).to_pil()
        wanted = site + canonical(addresses.get(document.slug, ""))
        read = {code.text for code in zxingcpp.read_barcodes(printed, formats=zxingcpp.BarcodeFormat.QRCode)}
        assert read == {wanted}, document.path
        beside = letters(read_pdfs[document].pages[0])
        assert document.kind == "book" or letters(wanted.removeprefix("https://")) in beside


def test_large_print_is_large(read_pdfs: dict[Document, ReadPdf]) -> None:
    """No letter is smaller than 16 pt, the foot of the page included."""
    for document, pdf in read_pdfs.items():
        assert (pdf.smallest >= LARGE_PRINT) == document.large, document.path


def test_nothing_leaves_the_page(read_pdfs: dict[Document, ReadPdf]) -> None:
    """Every letter stands inside the margins."""
    for document, pdf in read_pdfs.items():
        assert pdf.margin > MARGIN, document.path


def test_documents_are_the_same_when_made_again(
    pdfs: dict[Document, bytes], real_catalogue: Catalogue, tmp_path: Path
) -> None:
    """Same content, same bytes: in another folder, with nothing cached; the books, in which all is, and each form."""
    shown = {"", real_catalogue.exercises[0].slug, real_catalogue.imbalances[0].slug}
    chosen = {document: pdf for document, pdf in pdfs.items() if document.slug in shown}
    assert {(one.kind, one.paper, one.large) for one in chosen} == {(one.kind, one.paper, one.large) for one in pdfs}
    drawn = figure_cache(helpers.workspace).illustrations(real_catalogue)
    again = compiler(tmp_path).compile(real_catalogue, drawn, chosen)
    assert {document: path.read_bytes() for document, path in again.items()} == chosen


def compiler(folder: Path) -> PdfCompiler:
    """A PDF compiler with an empty cache."""
    return PdfCompiler(helpers.workspace, folder / "book", folder / "pdf", "content", 1767225600)


def tiny(world: World) -> tuple[Catalogue, Illustrations]:
    """The catalogue and the drawings of a world."""
    result = read_and_check(world.folder, helpers.workspace, figure_cache(helpers.workspace))
    assert result.catalogue is not None, result.problems
    return result.catalogue, figure_cache(helpers.workspace).illustrations(result.catalogue)


def showing(slug: str, world: World, folder: Path) -> Iterator[tuple[Document, ReadPdf]]:
    """Every document of a world that shows an exercise: its sheets, programmes and the books."""
    catalogue, illustrations = tiny(world)
    chosen = [document for document in documents(catalogue) if slug in document.shows]
    assert {document.kind for document in chosen} == {"exercise", "programme", "book"}
    for document, path in compiler(folder).compile(catalogue, illustrations, chosen).items():
        yield document, read_pdf(path.read_bytes())


def test_only_what_has_changed_is_set_again(world: World, tmp_path: Path) -> None:
    """One exercise touches its sheets, the programmes that show it, and the book."""
    before = compiler(tmp_path).compile(*tiny(world))
    world.replace("exercises/plank.yml", "breathing: Breathe evenly.", "breathing: Breathe slowly.")
    after = compiler(tmp_path).compile(*tiny(world))
    changed = {(document.kind, document.slug) for document, path in after.items() if before[document] != path}
    assert changed == {("exercise", "plank"), ("programme", "chest-and-neck"), ("book", "")}
    kept = {path.name for path in (tmp_path / "pdf").iterdir()}
    assert kept == {path.name for path in (*before.values(), *after.values())}


HOSTILE = (
    '#panic("x")', "$x^2$", "*bold* _slanted_ `raw`", "<script>alert(1)</script> &amp;", "@reference <label>",
    "#set page(fill: red)", "= Heading", "- dash / slash // comment", "{{ 7 * 7 }} {% raw %}", '#read("/etc/passwd")',
    "\\ backslash ~ tilde", "[link](page.html)", "Donaudampfschifffahrtsgesellschaftskapitäne"[:40],
)  # fmt: skip


def test_hostile_text_is_printed_as_typed(world: World, tmp_path: Path) -> None:
    """Text is text: nothing in it is run, and a long word is broken, not cut."""
    data = world.data("exercises/wall-slide.yml")
    data |= {"title": "Wall #slide <b>$", "steps": list(HOSTILE), "setup": list(HOSTILE), "ask_first": list(HOSTILE)}
    world.write_data("exercises/wall-slide.yml", data)
    for document, pdf in showing("wall-slide", world, tmp_path):
        assert pdf.margin > MARGIN, document.path
        if document.slug == "wall-slide":
            assert_in_order([data["title"], *HOSTILE], pdf.text)


def test_longest_exercise_runs_on_to_further_pages(world: World, tmp_path: Path) -> None:
    """A text of any length is set whole, inside the margins, with the disclaimer on each page."""
    data = world.data("exercises/wall-slide.yml")
    long = "Keep your ribs down while both arms slide up the wall as far as is comfortable today. " * 4
    data = {
        **data,
        "title": "A wall slide with a reach and a title that is as long as titles are allowed be",
        "steps": [f"{number}. {long}" for number in range(1, 16)],
        "setup": [f"{number}. {long}" for number in range(6)],
        "mistakes": [{"fault": f"Ribs flaring {number}", "fix": long} for number in range(8)],
        "ask_first": [f"{number}. {long}" for number in range(8)],
    }
    world.write_data("exercises/wall-slide.yml", data)
    for document, pdf in showing("wall-slide", world, tmp_path):
        assert all(DISCLAIMER in text for text in pdf.pages)
        assert pdf.margin > MARGIN, document.path
        if document.slug == "wall-slide":
            assert_in_order([data["title"], *data["steps"]], pdf.text)


def test_message_names_the_file_when_a_text_cannot_be_set(world: World, tmp_path: Path) -> None:
    """``check`` refuses letters that no font has; should one come through, the build says where it was."""
    catalogue, illustrations = tiny(world)
    spoilt = tuple(
        one.model_copy(update={"breathing": "息"}) if one.slug == "plank" else one for one in catalogue.exercises
    )
    with pytest.raises(
        BuildError, match=r"^content/exercises/plank\.yml: its PDF downloads/exercise-plank-a4\.pdf .*息"
    ):
        compiler(tmp_path).compile(replace(catalogue, exercises=spoilt), illustrations)


def test_missing_letters_are_those_that_no_font_has() -> None:
    """Languages of Europe have all of theirs."""
    assert missing_letters("Aßœřđığλжї×–½→ ", helpers.workspace.fonts) == frozenset()
    assert missing_letters("a息🙂", helpers.workspace.fonts) == {"息", "🙂"}


def test_site_offers_the_documents_with_their_sizes(world: World, tmp_path: Path) -> None:
    """Each page leads to its own, the Downloads page to all; without them nothing leads nowhere."""
    site = tmp_path / "site"
    outcome = run("build", "--content", world.folder, "--site-dir", site)
    assert outcome.code == 0, outcome.err
    names = {name for name in files_of(site) if name.startswith("downloads/")}
    page = (site / "downloads.html").read_text(encoding="utf-8")
    links = dict(re.findall(r'href="(downloads/[^"]+)"[^>]*>[^<]*<span>([^<]+)</span>', page))
    assert set(links) == names
    for name, said in links.items():
        assert said == f"{round((site / name).stat().st_size / 1000)} kB"
    sheet = (site / "chest-and-neck" / "plank.html").read_text(encoding="utf-8")
    assert "../downloads/exercise-plank-a4.pdf" in sheet
    assert build(world.folder, site).code == 0
    assert not (site / "downloads").exists()
    assert "downloads/" not in (site / "downloads.html").read_text(encoding="utf-8")


def test_look_has_the_colours_of_the_site() -> None:
    """A colour means the same on paper as on the screen."""
    look = (ROOT / "templates" / "book" / "look.typ").read_text(encoding="utf-8")
    tokens = (ROOT / "site_overrides" / "assets" / "css" / "10-tokens.css").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}", look)) <= set(re.findall(r"#[0-9a-f]{6}", tokens))


def test_templates_ask_nothing_of_a_network() -> None:
    """Typst fetches packages that are named with @; there are none."""
    for path in (ROOT / "templates" / "book").glob("*.typ"):
        assert "@preview" not in path.read_text(encoding="utf-8")


def test_pdf_command_says_what_is_wrong(world: World, tmp_path: Path) -> None:
    """With a problem in the content no file is written."""
    world.replace("exercises/plank.yml", "breathing: Breathe evenly.", 'breathing: ""')
    outcome = run("pdf", "--content", world.folder, tmp_path / "out")
    assert outcome.code == 1
    assert "breathing must not be empty" in outcome.out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a short text", ["a short text"]),
        ("x" * 30, ["x" * 12, "x" * 12, "x" * 6]),
        ("https://example.test/" + "x" * 30, ["https://example.test/" + "x" * 30]),
    ],
)
def test_long_word_may_end_a_line_every_twelve_letters(text: str, lines: list[str]) -> None:
    """Narrow columns hold that much in the largest type; an address can still be copied."""
    assert breakable(text).split("\u200b") == lines
