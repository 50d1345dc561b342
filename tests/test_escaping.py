"""Texts are escaped once, at the sink: what is written in words.yml and as the site's name is what a reader sees."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from builder.pdf.typesetting import page_texts
from tests.helpers import World, files_of, make_world, pages_of, run

ODD = " '\"&<>\\´"
"""Stands at the end of every word; none of it becomes part of an anchor."""

SHOWN_ATTRIBUTES = ("alt", "aria-label", "content", "placeholder", "title", "value")
NAME = "Tiny Back"


def decorated(value: Any) -> Any:
    """The same value, with every text in it decorated."""
    return value + ODD if isinstance(value, str) else value


@pytest.fixture
def odd_world(tmp_path: Path) -> World:
    """The tiny world, every word and the name of the site with letters that mean something to HTML and to Typst."""
    world = make_world(tmp_path / "odd-content")
    world.write_data("words.yml", {key: decorated(word) for key, word in world.data("words.yml").items()})
    world.write_data("site.yml", world.data("site.yml") | {"name": NAME + ODD})
    return world


def shown(tree: LexborHTMLParser) -> Iterator[str]:
    """What a page shows or says: its texts and some attributes, in order."""
    for node in tree.css('*:not(meta[name="fingerprint"])'):
        if node.attributes.get("type") == "application/ld+json":
            yield json.dumps(json.loads(node.text()), ensure_ascii=False)
        for name in SHOWN_ATTRIBUTES:
            if value := node.attributes.get(name):
                yield value
        for name, value in node.attributes.items():
            if name.startswith("data-") and value:
                yield value
        for child in node.iter(include_text=True):
            if child.tag == "-text" and node.tag not in ("script", "style") and (child.text() or "").strip():
                yield child.text()


def plain(text: str) -> str:
    """A text without what the odd world adds to it; in JSON, a quotation mark and a backslash are escaped."""
    in_json = json.dumps(ODD, ensure_ascii=False)[1:-1]
    return " ".join(text.replace(in_json, "").replace(ODD, "").split())


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_pages_show_what_is_written(world: World, odd_world: World, tmp_path: Path, engine: str) -> None:
    """Letter by letter the same as without the odd letters, wherever they stand; nothing is escaped twice or never."""
    if engine == "zensical":
        pytest.importorskip("zensical")
    for name, one in (("plain", world), ("odd", odd_world)):
        outcome = run("build", "--no-pdf", "--engine", engine, "--content", one.folder, "--site-dir", tmp_path / name)
        assert outcome.code == 0, outcome.err
    expected = dict(pages_of(tmp_path / "plain"))
    decorations = 0
    for name, tree in pages_of(tmp_path / "odd"):
        texts = list(shown(tree))
        assert [text for text in texts if unescape(text) != text] == [], name
        assert list(map(plain, texts)) == [" ".join(text.split()) for text in shown(expected[name])], name
        decorations += sum(text.count(ODD.strip()) for text in texts)
    assert decorations > 500


def test_sheets_print_what_is_written(world: World, odd_world: World, tmp_path: Path) -> None:
    """On paper too."""
    for name, one in (("plain", world), ("odd", odd_world)):
        outcome = run("pdf", "--content", one.folder, tmp_path / name)
        assert outcome.code == 0, outcome.err
    for name in files_of(tmp_path / "plain"):
        if name.endswith("-a4.pdf") and name.startswith("exercise"):
            letters = "".join("".join(page_texts((tmp_path / "odd" / name).read_bytes())).split())
            assert "".join(ODD.split()) in letters, name
            assert not {"&amp;", "&#39;", "&#34;", "&lt;"} & {letters[at : at + 5] for at in range(len(letters))}, name
