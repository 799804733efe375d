"""What one contact may send: nobody who means it is held back, and nothing goes on for ever."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chatbot.traffic import (
    MINUTE,
    PAUSE,
    SPARE,
    Limits,
    Traffic,
    Verdict,
    admit,
    from_json,
    to_json,
    uk_day,
    went_out,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIMITS = Limits()
SMALL = Limits(per_minute=4, per_day=9, repeats=3)
ANSWER = Verdict.ANSWER


@dataclass
class Sender:
    """Somebody who texts, and what became of each text. Each reply is a new one, unless named."""

    limits: Limits = LIMITS
    now: datetime = NOON
    traffic: Traffic = field(default_factory=Traffic)
    count: int = 0
    went: list[tuple[datetime, Verdict]] = field(default_factory=list)

    def texts(
        self, text: str, *, after: float = 0, reply: str = "", danger: bool = False
    ) -> Verdict:
        self.now += timedelta(seconds=after)
        self.count += 1
        digest = self.traffic.sent[-1] if text == ECHO and self.traffic.sent else f"text {text}"
        came, verdict = admit(self.traffic, self.now, digest, self.limits)
        danger = danger and verdict is not Verdict.MACHINE
        said = verdict if verdict.word and not danger else ANSWER
        sent = said.word or reply or f"reply {self.count}"
        sent = "" if verdict in SILENCE and not danger else sent
        self.traffic = from_json(to_json(went_out(came, self.now, sent, said, danger=danger)))
        if sent and not danger:
            self.went.append((self.now, said))
        return verdict


SILENCE = (Verdict.SILENT, Verdict.MUTE, Verdict.MACHINE)


def test_six_thoughts_in_six_texts_are_all_answered() -> None:
    somebody = Sender()
    assert {somebody.texts(str(at), after=1) for at in range(6)} == {ANSWER}


@pytest.mark.parametrize(("times", "reply"), [(12, ""), (5, "the same")])
def test_the_same_short_answer_to_several_questions_is_no_loop(times: int, reply: str) -> None:
    somebody = Sender()
    assert {somebody.texts("yes", after=5, reply=reply) for _ in range(times)} == {ANSWER}


def test_a_child_who_presses_one_button_hears_it_once_and_then_nothing() -> None:
    child = Sender()
    came = [child.texts("1", after=2, reply="the details") for _ in range(9)]
    assert came == [ANSWER] * 6 + [Verdict.SAID_AGAIN] + [Verdict.SILENT] * 2
    assert child.texts("2") is ANSWER
    assert child.texts("1", reply="the details") is ANSWER


def test_what_is_not_understood_gets_three_replies_in_turn_and_stops_all_the_same() -> None:
    machine = Sender()
    came = [machine.texts("out of office", after=9, reply=f"{at % 3}") for at in range(10)]
    assert came == [ANSWER] * 8 + [Verdict.SAID_AGAIN, Verdict.SILENT]


def test_more_that_shows_other_groups_each_time_is_no_loop() -> None:
    somebody = Sender()
    assert {somebody.texts("more", after=5) for _ in range(30)} == {ANSWER}


def test_our_own_words_that_come_back_stop_even_when_they_speak_of_danger() -> None:
    machine = Sender()
    machine.texts("help", danger=True)
    came = [machine.texts(ECHO, danger=True) for _ in range(7)]
    assert came == [ANSWER] * 4 + [Verdict.MACHINE] * 3
    assert machine.texts("anything else") is ANSWER


def test_the_word_that_the_same_text_came_is_not_danced_around() -> None:
    machine = Sender()
    for _ in range(7):
        machine.texts("1", reply="r")
    assert machine.texts(ECHO) is Verdict.MACHINE


def test_a_text_of_another_hour_is_not_the_same_text_again() -> None:
    somebody = Sender()
    assert {somebody.texts("hi", after=PAUSE, reply="hello") for _ in range(20)} == {ANSWER}


def test_a_burst_is_told_once_to_slow_down_and_a_minute_later_all_is_as_new() -> None:
    fast = Sender()
    came = [fast.texts(str(at), after=0.5) for at in range(40)]
    assert came == [ANSWER] * 20 + [Verdict.SLOW_DOWN] + [Verdict.SILENT] * 19
    assert fast.texts("x", after=MINUTE + 1) is ANSWER
    assert {fast.texts(str(at)) for at in range(19)} == {ANSWER}


def test_the_last_word_of_a_day_is_said_once_and_midnight_frees() -> None:
    somebody = Sender()
    came = [somebody.texts(str(at), after=300) for at in range(104)]
    assert came == [ANSWER] * 100 + [Verdict.LAST_WORD] + [Verdict.SILENT] * 3
    somebody.now = datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)
    assert somebody.texts("still today") is Verdict.SILENT
    assert somebody.texts("tomorrow", after=1) is ANSWER


def test_what_answers_danger_uses_up_nothing() -> None:
    somebody = Sender()
    for at in range(300):
        somebody.texts(f"danger {at}", danger=True)
    assert {somebody.texts(str(at), after=4) for at in range(100)} == {ANSWER}


def test_beyond_the_ceiling_there_is_room_for_stop_and_then_none() -> None:
    over = Traffic(day="2026-11-23", replies=LIMITS.per_day, parted=True)
    came = []
    for _ in range(SPARE + 2):
        over, verdict = admit(over, NOON, "stop", LIMITS)
        came.append(verdict)
        over = went_out(over, NOON, f"r{over.replies}", ANSWER)
    assert came == [Verdict.SILENT] * SPARE + [Verdict.MUTE] * 2


@pytest.mark.parametrize("back", [1, MINUTE, 3 * PAUSE, 86_400, 40_000_000])
def test_a_clock_that_jumps_back_locks_nobody_out(back: int) -> None:
    fast = Sender()
    for at in range(25):
        fast.texts(str(at))
    fast.now -= timedelta(seconds=back)
    assert fast.texts("x", after=2 * MINUTE + 2) is ANSWER


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-28T23:30+00:00", "2026-03-28"),
        ("2026-03-29T00:59+00:00", "2026-03-29"),
        ("2026-03-29T23:30+00:00", "2026-03-30"),
        ("2026-07-01T22:59+00:00", "2026-07-01"),
        ("2026-07-01T23:00+00:00", "2026-07-02"),
        ("2026-10-24T23:00+00:00", "2026-10-25"),
        ("2026-10-25T23:30+00:00", "2026-10-25"),
        ("2026-12-31T23:59+00:00", "2026-12-31"),
        ("2027-01-01T04:00+05:00", "2026-12-31"),
        ("2027-03-28T23:30+00:00", "2027-03-29"),
        ("2027-10-31T23:30+00:00", "2027-10-31"),
    ],
)
def test_the_day_is_the_day_in_the_uk(moment: str, day: str) -> None:
    assert uk_day(datetime.fromisoformat(moment)).isoformat() == day


def test_the_words_are_standard_texts_and_silence_has_none() -> None:
    assert {verdict.word for verdict in Verdict} == {"slow_down", "said_again", "last_word", ""}
    assert not any(verdict.word for verdict in (*SILENCE, ANSWER))


# --- laws: whatever is sent, whenever -------------------------------------------------------

TEXTS = st.sampled_from("abc")
ECHO = "our last reply, word for word"
SENT = st.sampled_from(["a", "b", "c", ECHO])
GAPS = st.sampled_from([0, 0.4, 1, 7, 59, 61, 600, 3601, 20_000, 90_000])
STEPS = st.lists(st.tuples(SENT, GAPS, st.booleans(), st.booleans()), max_size=80)


def sent_with(steps, limits: Limits = SMALL) -> Sender:
    somebody = Sender(limits)
    for text, gap, same_reply, danger in steps:
        reply = "r" if same_reply else ""
        somebody.texts(text, after=gap, reply=reply, danger=danger)
    return somebody


@given(STEPS)
@example([(str(at), 0, False, False) for at in range(30)])
@example([(str(at), 16, False, False) for at in range(30)])
def test_no_minute_and_no_day_has_more_replies_than_its_limit_and_one_word(steps) -> None:
    went = sent_with(steps).went
    days = Counter(uk_day(at) for at, _ in went)
    assert all(count <= SMALL.per_day + 1 for count in days.values())
    words = Counter((uk_day(at), said) for at, said in went if said is Verdict.LAST_WORD)
    assert all(count == 1 for count in words.values())
    for first, _ in went:
        in_a_minute = [at for at, _ in went if 0 <= (at - first).total_seconds() < MINUTE]
        assert len(in_a_minute) <= SMALL.per_minute + 1


@given(STEPS, TEXTS)
def test_waiting_frees_whoever_was_held_back(steps, text: str) -> None:
    somebody = sent_with(steps)
    assert replace_now(somebody, hours=25).texts(text) is ANSWER


@given(STEPS)
def test_a_minute_frees_whoever_was_told_to_slow_down(steps) -> None:
    somebody = sent_with(steps)
    if somebody.texts("new") is Verdict.SLOW_DOWN and somebody.traffic.replies < SMALL.per_day:
        somebody.texts("one more at once")
        assert somebody.texts("another", after=MINUTE + 1) is ANSWER


def replace_now(somebody: Sender, *, hours: int) -> Sender:
    return replace(somebody, now=somebody.now + timedelta(hours=hours))


@given(st.lists(st.tuples(st.booleans(), st.floats(15.1, 5000)), max_size=9))
def test_whoever_stays_under_the_limits_is_always_answered(steps) -> None:
    somebody = Sender(SMALL)
    for at, (danger, gap) in enumerate(steps):
        assert somebody.texts(str(at), after=gap, danger=danger) is ANSWER


@given(STEPS, st.integers(2 * MINUTE + 1, 10**9))
def test_no_clock_that_jumps_back_locks_anybody_out(steps, back: int) -> None:
    somebody = sent_with(steps)
    somebody.now -= timedelta(seconds=back)
    if uk_day(somebody.now).isoformat() == somebody.traffic.day:
        assert somebody.traffic.replies >= SMALL.per_day or somebody.texts("z") is ANSWER
    else:
        assert somebody.texts("z") is ANSWER


@given(STEPS)
def test_only_what_comes_again_and_again_is_ever_a_machines(steps) -> None:
    """MACHINE is the one verdict under which danger is not looked for."""
    somebody = sent_with(steps)
    last = somebody.traffic.sent[-1:]
    for digest in ("text a", "text b", "text c", "text z", "r", *last):
        verdict = admit(somebody.traffic, somebody.now, digest, SMALL)[1]
        again = (digest,) == last or digest == somebody.traffic.text
        assert verdict is not Verdict.MACHINE or again


@given(
    st.builds(
        Traffic,
        day=st.sampled_from(["", "2026-11-23"]),
        replies=st.integers(0, 10**6),
        parted=st.booleans(),
        recent=st.lists(st.integers(0, 2**40)).map(tuple),
        slowed=st.integers(0, 2**40),
        text=st.text("0123456789abcdef", max_size=16),
        at=st.integers(0, 2**40),
        sent=st.lists(st.text("0123456789abcdef", min_size=16, max_size=16)).map(tuple),
        run=st.integers(0, 10**6),
        said=st.booleans(),
    )
)
def test_it_is_read_back_as_it_was_written(traffic: Traffic) -> None:
    assert from_json(to_json(traffic)) == traffic


def test_nothing_is_written_of_whom_nothing_is_known_and_little_of_others() -> None:
    assert from_json("") == Traffic() == from_json(to_json(Traffic()))
    somebody = Sender()
    for at in range(500):
        somebody.texts(str(at % 7), after=1, reply="x" * 16)
    assert len(to_json(somebody.traffic)) < 600
