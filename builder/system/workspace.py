"""Where the generator finds its parts and keeps its caches: one value, made at the start and passed on."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True)
class Workspace:
    """Files and folders of one repository.

    ``content`` and ``site`` are where content is read from and a site goes unless a person names other folders;
    ``build`` holds caches and what engines read; ``code`` is the generator itself.
    """

    content: Path
    site: Path
    build: Path
    templates: Path
    overrides: Path
    settings: Path
    code: tuple[Path, ...]

    def pdf_build(self, content: Path) -> Path:
        """Where the PDFs of a content folder are compiled and kept: no two folders share it."""
        return self.build / "pdf" / _name_of(content)

    def downloads(self, content: Path) -> Path:
        """Where the PDFs of a content folder go unless a person names another folder."""
        own = content.resolve() == self.content.resolve()
        return self.build / ("downloads" if own else f"downloads-{_name_of(content)}")

    @property
    def book(self) -> Path:
        """The Typst templates of the PDFs."""
        return self.templates / "book"

    @property
    def fonts(self) -> Path:
        """The fonts of the PDFs."""
        return self.book / "fonts"

    @property
    def pictures(self) -> Path:
        """The Typst template of cards and icons."""
        return self.templates / "pictures" / "pictures.typ"

    @property
    def tokens(self) -> Path:
        """The part of the style sheet that names the colours."""
        return self.overrides / "assets" / "css" / "10-tokens.css"

    @property
    def page_sources(self) -> tuple[Path, ...]:
        """What pages are made from, besides content and code."""
        return (self.templates, self.overrides, self.settings)


def _name_of(folder: Path) -> str:
    """A name for this folder alone, which people recognize."""
    whole = folder.resolve()
    return f"{whole.name}-{sha256(bytes(whole)).hexdigest()[:8]}"


def repository_workspace() -> Workspace:
    """The workspace of the repository that this code lies in."""
    root = Path(__file__).parents[2]
    return Workspace(
        content=root / "content",
        site=root / "site",
        build=root / "build",
        templates=root / "templates",
        overrides=root / "site_overrides",
        settings=root / "mkdocs.yml",
        code=(root / "build_site.py", root / "builder"),
    )
