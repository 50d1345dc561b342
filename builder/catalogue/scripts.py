"""The scripts and style sheets that single pages load, relative to the site; a script stands after those it needs."""

from collections.abc import Mapping

from builder.catalogue.urls import DOWNLOADS, EXERCISES, SHEET, TRAIN, TRAINING_LOG

SEARCH_INDEX = "search/pages.js"
SEARCH_WORKER = "assets/search-worker.js"
OFFLINE_SCRIPT = "assets/offline.js"
"""Stands in for workers on a page that was opened from disk."""

SHEET_DATA = "assets/sheet-data.js"
TRAIN_DATA = "assets/train-data.js"
"""Scripts that are made of the content."""

ELEMENTS_SCRIPT = "assets/elements.js"
DEVICE_STORE = "assets/device-store.js"
EXERCISE_SCRIPTS = (DEVICE_STORE, "assets/plan-dose.js")
LOG_SCRIPTS = ("assets/training-log.js", "assets/training-rule.js", "assets/session-answers.js")
SESSION = "assets/session.js"
SESSION_PARTS = (
    "assets/train-dose.js",
    "assets/train-session.js",
    "assets/train-plan.js",
    "assets/train-cues.js",
    "assets/train-screen.js",
    "assets/train.js",
)
"""The scripts that are joined into one, which is smaller and one file to ask for."""

SESSION_SCRIPTS = (
    ELEMENTS_SCRIPT,
    SHEET_DATA,
    TRAIN_DATA,
    "assets/sheet-link.js",
    "assets/sheet-paper.js",
    "assets/train-calendar.js",
    "assets/train-reminder.js",
    *LOG_SCRIPTS,
    "assets/after-session.js",
    SESSION,
)
"""What the loader of the page on training brings once a plan is chosen."""

IMBALANCE_SCRIPTS = (ELEMENTS_SCRIPT, "assets/plan.js")

LISTING_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    DOWNLOADS: (ELEMENTS_SCRIPT, "assets/keep.js"),
    EXERCISES: (ELEMENTS_SCRIPT, "assets/finder.js"),
    SHEET: (
        ELEMENTS_SCRIPT,
        DEVICE_STORE,
        SHEET_DATA,
        "assets/vendor/lean-qr.js",
        "assets/sheet-link.js",
        "assets/sheet-code.js",
        "assets/sheet-paper.js",
        "assets/sheet-view.js",
        "assets/sheet.js",
    ),
    TRAIN: (DEVICE_STORE, "assets/train-loader.js"),
    TRAINING_LOG: (ELEMENTS_SCRIPT, DEVICE_STORE, TRAIN_DATA, *LOG_SCRIPTS, "assets/training-log-page.js"),
}
"""The scripts of listings that have some; that of the downloads keeps everything for use without a network."""

LISTING_STYLES: Mapping[str, tuple[str, ...]] = {
    EXERCISES: ("assets/finder.css",),
    SHEET: ("assets/sheet.css",),
    TRAIN: ("assets/train.css", "assets/training-forms.css"),
    TRAINING_LOG: ("assets/training-forms.css", "assets/training-log.css"),
}
