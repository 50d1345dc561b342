"""What the site looks like elsewhere: cards beside shared links, icons and manifest; one address for each page."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import typst
from PIL import Image

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.picture_files import CARD_SIZE, cards
from builder.pdf.pictures import BATCH, PictureMaker
from builder.site.assembly import page_colours
from builder.site.offline.kept import is_kept
from builder.system.errors import BuildError
from builder.system.store import Store
from tests import helpers
from tests.helpers import ROOT, World, build, pages_of

COLOURS = page_colours(helpers.workspace.tokens.read_text(encoding="utf-8"))
PAPER, PLATE = COLOURS["paper"], "#ffffff"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{}" d="M0 0H9V9H0z"/></svg>'

ADDRESS = "https://example.test/"

Maker = Callable[..., dict[str, Image.Image]]
Runs = list[list[str]]


def image(content: bytes) -> Image.Image:
    """A picture with the transparency it has."""
    return Image.open(BytesIO(content)).convert("RGBA")


def colour_at(picture: Image.Image, place: tuple[int, int]) -> str:
    """The colour of a pixel as a style sheet writes it; those that can be seen through are none."""
    pixel = picture.getpixel(place)
    assert isinstance(pixel, tuple)
    *channels, opacity = pixel
    return "#" + "".join(f"{channel:02x}" for channel in channels) if opacity == 255 else ""


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The pictures that each run of the typesetter is asked for."""
    found: Runs = []
    original = typst.Compiler

    class Counting:
        def __init__(self, *arguments: object, **options: object) -> None:
            self.compiler = original(*arguments, **options)  # type: ignore[arg-type]

        def compile(self, *, sys_inputs: dict[str, str], **options: object) -> object:
            found.append([picture["path"] for picture in json.loads(sys_inputs["data"])["pictures"]])
            return self.compiler.compile(sys_inputs=sys_inputs, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("typst.Compiler", Counting)
    return found


@pytest.fixture
def make(tmp_path: Path, real_catalogue: Catalogue) -> Maker:
    """Make the pictures of a catalogue whose site has these drawings and no others."""
    store = tmp_path / "store"

    def made(
        catalogue: Catalogue = real_catalogue,
        colours: dict[str, str] = COLOURS,
        *,
        every_card: bool = True,
        **drawings: str,
    ) -> dict[str, Image.Image]:
        drawn = {urls.LOGO: drawings.pop("logo", SQUARE.format("#000"))}
        drawn |= {f"{urls.figure_file(slug.replace('_', '-'), 'card')}light.svg": svg for slug, svg in drawings.items()}
        for path, svg in drawn.items():
            (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "site" / path).write_text(svg, encoding="utf-8")
        kept = Store(store)
        maker = PictureMaker(helpers.workspace.pictures, helpers.workspace.fonts, kept, colours)
        keys = maker.make(catalogue, tmp_path / "site", drawn, every_card=every_card)
        return {path: image(kept.file(key).read_bytes()) for path, key in keys.items()}

    return made


def with_title(catalogue: Catalogue, title: str, **site: str) -> Catalogue:
    """The catalogue with the first exercise alone, under a title, and other texts of the site."""
    exercise = catalogue.exercises[0].model_copy(update={"title": title})
    return replace(catalogue, exercises=(exercise,), site=catalogue.site.model_copy(update=site))


# ---- Cards


def test_each_exercise_and_imbalance_has_a_card_of_its_own(
    real_site: Path, real_catalogue: Catalogue, tmp_path: Path
) -> None:
    """Of the size that is said, small, and no two alike; every other page shows that of the site."""
    drawn = {path.relative_to(real_site).as_posix(): "" for path in real_site.rglob("*.svg")}
    store = Store(tmp_path)
    maker = PictureMaker(helpers.workspace.pictures, helpers.workspace.fonts, store, COLOURS)
    keys = maker.make(real_catalogue, real_site, drawn)
    found = {card.path: store.file(keys[card.path]).read_bytes() for card in cards(real_catalogue)}
    assert {image(content).size for content in found.values()} == {CARD_SIZE}
    assert [path for path, content in found.items() if len(content) >= 60_000] == []
    assert len(set(found.values())) == len(found) == len(real_catalogue.exercises) + len(real_catalogue.imbalances) + 1


def test_page_names_its_card(real_site: Path, real_catalogue: Catalogue) -> None:
    """Title, description and picture are those of the page; the picture is told in words."""
    own = {urls.exercise_url(one): one for one in real_catalogue.exercises}
    own |= {urls.imbalance_url(one.slug): one for one in real_catalogue.imbalances}  # type: ignore[dict-item]
    seen = set()
    for url, tree in pages_of(real_site):
        said = {node.attributes["property"]: node.attributes["content"] for node in tree.css("meta[property^='og:']")}
        card = urls.card_file(own[url].slug) if url in own else urls.SITE_CARD
        assert said["og:image"] == real_catalogue.site.address + card
        assert (said["og:image:width"], said["og:image:height"]) == tuple(map(str, CARD_SIZE))
        assert said["og:site_name"] == real_catalogue.site.name
        assert said["og:type"] == ("website" if url == urls.HOME else "article")
        if url in own:
            assert (said["og:title"], said["og:description"]) == (own[url].title, own[url].summary)
            assert said["og:image:alt"] not in (None, "", real_catalogue.site.name)
            seen.add(url)
    assert seen == own.keys()


def test_card_shows_the_drawing_on_its_plate_beside_the_words(make: Maker, real_catalogue: Catalogue) -> None:
    """Words on the paper of the pages, the drawing in its own colours; without one there is no empty plate."""
    catalogue = with_title(real_catalogue, "Face pull")
    slug = catalogue.exercises[0].slug
    path = urls.card_file(slug)
    card = make(catalogue, **{slug.replace("-", "_"): SQUARE.format("#123456")})[path]
    assert (colour_at(card, (5, 5)), colour_at(card, (1190, 5)), colour_at(card, (870, 315))) == (
        PAPER,
        PLATE,
        "#123456",
    )
    assert len({colour_at(card, (x, y)) for x in range(60, 490, 2) for y in range(250, 350, 2)}) > 5
    bare = make(catalogue)[path]
    assert {colour_at(bare, place) for place in ((5, 5), (1190, 5), (870, 500))} == {PAPER}


@pytest.mark.parametrize(
    "title",
    [
        "Half-kneeling hip-flexor stretch with an overhead reach and a slow turn to both sides",
        "Donaudampfschifffahrtsgesellschaftskapitänsübung",
        "Y-T-W and-so-on-and-so-forth-without-an-end",
    ],
)
def test_long_title_stays_in_its_column(make: Maker, real_catalogue: Catalogue, title: str) -> None:
    """However long, it touches neither the plate nor what stands over and under it."""
    catalogue = with_title(real_catalogue, title)
    slug = catalogue.exercises[0].slug
    card = make(catalogue, **{slug.replace("-", "_"): SQUARE.format("#123456")})[urls.card_file(slug)]
    assert {colour_at(card, (x, y)) for x in range(500, 545) for y in range(0, 630, 3)} == {PAPER}
    assert {colour_at(card, (x, y)) for x in range(0, 545, 3) for y in (*range(108, 120), *range(520, 545))} == {PAPER}


def test_card_is_mirrored_where_the_language_runs_from_right_to_left(make: Maker, real_catalogue: Catalogue) -> None:
    """Words are at the right then."""
    catalogue = with_title(real_catalogue, "מתיחת כופפי הירך", language="he", name="גב מאוזן")
    slug = catalogue.exercises[0].slug
    card = make(catalogue, **{slug.replace("-", "_"): SQUARE.format("#123456")})[urls.card_file(slug)]
    assert (colour_at(card, (5, 5)), colour_at(card, (1190, 5))) == (PLATE, PAPER)


# ---- What is kept


def test_picture_is_made_again_only_when_what_it_shows_has_changed(
    make: Maker, runs: Runs, real_catalogue: Catalogue
) -> None:
    """The typesetter does not run for what is kept; a title or a drawing costs its own card, the logo all."""
    first, slug = with_title(real_catalogue, "Face pull"), real_catalogue.exercises[0].slug
    make(first)
    everything = set().union(*runs)
    runs.clear()
    assert everything > {urls.SITE_CARD, urls.TOUCH_ICON, urls.card_file(slug)}
    make(first)
    assert runs == []
    make(with_title(real_catalogue, "Face pull with a rope"))
    for colour in ("#123456", "#654321"):
        make(first, **{slug.replace("-", "_"): SQUARE.format(colour)})
    assert runs == [[urls.card_file(slug)]] * 3
    runs.clear()
    for change in (
        lambda: make(first, logo=SQUARE.format("#fff")),
        lambda: make(first, colours={**COLOURS, "paper": "#ffffff"}),
        lambda: make(with_title(real_catalogue, "Face pull", name="Other Back")),
    ):
        change()
        assert set().union(*runs) == everything
        runs.clear()


def test_card_of_the_site_stands_in_when_nobody_waits_for_more(
    make: Maker, runs: Runs, real_catalogue: Catalogue
) -> None:
    """A build without PDFs makes no card of an exercise and shows none, so that it is the same each time."""
    catalogue = with_title(real_catalogue, "Face pull")
    own = urls.card_file(catalogue.exercises[0].slug)
    draft = make(catalogue, every_card=False)
    assert own not in set().union(*runs)
    assert draft[own].tobytes() == draft[urls.SITE_CARD].tobytes()
    whole = make(catalogue)
    assert whole[own].tobytes() != draft[own].tobytes()
    assert make(catalogue, every_card=False)[own].tobytes() == draft[own].tobytes()
    runs.clear()
    make(catalogue)
    assert runs == []


def test_many_pictures_are_made_in_few_runs(make: Maker, runs: Runs, real_catalogue: Catalogue) -> None:
    """All that are missing, each once, as many in a run as its memory allows."""
    pictures = make(real_catalogue)
    made = [path for run in runs for path in run]
    assert sorted(made) == sorted(pictures.keys() - {urls.FAVICON})  # which is made from an icon
    assert [len(run) for run in runs[:-1]] == [BATCH] * (len(made) // BATCH)


def test_drawing_that_cannot_be_set_is_named(make: Maker, real_catalogue: Catalogue) -> None:
    """A logo that browsers show may be no SVG for the typesetter."""
    with pytest.raises(BuildError, match=r"^assets/icons/icon-192\.png cannot be made of assets/logo\.svg: error: "):
        make(with_title(real_catalogue, "Face pull"), logo="<svg")


# ---- Icons and manifest


def test_icons_are_the_logo_of_the_content(make: Maker, real_catalogue: Catalogue) -> None:
    """Alone where nobody cuts it, and on a ground of its own where a system does; small ones in one file."""
    logo = SQUARE.format("#123456")
    pictures = make(with_title(real_catalogue, "Face pull"), logo=logo)
    icons = {path: one for path, one in pictures.items() if path.startswith(urls.ICONS)}
    assert {path.rsplit("/")[-1]: one.size[0] for path, one in icons.items()} == {
        "icon-192.png": 192,
        "icon-512.png": 512,
        "maskable-512.png": 512,
        "apple-touch-icon.png": 180,
    }
    for path, icon in icons.items():
        width, height = icon.size
        assert width == height
        assert colour_at(icon, (width // 2, width // 2)) == "#123456"
        assert colour_at(icon, (0, 0)) == ("" if "icon-" in path and "touch" not in path else PAPER)
    maskable = icons[f"{urls.ICONS}maskable-512.png"]
    outside = [(x, y) for x in range(512) for y in range(512) if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2]
    assert {colour_at(maskable, place) for place in outside} == {PAPER}


def test_favicon_is_at_the_root_in_small_sizes(real_site: Path) -> None:
    """Where browsers and others look for it by its name."""
    icon = Image.open(BytesIO((real_site / urls.FAVICON).read_bytes()))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_manifest_says_how_the_site_is_installed(built: Path) -> None:
    """Under its own name, below any folder, with icons that are there and of the sizes that it says."""
    manifest = json.loads((built / urls.MANIFEST).read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["short_name"], manifest["lang"]) == ("Tiny Back", "Tiny Back", "en")
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("./", "./", "minimal-ui")
    assert manifest["theme_color"] == manifest["background_color"] == PAPER
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in manifest["icons"]:
        assert "x".join(map(str, image((built / icon["src"]).read_bytes()).size)) == icon["sizes"]


def test_short_name_and_logo_are_the_contents_own(world: World, built: Path, tmp_path: Path) -> None:
    """Nothing of the brand is in the code."""
    world.replace("site.yml", "name: Tiny Back\n", "name: Other Back\nshort_name: Other\n")
    world.write("logo.svg", SQUARE.format("#123456"))
    site = tmp_path / "site"
    assert build(world.folder, site).code == 0
    manifest = json.loads((site / urls.MANIFEST).read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["short_name"]) == ("Other Back", "Other")
    for path in (urls.SITE_CARD, urls.TOUCH_ICON, urls.FAVICON):
        assert (site / path).read_bytes() != (built / path).read_bytes(), path


def test_pages_lead_to_icons_and_manifest(real_site: Path) -> None:
    """By addresses that are relative, for the site may lie below any folder; browsers keep them, but not the cards."""
    for url, tree in pages_of(real_site):
        rels = {node.attributes["rel"]: node.attributes["href"] or "" for node in tree.css("head > link[rel]")}
        found = {urls.target_of(url, rels[rel], ADDRESS)[0] for rel in ("icon", "apple-touch-icon", "manifest")}
        assert found == {urls.FAVICON, urls.TOUCH_ICON, urls.MANIFEST}
        icons = [node.attributes["href"] or "" for node in tree.css("head > link[rel=icon]")]
        assert urls.target_of(url, icons[0], ADDRESS)[0] == urls.LOGO
    assert all(map(is_kept, (urls.MANIFEST, urls.TOUCH_ICON)))
    assert not is_kept(urls.SITE_CARD)


# ---- One address


def test_page_goes_by_one_address_wherever_it_is_named(real_site: Path, real_catalogue: Catalogue) -> None:
    """Head, structured data and site map say the same; a folder's page goes by its folder."""
    address = real_catalogue.site.address
    named = set()
    for url, tree in pages_of(real_site):
        whole = address + re.sub(r"(^|/)index\.html$", r"\1", url)
        canonical = tree.css_first("link[rel=canonical]")
        shared = tree.css_first("meta[property='og:url']")
        assert canonical is not None
        assert shared is not None
        assert canonical.attributes["href"] == shared.attributes["content"] == whole
        block = tree.css_first("script[type='application/ld+json']")
        assert block is not None
        data = json.loads(block.text())
        assert data["url"] == whole
        if url != urls.NOT_FOUND:
            assert data["image"].startswith(f"{address}{urls.CARDS}")
            assert (real_site / data["image"].removeprefix(address)).is_file()
        named.add(whole)
    listed = re.findall("<loc>(.*?)</loc>", (real_site / urls.SITEMAP).read_text(encoding="utf-8"))
    assert set(listed) <= named
    assert {address, f"{address}exercises/"} <= set(listed)


def test_former_address_goes_by_the_present_one(world: World, tmp_path: Path) -> None:
    """Who shared the old one shows the page that it leads to."""
    slug = "exercises/plank.yml"
    world.patch(slug, ("former_slugs",), ["old-plank"])
    assert build(world.folder, tmp_path / "site").code == 0
    page = (tmp_path / "site" / "chest-and-neck" / "old-plank.html").read_text(encoding="utf-8")
    whole = "https://example.test/back/chest-and-neck/plank.html"
    assert f'<link rel="canonical" href="{whole}">' in page
    assert f'<meta property="og:url" content="{whole}">' in page
    assert 'content="https://example.test/back/assets/cards/plank.png"' in page
    assert '<meta http-equiv="refresh" content="0; url=plank.html">' in page


def test_template_asks_nothing_of_a_network() -> None:
    """Typst fetches packages that are named with @."""
    assert "@" not in (ROOT / "templates" / "pictures" / "pictures.typ").read_text(encoding="utf-8")
