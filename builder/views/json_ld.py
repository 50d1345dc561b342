"""What a page says to machines: schema.org as JSON-LD.

Types as in the schema.org vocabulary of August 2026. The patterns are ``DefinedTerm``, never a condition with a
treatment, because the evidence does not carry that; ``reviewedBy`` appears only with a real reviewer.
"""

import json
from collections.abc import Iterable

from markupsafe import Markup

from builder.catalogue.catalogue import Catalogue
from builder.catalogue.urls import SITE_CARD, canonical, card_file
from builder.content.models.exercise import Exercise, Review
from builder.content.models.imbalance import Imbalance
from builder.content.models.vocabulary import Source

JsonLd = dict[str, object]


def script(data: JsonLd) -> Markup:
    """Write JSON-LD as a script element; nothing in it can end the element early."""
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def web_page(catalogue: Catalogue, path: str, title: str, description: str, card: str = SITE_CARD) -> JsonLd:
    """Describe any page: a medical web page for patients, in the site's language and under its licence."""
    site = catalogue.site
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": site.address + canonical(path),
        "name": title,
        "description": description,
        "image": site.address + card,
        "inLanguage": site.language,
        "license": site.text_licence.url,
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.address},
    }


def exercise_page(catalogue: Catalogue, exercise: Exercise, path: str) -> JsonLd:
    """Describe the page of an exercise: a how-to that is an exercise plan."""
    page = web_page(catalogue, path, exercise.title, exercise.summary, card_file(exercise.slug))
    citations = [_citation(catalogue.source[cited]) for cited in exercise.sources]
    return {**page, **_review(exercise.review), "citation": citations, "mainEntity": _plan(catalogue, exercise)}


def imbalance_page(catalogue: Catalogue, imbalance: Imbalance, path: str) -> JsonLd:
    """Describe the page of an imbalance: a defined term, not a disease."""
    page = web_page(catalogue, path, imbalance.title, imbalance.summary, card_file(imbalance.slug))
    cited = dict.fromkeys(source for claim in imbalance.evidence.claims for source in claim.sources)
    term = {
        "@type": "DefinedTerm",
        "name": imbalance.title,
        "alternateName": [imbalance.plain_name, *imbalance.aliases],
        "description": imbalance.summary,
    }
    citations = [_citation(catalogue.source[source]) for source in cited]
    return {**page, **_review(imbalance.review), "citation": citations, "mainEntity": term}


def glossary_page(catalogue: Catalogue, path: str) -> JsonLd:
    """Describe the glossary: a set of defined terms."""
    listing = catalogue.site.listings.glossary
    terms = [
        {"@type": "DefinedTerm", "name": term.term, "description": term.meaning, "termCode": term.id}
        for term in catalogue.glossary.terms
    ]
    page = web_page(catalogue, path, listing.title, listing.description)
    return {**page, "mainEntity": {"@type": "DefinedTermSet", "name": listing.title, "hasDefinedTerm": terms}}


def _plan(catalogue: Catalogue, exercise: Exercise) -> JsonLd:
    dose = exercise.dose
    plan: JsonLd = {
        "@type": ["HowTo", "ExercisePlan"],
        "name": exercise.title,
        "alternateName": list(exercise.aliases),
        "description": exercise.summary,
        "step": [
            {"@type": "HowToStep", "position": number, "text": text}
            for number, text in enumerate([*exercise.setup, *exercise.steps], start=1)
        ],
        "tool": [{"@type": "HowToTool", "name": label} for label in _tools(catalogue, exercise)],
        "associatedAnatomy": [
            {"@type": "Muscle", "name": catalogue.muscles[muscle].label} for muscle in exercise.primary_muscles
        ],
        "activityFrequency": _quantity(dose.days_per_week, "days per week"),
        "restPeriods": _quantity(dose.rest_seconds, "seconds"),
        "additionalVariable": f"sets: {dose.sets[0]}-{dose.sets[1]}",
    }
    if dose.reps:
        plan["repetitions"] = _quantity(dose.reps, "repetitions")
    if dose.hold_seconds:
        plan["activityDuration"] = _quantity(dose.hold_seconds, "seconds")
    return plan


def _tools(catalogue: Catalogue, exercise: Exercise) -> Iterable[str]:
    things = (*exercise.equipment, exercise.optional_equipment)
    return [catalogue.equipment[item].label for choices in things for item in choices]


def _quantity(limits: tuple[int, int], unit: str) -> JsonLd:
    return {"@type": "QuantitativeValue", "minValue": limits[0], "maxValue": limits[1], "unitText": unit}


def _citation(source: Source) -> JsonLd:
    known = {"name": source.title, "author": source.authors, "datePublished": source.year, "url": source.url}
    return {"@type": "CreativeWork", **{key: str(value) for key, value in known.items() if value}}


def _review(review: Review) -> JsonLd:
    if review.status != "reviewed":
        return {}
    reviewer = {"@type": "Person", "name": review.by, "jobTitle": review.profession}
    return {"lastReviewed": str(review.on), "reviewedBy": reviewer}
