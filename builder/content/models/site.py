"""The texts of the site as a whole: its name and disclaimer, safety rules and the first page.

``site.yml``, ``safety.yml`` and ``home.yml`` each hold one of these models. Words that templates use
("Steps", "Equipment") are in ``words.yml``, a flat mapping whose keys the templates decide.
"""

from typing import Literal

from pydantic import Field

from builder.content.models.pages import PageTexts
from builder.content.models.values import (
    Contact,
    Day,
    ExerciseId,
    Flag,
    Id,
    Language,
    Model,
    Phrase,
    PlainText,
    Prose,
    Url,
)

Urgency = Literal["emergency", "urgent", "ask"]


class Repository(Model):
    """Where the files live, for “suggest a change”."""

    url: Url = Field(description="Address of the repository on its host.")
    edit_url: Url = Field(description="Address that opens a file for editing; the file's path is added at its end.")


class Disclaimer(Model):
    """The short form on every page and every sheet; the full one is content/pages/disclaimer.md."""

    short: PlainText = Field(description="One sentence. Contains the words “not medical advice”.")
    check: Phrase = Field(description="Words of the link to the warning signs.")
    after_check: Phrase = Field(description="Words after that link.")
    full: Phrase = Field(description="Words of the link to the full disclaimer.")
    print_emergency: PlainText = Field(
        description="The emergency signs in one sentence, for paper, which has no links."
    )


class EmergencyNumber(Model):
    """A telephone number to call."""

    number: Phrase = Field(description="The number.")
    where: Phrase = Field(description="Where it works.")


class Security(Model):
    """Whom to tell of a hole in the site: becomes .well-known/security.txt, where researchers look for it."""

    contact: Contact = Field(
        description="Where to write, as https://... or mailto:...; never somebody who does not know."
    )
    expires: Day = Field(description="The last day on which this holds, at most a year ahead.")


class Licence(Model):
    """A licence and what it covers."""

    name: Phrase = Field(description="Name of the licence.")
    url: Url = Field(description="Its text.")


class Listing(PageTexts):
    """A page that the generator makes from other files."""

    navigation: Phrase = Field(description="Its name in navigation and breadcrumb.")


class Listings(Model):
    """The pages that the generator makes from other files."""

    imbalances: Listing = Field(description="All imbalances.")
    exercises: Listing = Field(description="All exercises.")
    glossary: Listing = Field(description="All terms.")
    sources: Listing = Field(description="All sources.")
    downloads: Listing = Field(description="All PDFs.")
    sheet: Listing = Field(description="The page on which a reader makes a sheet.")
    train: Listing = Field(description="The page on which a reader follows a plan, exercise by exercise.")
    training_log: Listing = Field(description="The page with the log that a reader keeps on the device.")
    fields: Listing = Field(description="The field reference for contributors.")
    poses: Listing = Field(description="The pose reference for contributors.")
    figures: Listing = Field(description="All figures, for contributors.")


class Navigation(Model):
    """Names of the other entries of the navigation."""

    home: Phrase = Field(description="The first page.")
    get_help: Phrase = Field(description="The warning signs.")
    about: Phrase = Field(description="About, disclaimer, sources and the rest.")


class Site(Model):
    """site.yml: the site's name, address, disclaimer and licences."""

    name: Phrase = Field(description="Name of the site.")
    short_name: Phrase | None = Field(
        None,
        description="Its name under its icon on a phone, where some twelve letters fit. Else the whole name.",
    )
    tagline: Phrase = Field(description="One line under the name at the foot of each page.")
    description: Phrase = Field(description="What search engines show for the first page.")
    months: tuple[Phrase, ...] = Field(min_length=12, max_length=12, description="Names of the months.")
    language: Language = Field(description="Language of the content, like en.")
    address: Url = Field(description="Where the site is published, ending in a slash.")
    repository: Repository | None = Field(None, description="Leave it out while there is no public repository.")
    safety_reports: Contact | None = Field(
        None,
        description="Where readers report harm or a missing caution, as https://... or mailto:...; at the foot of "
        "each page. Leave it out until somebody reads what comes.",
    )
    security: Security | None = Field(None, description="Leave it out until somebody reads what comes.")
    disclaimer: Disclaimer = Field(description="The short disclaimer.")
    not_monitored: PlainText = Field(description="That nobody watches this site, before the emergency numbers.")
    emergency_numbers: tuple[EmergencyNumber, ...] = Field(min_length=1, description="Numbers to call.")
    navigation: Navigation = Field(description="Names in the navigation.")
    listings: Listings = Field(description="The pages made from other files.")
    synonyms: tuple[tuple[Phrase, ...], ...] = Field(
        (), description="Words that the search takes for each other, like [tummy, belly]. Single words only."
    )
    text_licence: Licence = Field(description="Licence of texts and drawings.")
    code_licence: Licence = Field(description="Licence of the generator.")


class CareBox(Model):
    """A box of one level of urgency."""

    id: Id = Field(description="Anchor on the page.")
    level: Urgency = Field(description="How urgent it is: also how the box looks.")
    label: Phrase = Field(description="Short name in the list of contents.")
    heading: PlainText = Field(description="What to do, ending where the list continues.")
    items: tuple[Prose, ...] = Field(min_length=1, description="The signs.")
    notes: tuple[Prose, ...] = Field((), description="What must be said under the list.")
    numbers: Flag = Field(False, description="true: show the emergency numbers.")


class Section(Model):
    """A titled piece of text."""

    id: Id = Field(description="Anchor on the page.")
    title: Phrase = Field(description="Heading.")
    text: tuple[Prose, ...] = Field((), description="Paragraphs.")
    items: tuple[Prose, ...] = Field((), description="A list under them.")


class StopGroup(Model):
    """Stop signs that ask for the same action."""

    action: PlainText = Field(description="What to do, ending where the list continues.")
    level: Urgency = Field(description="How urgent it is.")
    items: tuple[PlainText, ...] = Field(min_length=1, description="The signs.")
    note: PlainText | None = Field(None, description="What must be said under the list.")


class AskFirstItem(Model):
    """One group of people who ask first, and what it means for them."""

    who: PlainText = Field(description="Continues “Ask a doctor or physiotherapist first if you”.")
    advice: Prose | None = Field(None, description="What to know or to leave out.")


class AskFirst(Model):
    """Who asks a doctor or physiotherapist before any exercise of this site."""

    intro: Prose = Field(description="Said before the list: most people on it can exercise.")
    items: tuple[AskFirstItem, ...] = Field(min_length=1, description="The list.")


class GetHelp(PageTexts):
    """The page of warning signs."""

    boxes: tuple[CareBox, ...] = Field(min_length=1, description="The most urgent first.")
    sections: tuple[Section, ...] = Field((), description="Why, and what the lists cannot do.")


class BeforeYouStart(PageTexts):
    """The page of rules that apply to every exercise."""

    sections: tuple[Section, ...] = Field(min_length=1, description="Dose, breathing, comfort, flare-up, space.")


class ForClinicians(Model):
    """What the box for clinicians says of every exercise."""

    supervision: Prose = Field(description="With or without supervision, and when to watch.")
    adverse_events: Prose = Field(description="What to do and to record when something goes wrong.")


class Safety(Model):
    """safety.yml: warning signs, stop signs, who asks first, rules for every exercise."""

    get_help: GetHelp = Field(description="Warning signs at three levels.")
    ask_first: AskFirst = Field(description="Who asks first.")
    stop: tuple[StopGroup, ...] = Field(min_length=1, description="When to stop, shown on every exercise.")
    stop_note: Prose = Field(description="Said under the stop signs.")
    before_you_start: BeforeYouStart = Field(description="Rules for every exercise.")
    for_clinicians: ForClinicians = Field(description="Supervision and adverse events, the same for every exercise.")


class Brief(Model):
    """A short titled sentence on the first page."""

    title: Phrase = Field(description="Heading.")
    text: Prose = Field(description="One or two sentences.")


COUNT = "{count}"
"""Stands for the number of exercises in the texts of the first page, so that no text has to be counted again."""


class Home(Model):
    """home.yml: the first page. ``{count}`` in a text stands for the number of exercises."""

    title: Phrase = Field(description="Large heading.")
    lead: PlainText = Field(description="What this is, in one or two sentences.")
    start: Phrase = Field(description="Words of the first button; it leads to the choice of a starting point.")
    check: Phrase = Field(description="Words of the second button; it leads to the warning signs.")
    frieze: tuple[ExerciseId, ...] = Field(
        (), max_length=4, description="Exercises drawn along the foot of the heading; phones show the first two."
    )
    brief: tuple[Brief, ...] = Field(min_length=1, max_length=3, description="What it is, for whom, how to stay safe.")
    warning: Brief = Field(description="The warning-sign box.")
    choose: Brief = Field(description="Over the cards of the imbalances.")
    models: PlainText = Field(description="The honest line under the cards.")
    how_title: Phrase = Field(description="Heading over the three steps.")
    how: tuple[Brief, ...] = Field(min_length=1, max_length=3, description="How to use the site.")
    panels: tuple[Brief, ...] = Field((), max_length=2, description="Two boxes at the foot.")

    def with_count(self, exercises: int) -> "Home":
        """Put the number of exercises into all texts."""
        return Home.model_validate_json(self.model_dump_json().replace(COUNT, str(exercises)))
