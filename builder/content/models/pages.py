"""What every page that is described in ``content/`` says of itself: for its head, for the search, for its beginning."""

from pydantic import Field

from builder.content.models.values import Model, Phrase, Prose


class FrontMatter(Model):
    """The front matter of a hand-written page in content/pages/."""

    title: Phrase = Field(description="Heading of the page.")
    description: Phrase = Field(description="What search engines show.")
    search_terms: tuple[Phrase, ...] = Field((), description="Lay words that lead here. Found, not shown.")


class PageTexts(FrontMatter):
    """The texts of a page that is made from data."""

    lead: Prose = Field(description="First sentences.")
