"""The phone page in a real browser: typing, tapping, the keyboard, the small screen."""

from __future__ import annotations

import pytest

from .screen import Screen, words_of

pytestmark = pytest.mark.browser

CARE_NOTE = "Peer support works alongside your diabetes team."
ALL_AT_ONCE = "mum of a 7 year old just diagnosed, Leeds, evenings, online"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def test_somebody_types_and_holds_a_list_of_groups(screen: Screen) -> None:
    assert "Where do you live?" in screen.types("hello")
    assert "Who is it for?" in screen.types("mancester")
    assert "How would you like to meet?" in screen.types("my slef")
    assert "Do you need anything" in screen.types("1")
    listed = screen.types("skip")
    assert "1 " in listed and CARE_NOTE in listed and "cannot vouch" in listed
    assert screen.answers()["Place"].startswith("Manchester")
    assert screen.answers()["Who it is for"] == "18 or over"
    assert screen.shows("step") == "The list of groups"


def test_somebody_taps_through_on_whatsapp(screen: Screen) -> None:
    screen.whatsapp()
    screen.taps("PEER")
    screen.types("Leeds")
    assert "How would you like to meet?" in screen.taps("My child")
    screen.taps("Online by video")
    listed = screen.taps("Captions")
    assert CARE_NOTE in listed
    assert screen.answers()["What you need"] == "captions"
    first = screen.chips.locator(".tap").first.inner_text()
    assert first.removeprefix("1 ") in screen.taps(first)
    assert screen.last.locator("strong").first.inner_text() == first.removeprefix("1 ")


def test_on_sms_a_tap_sends_the_number(screen: Screen) -> None:
    screen.types("hello")
    screen.types("Leeds")
    screen.taps("3 My child")
    mine = screen.page.locator("#log .mine .said").last
    assert words_of(mine) == "3"
    assert screen.answers()["Who it is for"] == "parent"


def test_each_channel_has_its_own_conversation(screen: Screen) -> None:
    sms = screen.types("hello")
    screen.whatsapp()
    assert screen.page.locator("#log .entry").count() == 0
    assert screen.page.locator("#phone").get_attribute("data-channel") == "whatsapp"
    assert "Where do you live?" in screen.types("hello")
    assert screen.last.locator("strong").count() > 0
    screen.page.get_by_label("SMS", exact=True).check()
    assert words_of(screen.last) == sms


def test_a_text_delivered_twice_is_answered_the_same_and_moves_nothing(screen: Screen) -> None:
    screen.types("hello")
    reply = screen.types("Leeds")
    words = screen.last.locator(".said").inner_text()
    before = (screen.shows("step"), screen.shows("cost"), screen.answers())
    again = screen.presses("Deliver the last text again")
    assert screen.last.locator(".said").inner_text() == words
    assert "Who is it for?" in reply
    assert "Duplicate: the same answer as before" in again
    assert (screen.shows("step"), screen.shows("cost"), screen.answers()) == before


def test_a_new_person_begins_with_an_empty_screen(screen: Screen) -> None:
    first = screen.number
    screen.types("hello")
    screen.page.get_by_role("button", name="New person").click()
    screen.page.wait_for_function(
        "n => document.querySelector('#from-number').innerText !== n", arg=first
    )
    assert screen.page.locator("#log .entry").count() == 0
    assert screen.shows("in-texts") == "0"
    assert screen.page.locator("#conversation option").count() == 1
    assert "Where do you live?" in screen.types("hello")


def test_another_number_keeps_the_earlier_ones(screen: Screen) -> None:
    first = screen.number
    screen.types("im in Leeds")
    screen.page.get_by_role("button", name="Another number").click()
    screen.page.wait_for_function(
        "() => document.querySelectorAll('#conversation option').length === 2"
    )
    assert screen.answers() == {}
    screen.page.get_by_label("Number", exact=True).select_option(label=f"{first} by SMS")
    assert screen.number == first
    assert screen.answers()["Place"].startswith("Leeds")


def test_a_map_pin_is_a_place(screen: Screen) -> None:
    screen.types("hello")
    screen.page.get_by_label("Place", exact=True).select_option("Inverness")
    screen.presses("Send a map pin")
    assert "IV" in screen.answers()["Place"] or "Inverness" in screen.answers()["Place"]


def test_something_without_words_gets_a_friendly_text(screen: Screen) -> None:
    screen.types("hello")
    for thing in ("Picture", "Voice note", "Sticker", "Contact card"):
        assert "Thank you" in screen.presses(thing)


def test_after_stop_there_is_no_reply_until_start(screen: Screen) -> None:
    screen.types("hello")
    assert "no more texts" in screen.presses("Text STOP")
    assert screen.shows("opted-out") == "Yes"
    assert "No reply (opted out)" in screen.types("hello?")
    assert "Where do you live?" in screen.presses("Text START")
    assert screen.shows("opted-out") == "No"


def test_length_and_cost_are_shown_and_add_up(screen: Screen) -> None:
    screen.types("hello")
    screen.types("Leeds")
    measures = screen.page.locator("#log .theirs .measure").all_inner_texts()
    out = sum(int(measure.split()[0]) for measure in measures)
    assert screen.shows("out-segments") == str(out)
    assert screen.shows("in-texts") == "2" and screen.shows("in-characters") == "10"
    assert screen.shows("cost") == f"{out * 4}p"
    screen.page.get_by_label("Pence for one segment").fill("50")
    assert screen.shows("cost") == (f"£{out / 2:.2f}" if out > 1 else "50p")
    screen.types("ŵ")
    assert "UCS-2" in screen.page.locator("#log .mine .measure").last.inner_text()


def test_markup_in_a_text_stays_text(screen: Screen) -> None:
    for channel in ("sms", "whatsapp"):
        if channel == "whatsapp":
            screen.whatsapp()
        text = "<img src=x onerror=alert(1)> *<script>alert(2)</script>*"
        screen.types(text)
        said = screen.page.locator("#log .mine .said").last
        assert "<img src=x onerror=alert(1)>" in said.inner_text()
        assert screen.page.locator("#log img, #log script").count() == 0


def test_everything_can_be_done_by_keyboard(screen: Screen) -> None:
    keyboard = screen.page.keyboard
    screen.page.get_by_label("Your text").focus()
    for text in ("hello", "Leeds"):
        before = screen.page.locator("#log .entry").count()
        keyboard.type(text)
        keyboard.press("Enter")
        screen.answered(before)
    keyboard.press("Shift+Tab")
    focused = "document.activeElement.closest('#chips') !== null"
    assert screen.page.evaluate(focused)
    before = screen.page.locator("#log .entry").count()
    keyboard.press("Enter")
    assert "How would you like to meet?" in screen.answered(before)
    screen.page.wait_for_function(f"() => {focused}")
    screen.page.get_by_label("Your text").focus()
    keyboard.press("ArrowUp")
    keyboard.press("ArrowUp")
    assert screen.page.get_by_label("Your text").input_value() == "hello"
    keyboard.press("Shift+Enter")
    keyboard.type("there")
    assert screen.page.get_by_label("Your text").input_value() == "hello\nthere"


def test_the_tab_key_reaches_every_control_in_order(screen: Screen) -> None:
    screen.types("hello")
    controls = "a[href], button:enabled, input, select, textarea, summary, #screen"
    count = screen.page.locator(controls).count() - 1  # the two radio buttons are one stop
    screen.page.evaluate("document.activeElement.blur()")
    seen = []
    for _ in range(count + 2):
        screen.page.keyboard.press("Tab")
        seen.append(screen.page.evaluate("document.activeElement.outerHTML"))
    assert len(set(seen) - {screen.page.evaluate("document.body.outerHTML")}) >= count


def test_a_text_that_does_not_arrive_can_be_sent_again(screen: Screen) -> None:
    page = screen.page
    page.route("**/twilio/messages", lambda route: route.abort())
    assert "cannot be reached" in screen.types("hello")
    page.unroute("**/twilio/messages")
    page.route("**/phone/sign", lambda route: route.fulfill(status=200, json={"signature": "no"}))
    screen.types("hello")
    assert "403" in screen.last.inner_text()
    page.unroute("**/phone/sign")
    page.get_by_role("button", name="Try again").last.click()
    page.locator("#log .theirs").wait_for()
    assert "Where do you live?" in screen.last.inner_text()
    assert all("Failed to load resource" in fault for fault in screen.faults)
    screen.faults.clear()


def test_a_service_that_is_away_says_so(screen: Screen) -> None:
    twiml = "<Response><Message>Sorry. Please text again in 10 minutes.</Message></Response>"
    answer = {"status": 503, "content_type": "text/xml", "body": twiml}
    screen.page.route("**/twilio/messages", lambda route: route.fulfill(**answer))
    said = screen.types("hello")
    assert "503" in said and "again in 10 minutes" in said
    assert screen.shows("in-texts") == "0"
    screen.faults.clear()


def test_a_small_screen_shows_the_phone_first_and_folds_the_rest(open_screen) -> None:
    for width in (360, 320):
        screen = open_screen(viewport={"width": width, "height": 640})
        assert CARE_NOTE in screen.types(ALL_AT_ONCE)
        assert screen.page.locator(".panel[open]").count() == 0
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert screen.page.evaluate(wide) <= 0


def test_text_at_twice_its_size_still_fits(open_screen) -> None:
    screen = open_screen(viewport={"width": 640, "height": 900})
    screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    screen.types("hello")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert screen.page.evaluate(wide) <= 0
    assert screen.page.locator("#composer").is_visible()


def test_controls_are_large_enough_to_touch(screen: Screen) -> None:
    screen.types("hello")
    controls = "button, select, textarea, summary, .switch span, input:not([type=radio])"
    small = "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    assert screen.page.eval_on_selector_all(controls, small) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(open_screen, size: dict[str, int], scheme: str) -> None:
    axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
    screen = open_screen(viewport=size, color_scheme=scheme)

    def violations() -> list[str]:
        found = axe_api.Axe().run(screen.page).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

    assert violations() == []
    screen.unfolds()
    screen.types(ALL_AT_ONCE)
    screen.types("1")
    screen.presses("Deliver the last text again")
    assert violations() == []
    screen.whatsapp()
    screen.types(ALL_AT_ONCE)
    screen.presses("Text STOP")
    screen.types("hello")
    assert violations() == []
