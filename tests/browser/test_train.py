"""Training along: from a plan to the end of its session, counted, timed, stopped; nothing stored, nothing sent."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest

pytest.importorskip("playwright", reason="Playwright is not installed: browser tests are left out")

from playwright.sync_api import Browser, Page, expect

from builder.catalogue.catalogue import Catalogue
from tests.axe import OF_A_SCHEME, axe_faults, in_scheme
from tests.tabs import OpenTab, address_of

pytestmark = pytest.mark.browser

PLAN = "train.html#plan=left-right-imbalance/1"
SHEET = "train.html#v=1&e=dead-bug&d=2+sets+of+8&s=left&r=20&t=6&h=2&e=chin-tuck&d=as+you+like&n=gently"
PLAYER = ".bb-player"
STATUS = "[data-said]"

EVERY_PLAN = """() => {
  const found = [];
  for (const key of Object.keys(trainPlan.plans)) {
    const chosen = trainPlan.read(`plan=${key}`);
    for (const more of [false, true]) {
      for (const goal of [false, true]) {
        const items = trainPlan.items(chosen, {more, goal});
        let state = trainSession.begin(trainSession.steps(items, trainPlan.seconds, true));
        state = trainSession.send(state, {type: "start"}, 0);
        let now = 0;
        let holds = 0;
        while (state.status !== "done" && now < 2e7) {
          const before = state.at;
          now += 1000;
          state = trainSession.send(state, {type: "tick"}, now);
          holds += state.at !== before;
        }
        const steps = state.steps.length;
        found.push([key, chosen.plan.minutes[Number(more)][Number(goal)], now / 60000, holds === steps, items.length]);
      }
    }
  }
  return found;
}"""
"""Each plan, played by a clock that ticks once a second: the minutes as published, and those that it took."""


@pytest.fixture
def page(tab: OpenTab) -> Page:
    """A phone whose clock stands still until it is told otherwise."""
    return tab(390, 844)


def play(page: Page, address: str = PLAN) -> None:
    """Open a plan and start its session, with a clock of our own."""
    page.clock.install()
    page.goto(address)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(PLAYER)).to_be_visible()


def passes(page: Page, seconds: int) -> None:
    """Let seconds go by, in steps that no device would call sleep; in each the page is woken once."""
    for _ in range(seconds // 5):
        page.clock.fast_forward(5000)
    page.clock.fast_forward(seconds % 5 * 1000)
    page.clock.run_for(20)


def test_every_plan_takes_the_time_that_is_published(page: Page, real_catalogue: Catalogue) -> None:
    """From start to end, with fewer and more sets, lower and higher numbers."""
    page.goto(PLAN)
    page.wait_for_function("document.querySelector('[data-view=overview]').checkVisibility()")
    played = page.evaluate(EVERY_PLAN)
    plans = sum(len(imbalance.programme.plans) for imbalance in real_catalogue.imbalances)
    assert len(played) == plans * 4
    for key, published, took, is_every_step, count in played:
        assert abs(took - published) <= max(1, published / 10), key
        assert is_every_step, key
        assert count > 0, key


def test_two_taps_lead_from_a_plan_to_its_running_session(page: Page) -> None:
    """Of the part that is in view."""
    page.clock.install()
    page.goto("upper-crossed-syndrome/index.html#phase-2")
    page.get_by_role("link", name="Train this").locator("visible=true").click()
    expect(page.locator("h1")).to_have_text("Upper-crossed syndrome")
    expect(page.locator("[data-text=name]")).to_have_text("Weeks 3–4")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-text=number]")).to_have_text("Exercise 1 of 5")
    page.clock.run_for(2000)
    expect(page.locator("[data-text=count]")).to_have_text("28")


def test_session_is_counted_from_start_to_end(page: Page) -> None:
    """Get ready, the side that tires first, change, the other side, rest, what is next; then what was done."""
    play(page)
    kind, side, count = (page.locator(f"[data-text={name}]") for name in ("kind", "side", "count"))
    expect(kind).to_have_text("Get ready")
    passes(page, 31)
    expect(side).to_have_text("The side that tires first")
    expect(count).to_have_text("0")
    passes(page, 8)
    expect(count).to_have_text("2")
    passes(page, 24)
    expect(kind).to_have_text("Change sides")
    expect(side).to_have_text("The other side")
    passes(page, 5 + 32)
    expect(kind).to_have_text("Rest")
    expect(page.locator("[data-text=cue]")).to_have_text("Next: Suitcase carry, 1 set of 10 metres")
    page.get_by_role("button", name="15 s more").click()
    passes(page, 70)
    expect(kind).to_have_text("Rest")
    passes(page, 240)
    expect(page.locator(".bb-train__done h2")).to_have_text("Session finished")
    expect(page.locator("[data-text=sum]")).to_contain_text("3 of 3 exercises")
    expect(page.locator(PLAYER)).to_be_hidden()


def test_sheet_is_played_with_the_doses_that_were_set(page: Page) -> None:
    """One side, its tempo, hold and rest; an amount that no one can count waits for the reader."""
    play(page, SHEET)
    expect(page.locator("[data-text=side]")).to_have_text("Left side")
    passes(page, 31)
    expect(page.locator("[data-text=unit]")).to_have_text("of 8")
    passes(page, 8 * 8)
    expect(page.locator("[data-text=kind]")).to_have_text("Rest")
    passes(page, 20 + 64)
    expect(page.locator("[data-text=kind]")).to_have_text("Rest")
    passes(page, 20 + 30)
    expect(page.locator("[data-text=unit]")).to_have_text("as you like")
    passes(page, 300)
    page.get_by_role("button", name="Set done").click()
    expect(page.locator(".bb-train__done h2")).to_have_text("Session finished")


def test_sheet_of_a_patient_leads_to_its_session(page: Page) -> None:
    """With everything that is in its link."""
    page.goto("sheet.html#v=1&e=bird-dog&d=2+sets+of+5&r=45&for=Zo%C3%AB")
    first, last = page.get_by_role("link", name="Train this").all()
    assert first.get_attribute("href") == last.get_attribute("href")
    last.click()
    expect(page.locator("[data-text=name]")).to_have_text("For Zoë")
    expect(page.locator(".bb-rows li")).to_contain_text(["Bird dog"])
    assert page.evaluate("trainPlan.items(trainPlan.read(location.hash.slice(1)), {})[0].rest") == 45


def test_who_has_to_stop_sees_signs_and_numbers_and_may_go_on(page: Page) -> None:
    """The session waits; the exercise's own signs come first."""
    play(page, "train.html#plan=upper-crossed-syndrome/1")
    page.get_by_role("button", name="I have to stop").click()
    panel = page.locator("[data-panel=stop]")
    expect(panel).to_be_focused()
    expect(panel.locator("a[href='tel:999']")).to_be_visible()
    expect(panel.locator("[data-own-stop]")).to_contain_text("dizzy")
    passes(page, 60)
    panel.get_by_role("button", name="Go on").click()
    expect(page.locator("[data-text=count]")).to_have_text("30")
    page.get_by_role("button", name="Easier").click()
    expect(page.locator("[data-panel=easier] li").first).to_be_visible()
    page.locator("[data-panel=easier]").get_by_role("button", name="Skip").click()
    expect(page.locator("[data-text=number]")).to_have_text("Exercise 2 of 4")
    page.get_by_role("button", name="End").click()
    expect(page.locator(".bb-train__done h2")).to_have_text("Session ended")


def test_session_is_followed_by_keyboard_and_by_ear(page: Page) -> None:
    """Space, arrows and Escape; each step is announced once, the count never."""
    play(page)
    status = page.locator(STATUS)
    expect(status).to_have_text(re.compile(r"Get ready\. .* row"))
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text(re.compile(r"Set 1 of 1\. The side that tires first"))
    said = status.text_content()
    passes(page, 12)
    assert status.text_content() == said
    page.keyboard.press(" ")
    expect(page.locator("[data-text=kind]")).to_have_text("Paused")
    count = page.locator("[data-text=count]").text_content()
    passes(page, 30)
    expect(page.locator("[data-text=count]")).to_have_text(count or "")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-text=count]")).to_have_text("0")
    page.keyboard.press("Escape")
    expect(page.locator("[data-panel=paused]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-panel=paused]")).to_be_hidden()
    for _ in range(13):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".bb-train__done h2")).to_have_text("Session finished")
    expect(page.locator(".bb-train__done")).to_be_focused()


HEARD = """() => {
  const heard = window.heard = {tones: [], buzzes: [], words: []};
  const gain = {gain: {setValueAtTime() {}, linearRampToValueAtTime() {}}, connect: (node) => node};
  window.AudioContext = class {
    currentTime = 0;
    createGain() { return gain }
    createOscillator() {
      return {frequency: {set value(pitch) { heard.tones.push(pitch) }}, connect: () => gain, start() {}, stop() {}};
    }
    async resume() {}
  };
  navigator.vibrate = (pattern) => heard.buzzes.push(pattern);
  const voice = {lang: "en-GB", name: "here", localService: true};
  const voices = [{...voice, name: "cloud", localService: false}, voice];
  const speech = {getVoices: () => voices, cancel() {}, speak: ({text, voice}) => heard.words.push([text, voice.name])};
  Object.defineProperty(window, "speechSynthesis", {value: speech});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
}"""
"""Stand-ins for what a session can be heard and felt with; of two voices one is on the device."""


def test_signals_are_off_until_they_are_switched_on(page: Page) -> None:
    """A beep where a set begins, at its last three seconds and in the middle; a buzz; a voice of the device."""
    page.add_init_script(f"({HEARD})()")
    play(page, "train.html#plan=upper-crossed-syndrome/1")
    passes(page, 60)
    assert page.evaluate("heard") == {"tones": [], "buzzes": [], "words": []}
    page.get_by_role("button", name="Pause").click()
    for label in ("A soft beep", "Vibration", "Spoken cues"):
        page.get_by_label(label).locator("visible=true").check()
    page.locator("[data-panel=paused] [data-do=go-on]").click()
    page.keyboard.press("ArrowRight")
    heard = page.evaluate("heard")
    assert heard["tones"] == [440]
    assert heard["buzzes"] == [200]
    assert [voice for _, voice in heard["words"]] == ["here"]
    assert heard["words"][0][0].startswith("Rest. Next:")


def test_picture_moves_in_step_with_the_count(page: Page) -> None:
    """Its clock is the session's: it stands in a pause, and the middle of a repetition is the last keyframe."""
    play(page, "train.html#plan=upper-crossed-syndrome/no-equipment")
    svg = page.locator(".bb-player__fig svg")
    page.get_by_role("button", name="End").click()
    play_again = page.get_by_role("button", name="Train again")
    play_again.click()
    expect(svg).to_have_count(1)
    moment = "document.querySelector('.bb-player__fig svg').getCurrentTime()"
    page.keyboard.press("ArrowRight")
    page.clock.run_for(3000)
    held = page.evaluate(moment)
    assert held == pytest.approx(page.evaluate("loops['chin-tuck'].rests.at(-1)"))
    page.keyboard.press(" ")
    page.clock.run_for(5000)
    assert page.evaluate(moment) == held


def test_nothing_is_stored_before_the_reader_asks_and_nothing_is_fetched_from_elsewhere(page: Page, base: str) -> None:
    """The plan and the settings are kept when the box is ticked, and are gone when it is unticked."""
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(base) else None)
    page.goto(PLAN)
    kept = "JSON.stringify({...localStorage})"
    page.get_by_label("I count them myself").check()
    assert "plan" not in page.evaluate(kept)
    page.get_by_label("Remember this plan").check()
    assert "left-right-imbalance/1" in page.evaluate(kept).replace("%2F", "/")
    page.goto("train.html")
    expect(page.locator("[data-text=name]")).to_have_text("Weeks 1–2")
    expect(page.get_by_label("I count them myself")).to_be_checked()
    page.goto("left-right-imbalance/side-plank.html")
    expect(page.locator("dd.bb-yours")).to_have_text("In your plan, weeks 1–2: 1–2 × 8 seconds each side, knees bent")
    page.goto("train.html")
    page.get_by_label("Remember this plan").uncheck()
    assert "plan" not in page.evaluate(kept)
    assert foreign == []


def test_page_of_an_exercise_says_the_dose_of_the_plan_and_what_comes_next(page: Page) -> None:
    """The plan comes with the address; its dose takes the place of the range of all plans."""
    usual = page.locator(".bb-facts dd").filter(has_text=" sets of ")
    page.goto("upper-crossed-syndrome/index.html#phase-2")
    page.locator(".bb-plan section:visible .bb-rows a").first.click()
    expect(page.locator("dd.bb-yours")).to_have_text(re.compile(r"In your plan, weeks 3–4: 5–8 × 5–10 seconds"))
    expect(usual).to_be_hidden()
    expect(page.get_by_text("Across all plans: 5–10 sets")).to_be_visible()
    expect(page.locator(".bb-inplans .bb-yours")).to_contain_text("Weeks 3–4: 5–8 × 5–10 seconds")
    page.locator("[data-bb-onward] a").first.click()
    assert address_of(page).endswith("#plan=upper-crossed-syndrome/2")
    expect(page.locator("dd.bb-yours")).to_be_visible()
    page.locator("[data-bb-onward]").get_by_role("link", name="Train this").click()
    expect(page.locator("[data-text=name]")).to_have_text("Weeks 3–4")
    page.goto("upper-crossed-syndrome/wall-slide.html")
    expect(page.locator("dd.bb-yours")).to_have_count(0)
    expect(usual).to_be_visible()
    expect(page.locator(".bb-inplans dd").first).to_be_visible()


def test_neighbours_lead_on_in_the_plan_past_an_exercise_that_is_not_in_it(page: Page) -> None:
    """Nothing is said of a plan that the exercise is not in, and the next one knows it again."""
    page.goto("upper-crossed-syndrome/band-pull-apart.html#plan=upper-crossed-syndrome/2")
    expect(page.locator("dd.bb-yours")).to_have_count(0)
    page.locator(".bb-next__after").click()
    expect(page).to_have_url(re.compile(r"face-pull\.html#plan=upper-crossed-syndrome/2$"))
    expect(page.locator("dd.bb-yours")).to_have_text("In your plan, weeks 3–4: 1–2 × 10–12, light")


def test_plan_goes_into_a_calendar(page: Page, real_catalogue: Catalogue) -> None:
    """Every plan, with the phases that follow it, on the chosen days, each with its own link; read by a parser."""
    page.clock.install(time="2026-12-01T10:00:00Z")
    for imbalance in real_catalogue.imbalances:
        for key, part in imbalance.programme.plans:
            page.goto("about:blank")
            page.goto(f"train.html#plan={imbalance.slug}/{key}")
            page.locator("[data-calendar] summary").click()
            page.get_by_label("Wednesday").uncheck()
            if not key.isdecimal():
                page.get_by_label("Number of weeks").fill("6")
            page.get_by_label("First day").fill("2026-12-07")
            page.get_by_label("Time").fill("07:30")
            with page.expect_download() as download:
                page.get_by_role("button", name="Make the calendar file").click()
            events = icalendar.Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
            weeks = (
                [phase.weeks for phase in imbalance.programme.phases[int(key) - 1 :]] if key.isdecimal() else [(1, 6)]
            )
            lengths = [last - first + 1 for first, last in weeks]
            assert [event["RRULE"]["COUNT"] for event in events] == [[2 * length] for length in lengths]
            assert {str(event["RRULE"]["BYDAY"]) for event in events} == {"['MO', 'FR']"}
            starts = [date(2026, 12, 7) + timedelta(weeks=sum(lengths[:number])) for number in range(len(lengths))]
            assert [event.decoded("DTSTART") for event in events] == [
                datetime.combine(day, time(7, 30)) for day in starts
            ]
            links = (
                [f"#plan={imbalance.slug}/{int(key) + number}" for number in range(len(lengths))]
                if len(lengths) > 1
                else [f"#plan={imbalance.slug}/{key}"]
            )
            assert [str(event["URL"])[-len(link) :] for event, link in zip(events, links, strict=True)] == links, part


def test_calendar_file_lacks_nothing(page: Page) -> None:
    """A day of the week is asked for, and the number of weeks only where the plan has none of its own."""
    page.goto("train.html#plan=left-right-imbalance/1")
    page.locator("[data-calendar] summary").click()
    expect(page.get_by_label("Number of weeks")).to_be_hidden()
    for day in ("Monday", "Wednesday", "Friday"):
        page.get_by_label(day).uncheck()
    page.get_by_role("button", name="Make the calendar file").click()
    expect(page.get_by_label("Monday")).to_be_focused()
    assert page.get_by_label("Monday").evaluate("box => box.validationMessage") == "Choose at least one day."
    page.get_by_label("Sunday").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the calendar file").click()
    event, *_ = icalendar.Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event["RRULE"]["BYDAY"] == ["SU"]


def test_plan_that_is_gone_says_so(page: Page) -> None:
    """And an exercise of a sheet that is gone does too; the others are played."""
    page.goto("train.html#plan=upper-crossed-syndrome/99")
    expect(page.locator("[data-gone]")).to_be_visible()
    page.goto("index.html")
    page.goto("train.html#v=1&e=no-such-thing&e=dead-bug")
    expect(page.locator("[data-lacks]")).to_be_visible()
    expect(page.locator(".bb-rows li")).to_have_count(1)


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A tab that allows no storage."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    forbid = "{get() { throw new DOMException('no', 'SecurityError'); }}"
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {forbid})")
    context.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {forbid})")
    yield context.new_page()
    context.close()


def test_session_runs_from_a_file_where_nothing_may_be_stored(bare: Page, real_site: Path) -> None:
    """The picture moves there too; the box says by itself that nothing was kept."""
    problems: list[str] = []
    bare.on("pageerror", lambda error: problems.append(str(error)))
    bare.goto(f"{(real_site / 'train.html').as_uri()}#plan=upper-crossed-syndrome/1")
    bare.get_by_label("Remember this plan").click()
    expect(bare.get_by_label("Remember this plan")).not_to_be_checked()
    bare.get_by_role("button", name="Start").click()
    expect(bare.locator(".bb-player__fig svg")).to_have_count(1)
    assert problems == []


def test_screen_stays_on_while_the_session_runs(page: Page) -> None:
    """And may go dark in a pause and at the end."""
    page.add_init_script(
        "window.locks = [];"
        "Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {"
        "  locks.push('on'); return {release: async () => { locks.push('off') }} } }})"
    )
    play(page)
    page.evaluate("for (let i = 0; i < 3; i++) document.querySelector('[data-do=more]').click()")
    for name, expected in {
        "Pause": ["on", "off"],
        "Go on": ["on", "off", "on"],
        "End": ["on", "off", "on", "off"],
    }.items():
        page.locator(PLAYER).get_by_role("button", name=name, exact=True).click()
        page.wait_for_function(f"locks.length === {len(expected)}")
        assert page.evaluate("locks") == expected


def test_plans_stand_on_the_page_without_script(tab: OpenTab, real_catalogue: Catalogue) -> None:
    """Each leads to its place on the page of its imbalance."""
    page = tab(390, 844, java_script_enabled=False)
    page.goto("train.html")
    plans = sum(len(imbalance.programme.plans) for imbalance in real_catalogue.imbalances)
    expect(page.locator("a[data-plan]:visible")).to_have_count(plans)
    expect(page.locator(".bb-train__no-script")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_have_count(0)
    page.locator("a[data-plan]").nth(1).click()
    assert address_of(page).endswith("#phase-2")


STATES = {
    "choose": "",
    "overview": "",
    "ready": "",
    "working": "ArrowRight",
    "sides": "ArrowRight",
    "rest": "ArrowRight ArrowRight",
    "paused": " ",
    "easier": "",
    "stop": "",
}
"""How the keyboard leads from each state to the next."""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_state_has_a_fault_that_axe_can_find(tab: OpenTab, width: int) -> None:
    """In both colour schemes; large enough to be read and pressed from afar."""
    page = tab(width, 844)
    page.goto("train.html")
    found = {}
    for state, keys in STATES.items():
        if state == "overview":
            page.goto(PLAN)
        elif state == "ready":
            page.get_by_role("button", name="Start").click()
        elif state == "easier":
            page.locator("[data-panel=paused] [data-do=easier]").click()
        elif state == "stop":
            page.keyboard.press("Escape")
            page.locator(".bb-player__keys [data-do=stop]").click()
        for key in keys.split(" ") if keys.strip() else [keys] * bool(keys):
            page.keyboard.press(key)
        found[f"{state}, light"] = axe_faults(in_scheme(page, "light"))
        found[f"{state}, dark"] = axe_faults(in_scheme(page, "dark"), *OF_A_SCHEME)
        if state in ("ready", "working", "rest"):
            assert page.locator("[data-text=count]").bounding_box()["height"] >= 96  # type: ignore[index]
            small = page.locator(f"{PLAYER} button:visible").evaluate_all(
                "all => all.filter((one) => one.getBoundingClientRect().height < 56).map((one) => one.textContent)"
            )
            assert small == [], state
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert {state: faults for state, faults in found.items() if faults} == {}


CUT = """() => {
  const parts = ["now", "now > *", "keys", "keys button"].map((name) => `.bb-player__${name}`).join();
  return [...document.querySelectorAll(parts)].filter((one) => {
    const {left, top, right, bottom} = one.getBoundingClientRect();
    const isOut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    return one.checkVisibility() && (isOut || one.scrollWidth > one.clientWidth + 1);
  }).map((one) => one.className || one.textContent);
}"""
"""What of the player is cut off, or out of the window."""

WINDOWS = [(320, 568), (390, 844), (844, 390), (768, 1024), (1600, 900)]


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_player_fits_every_window(tab: OpenTab, width: int, height: int) -> None:
    """Nothing is cut off or covered, the picture keeps its room, and a shaking hand hits every control."""
    page = tab(width, height)
    play(page)
    for kind in ("change", "work", "sides", "rest"):
        until(page, kind)
        assert page.evaluate(CUT) == [], kind
        assert page.locator("[data-text=count]").bounding_box()["height"] >= 96  # type: ignore[index]
        assert page.locator(".bb-player__fig").bounding_box()["height"] >= 90  # type: ignore[index]
        assert_large(page, ".bb-player__keys button")
    page.locator(".bb-player__keys [data-do=stop]").click()
    assert_large(page, "[data-panel=stop] :is(button, .bb-tel a)")
    for control in page.locator("[data-panel=stop] :is(button, .bb-tel a)").all():
        expect(control).to_be_in_viewport()


def until(page: Page, kind: str) -> None:
    """Go on to the next step of a kind."""
    for _ in range(20):
        if page.locator(PLAYER).get_attribute("data-kind") == kind:
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"there is no {kind}")


def assert_large(page: Page, selector: str) -> None:
    """Each is at least 56 pixels high and wide."""
    boxes = [box for one in page.locator(selector).all() if one.is_visible() and (box := one.bounding_box())]
    assert boxes
    assert [box for box in boxes if min(box["height"], box["width"]) < 55.9] == []


def test_only_the_player_is_there_for_readers_and_keys(page: Page) -> None:
    """What lies under it is not in the accessibility tree, nor is the count; the focus does not get out."""
    play(page, "train.html#plan=upper-crossed-syndrome/1")
    page.keyboard.press("ArrowRight")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    named = [(one["role"]["value"], one.get("name", {}).get("value", "")) for one in nodes if not one["ignored"]]
    assert [name for role, name in named if role == "button"] == [
        "Back", "Pause", "Set done", "Easier", "I have to stop", "End",
    ]  # fmt: skip
    assert not {role for role, _ in named} & {"link", "navigation", "contentinfo", "image", "progressbar"}
    assert not [name for role, name in named if role == "StaticText" and name.isdigit()]
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(f"document.activeElement === document.body || {INSIDE}")


INSIDE = "document.querySelector('.bb-player').contains(document.activeElement)"
"""Whether the focus is in the player."""


def test_focus_comes_back_to_where_it_was(page: Page) -> None:
    """After a pause by keyboard to the button; after a press by finger to the player, where the space bar pauses."""
    play(page)
    pause = page.locator(".bb-player__keys [data-do=pause]")
    pause.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-panel=paused]")).to_be_focused()
    page.keyboard.press(" ")
    expect(pause).to_be_focused()
    page.locator(".bb-player__keys [data-do=next]").click()
    expect(page.locator(PLAYER)).to_be_focused()
    until(page, "rest")
    page.locator("[data-do=more]").focus()
    page.clock.fast_forward(14_000)
    page.keyboard.press("ArrowRight")
    page.clock.run_for(40)
    assert page.evaluate(INSIDE)


def test_readers_of_the_screen_are_given_what_is_there(page: Page) -> None:
    """State by state: where one is, what it is called, what can be pressed in the order of the page, no number."""
    play(page, "train.html#plan=left-right-imbalance/1")
    player = page.locator(PLAYER)
    states = [
        ("Exercise 1 of 3", "Get ready", "Skip"),
        ("Exercise 1 of 3", "The side that tires first", "Set done"),
        ("Exercise 1 of 3", "Change sides", "Skip"),
    ]
    for number, kind, onward in states:
        expect(player).to_match_aria_snapshot(
            f'''
            - dialog "Train along":
              - paragraph:
                - text: {number}
                - strong: Single-arm cable row
              - paragraph:
                - strong: {kind}
              - paragraph
              - paragraph:
                - button "Back"
                - button "Pause"
                - button "{onward}"
              - paragraph:
                - button "Easier"
                - button "I have to stop"
                - button "End"
            '''
        )
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(player).to_match_aria_snapshot(
        """
        - dialog "Train along":
          - paragraph:
            - text: Exercise 2 of 3
            - strong: Suitcase carry
          - paragraph:
            - strong: Rest
          - paragraph: "Next: Suitcase carry, 1 set of 10 metres"
          - paragraph:
            - button "Back"
            - button "Pause"
            - button "15 s more"
            - button "Skip"
        """
    )
    for name, first in {"Paused": "Go on", "Easier": "Go on", "I have to stop": "End the session"}.items():
        page.get_by_role("button", name="Pause" if name == "Paused" else name).locator("visible=true").first.click()
        panel = page.get_by_role("region", name=name)
        expect(panel.get_by_role("heading", level=2)).to_have_text(name)
        expect(panel).to_be_focused()
        expect(panel.get_by_role("button").first).to_have_text(first)
        assert page.get_by_role("dialog").locator(".bb-player__keys button").locator("visible=true").count() == 0
        page.keyboard.press("Escape")


def test_sides_that_change_with_each_repetition_are_counted_in_one_go(page: Page) -> None:
    """A dead bug: both sides together, the picture turned round for the other side; the dose is said for each."""
    play(page, "train.html#plan=lower-crossed-syndrome/1")
    player, title = page.locator(PLAYER), page.locator("[data-text=title]")
    for _ in range(40):
        if title.text_content() == "Dead bug" and player.get_attribute("data-kind") == "work":
            break
        page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Dead bug")
    expect(page.locator("[data-text=unit]")).to_have_text("of 12")
    expect(page.locator("[data-text=side]")).to_have_text("")
    assert player.get_attribute("data-other") is None
    passes(page, 5)
    expect(page.locator("[data-text=count]")).to_have_text("1")
    assert player.get_attribute("data-other") == ""
    passes(page, 4)
    assert player.get_attribute("data-other") is None


def test_what_is_needed_is_named_once(page: Page) -> None:
    """A dumbbell or a bag, whichever stands first in the exercises."""
    page.goto("train.html#plan=left-right-imbalance/2")
    needed = page.locator("[data-text=equipment]")
    expect(needed).to_have_text(re.compile("Dumbbell or shopping bag with handles; Bench or sturdy chair; "))
    assert (needed.text_content() or "").lower().count("shopping bag") == 1


def test_easier_exercise_takes_the_place_of_one(page: Page) -> None:
    """The session waits meanwhile, gives time to get ready, and has as many sets as before."""
    play(page, "train.html#v=1&e=prone-ytw&d=2+sets+of+8")
    page.keyboard.press("ArrowRight")
    page.locator(".bb-player__keys [data-do=easier]").click()
    page.get_by_role("button", name="Do this one: Wall slide").click()
    expect(page.locator("[data-text=title]")).to_have_text("Wall slide")
    expect(page.locator("[data-text=kind]")).to_have_text("Get ready")
    expect(page.locator(STATUS)).to_have_text(re.compile("Wall slide"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-text=set]")).to_have_text("Set 1 of 2")
    page.locator(".bb-player__keys [data-do=pause]").click()
    page.get_by_label("A soft beep").check()
    page.locator("[data-panel=paused]").get_by_role("button", name="Go on").click()
    expect(page.locator("[data-text=title]")).to_have_text("Wall slide")


def test_plan_on_paper_has_nothing_to_press(page: Page) -> None:
    """Only what is done, how much of it, and when to stop."""
    page.goto(PLAN)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".bb-train .bb-care--stop").first).to_be_visible()
    expect(page.locator(".bb-rows li").first).to_be_visible()
    expect(page.locator(".bb-train :is(button, input):visible")).to_have_count(0)


def test_pauses_do_not_count_as_training(page: Page) -> None:
    """Neither in what is said at the end nor in what the log is given."""
    play(page)
    passes(page, 60)
    page.keyboard.press(" ")
    page.clock.fast_forward(20 * 60_000)
    page.locator("[data-panel=paused]").get_by_role("button", name="Go on").click()
    passes(page, 60)
    page.keyboard.press(" ")
    page.clock.fast_forward(5 * 60_000)
    page.locator("[data-panel=paused]").get_by_role("button", name="End the session").click()
    expect(page.locator("[data-text=sum]")).to_contain_text("exercises, 2 min.")


def test_link_to_a_place_on_the_page_changes_nothing(page: Page) -> None:
    """As the skip link is one."""
    page.goto(PLAN)
    expect(page.locator("[data-text=name]")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert address_of(page).endswith("#content")
    expect(page.locator("[data-text=name]")).to_be_visible()


def test_plan_that_is_remembered_stays_so_while_another_is_looked_at(page: Page) -> None:
    """Its settings hold for the other too; and a sheet is kept on its own page, not here."""
    page.goto(PLAN)
    page.get_by_label("I count them myself").check()
    page.get_by_label("Remember this plan").check()
    page.goto("about:blank")
    page.goto("train.html#plan=upper-crossed-syndrome/1")
    expect(page.get_by_label("Remember this plan")).not_to_be_checked()
    expect(page.get_by_label("I count them myself")).to_be_checked()
    page.get_by_label("A soft beep").check()
    page.goto("about:blank")
    page.goto("train.html")
    expect(page.locator("h1")).to_have_text("Left–right imbalance")
    page.goto("about:blank")
    page.goto(SHEET)
    expect(page.get_by_label("Remember this plan")).to_be_hidden()


def test_way_back_pauses_before_it_ends(page: Page) -> None:
    """A slip of the hand loses nothing."""
    play(page)
    page.go_back()
    expect(page.locator("[data-panel=paused]")).to_be_visible()
    page.go_back()
    expect(page.locator(".bb-train__done h2")).to_have_text("Session ended")


def test_device_that_slept_finds_the_session_paused(page: Page) -> None:
    """Where it stood, with a way to go on."""
    play(page)
    page.clock.run_for(5000)
    page.clock.fast_forward(600_000)
    page.clock.run_for(40)
    expect(page.locator("[data-panel=paused]")).to_be_visible()
    page.locator("[data-panel=paused] [data-do=go-on]").click()
    expect(page.locator("[data-text=count]")).to_have_text("25")


def test_steps_are_shown_in_pieces_that_can_be_read(page: Page) -> None:
    """One after the other while getting ready, each for some seconds; in a set the steps in their turn."""
    play(page, "train.html#plan=upper-crossed-syndrome/3")
    seen: list[str] = []
    now = "[document.querySelector('.bb-player').dataset.kind, document.querySelector('[data-text=cue]').textContent]"
    while (found := page.evaluate(now))[0] == "change":
        seen += found[1:] if found[1:] != seen[-1:] else []
        page.clock.fast_forward(1000)
    setup = page.evaluate("sheetData.exercises[trainPlan.read(location.hash.slice(1)).entries[0].slug].setup")
    assert "".join(seen).replace(" ", "") == setup.replace(" ", "")
    assert all(len(cue) <= 140 for cue in seen)
