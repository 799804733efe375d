"""The laws of the design, whatever anyone texts, in whatever order, on either channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.channels.twilio import twiml
from chatbot.content import Content
from chatbot.conversation import from_json, to_json
from chatbot.directory import SAID_AS, Directory, Strength
from chatbot.engine import advance
from chatbot.facts import Fact
from chatbot.flow import Question
from chatbot.messages import MAX_TEXT, Channel, Inbound, Media, Pin
from chatbot.rehearsal import NUMBER, Phone
from chatbot.segments import is_gsm, segments

SAYINGS = (
    "hi", "peer", "Leeds", "mancester", "LS6 2AB", "Newport", "in Inverness", "Stornoway", "BT7",
    "1", "2", "3", "4", "1 and 3", "2 an 3", "14", "99", "the second one", "all", "none", "no",
    "yes", "nah", "dunno", "anywhere", "me", "my daughter", "mum of a 7yr old", "im 15", "my mate",
    "online", "not online", "face to face", "phone", "forum", "anything but zoom", "wheelchair",
    "BSL and captions", "urdu", "women only", "free", "camera off", "evenings", "pregnant",
    "actually York", "change", "change place", "back", "bakc", "restart", "menu", "help", "more",
    "list", "share", "share 2", "skip", "skpi", "done", "privacy", "stop", "start", "end",
    "thanks x", "sorry", "bye", "is it free?", "who runs this", "stop texting me", "👍", "♿",
    "", "   ", "\x00\x08", "\ud800", "نعم", "a" * 2_000, "😀" * 400, "Rowan Parents", "asdfgh",
    "the other ones", "kms", "i want to die", "STOP\nthanks", "PEER 48217 Leeds online",
)  # fmt: skip
TAPS = ("who:parent", "meet:online", "groups:rowan-parents", "needs:bsl", "who:nobody", "x", ":")
texts = st.one_of(st.sampled_from(SAYINGS), st.text(max_size=200))
things = st.one_of(
    st.builds(lambda text: {"text": text}, texts),
    st.builds(lambda media: {"text": "", "media": media}, st.sampled_from(Media)),
    st.builds(
        lambda lat, lon: {"text": "", "pin": Pin(lat, lon)},
        st.floats(-90, 90),
        st.floats(-180, 180),
    ),
    st.builds(lambda tap: {"text": "x", "tapped": tap}, st.sampled_from(TAPS)),
)  # fmt: skip
JOURNEYS = (
    (),
    ("mum of a 7yr old just diagnosed, Leeds, evenings, online is best",),
    ("hi", "Manchester", "1", "1", "wheelchair"),
    ("hi", "Leeds", "me", "in person", "wheelchair and bsl"),
    ("hello", "LS6 2AB", "3", "2 3", "none"),
    ("im 15 and live in Cardiff, online", "skip"),
    ("peer", "Fort William", "my husband", "face to face", "hearing loop", "more"),
    ("hi", "skip", "skip", "skip", "skip", "1", "done", "2"),
    ("hi", "Newport", "1", "4", "any", "quiet", "back"),
)
"""Ways people go: from nothing to a list of groups and beyond."""
conversations = st.builds(
    lambda journey, acts: [*({"text": text} for text in journey), *acts],
    st.sampled_from(JOURNEYS),
    st.lists(things, max_size=6),
)
channels = st.sampled_from(Channel)
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def play(content: Content, directory: Directory, channel: Channel, acts: list[dict]) -> list:
    phone = Phone(content, directory, channel)
    return [(phone.conversation, phone.sends(**act)) for act in acts]


@many
@given(channels, conversations)
def test_every_text_gets_a_reply_unless_its_sender_has_opted_out(
    content: Content, directory: Directory, channel: Channel, acts: list[dict]
) -> None:
    for before, turn in play(content, directory, channel, acts):
        if turn.reply is None:
            assert before is not None and before.opted_out
            assert turn.conversation.opted_out
        else:
            assert turn.reply.text.strip()


@many
@given(
    channels, conversations, st.sampled_from(("i want to kill myself", "im going to end my life"))
)
def test_danger_is_answered_at_any_step_and_the_conversation_stays_where_it_was(
    content: Content, directory: Directory, channel: Channel, acts: list[dict], danger: str
) -> None:
    phone = Phone(content, directory, channel)
    for act in acts:
        phone.sends(**act)
    before = phone.conversation
    phone.now += timedelta(hours=2)
    reply = phone.texts(danger)
    assert "116 123" in reply or "999" in reply
    assert "85258" in reply
    assert phone.conversation is not None
    if before is not None:
        assert phone.conversation.now == before.now
        assert phone.conversation.step == before.step
        assert phone.conversation.opted_out == before.opted_out


@many
@given(channels, conversations)
def test_no_group_is_listed_without_the_care_note_and_the_line_that_we_cannot_vouch(
    content: Content, directory: Directory, channel: Channel, acts: list[dict]
) -> None:
    listed: set[str] = set()
    for _, turn in play(content, directory, channel, acts):
        if turn.reply is None:
            continue
        named = {s.id for s in directory.services if s.name in turn.reply.text}
        care = content.text("care_note", channel) in turn.reply.text
        vouch = content.text("vouch", channel) in turn.reply.text
        if care and vouch:
            listed |= named
        closed = {s.id for s in directory.services if f"{s.name} is closed" in turn.reply.text}
        assert named <= listed | closed


@many
@given(channels, conversations)
def test_every_reply_fits_its_channel(
    content: Content, directory: Directory, channel: Channel, acts: list[dict]
) -> None:
    for _, turn in play(content, directory, channel, acts):
        if turn.reply is None:
            continue
        assert len(turn.reply.text) <= MAX_TEXT
        assert len(turn.conversation.now.shown) <= 3
        if channel is Channel.SMS:
            assert is_gsm(turn.reply.text)
            assert segments(turn.reply.text) <= 3


def test_on_sms_every_question_is_one_segment(content: Content) -> None:
    phone = Phone(content, Directory())
    phone.texts("hi")
    for text in ("SKIP", "SKIP", "SKIP"):
        assert segments(phone.texts(text)) == 1


@many
@given(channels, conversations, texts)
def test_the_same_message_twice_is_one_step_and_two_identical_answers(
    content: Content, directory: Directory, channel: Channel, acts: list[dict], text: str
) -> None:
    phone = Phone(content, directory, channel)
    for act in acts:
        phone.sends(**act)
    inbound = Inbound("SM1", channel, NUMBER, text, phone.now + timedelta(minutes=1))
    first = advance(content, directory, phone.conversation, inbound)
    second = advance(content, directory, phone.conversation, inbound)
    assert first == second
    assert twiml(first.reply) == twiml(second.reply)


@many
@given(channels, conversations)
def test_a_must_have_is_never_broken_and_the_unknown_is_said(
    content: Content, directory: Directory, channel: Channel, acts: list[dict]
) -> None:
    said = content.said["find-group"]
    for _, turn in play(content, directory, channel, acts):
        now = turn.conversation.now
        needs = now.answers.get("needs", ())
        for service_id in now.shown:
            service = directory.by_id[service_id]
            for need in needs:
                assert service.fact(need) is not Fact.NO
            for audience, strength in service.audiences.items():
                if strength is Strength.ONLY:
                    assert SAID_AS[audience] in needs
            if now.answers.get("who") == ("young_person",):
                assert "young_person" in service.audiences
            if now.refused.get("meet"):
                assert service.formats - set(now.refused["meet"])
        reply = turn.reply.text if turn.reply else ""
        fresh = turn.why and any("tier" in why for why in turn.why)
        for service_id in now.shown if fresh else ():
            service = directory.by_id[service_id]
            line = next(row for row in reply.splitlines() if service.name in row)
            if "step_free" in needs and "in_person" in service.formats:
                unknown = service.fact("step_free", service.places[0]) is Fact.UNKNOWN
                here = "about" in line
                assert (said["step_free"] in line.casefold()) or not here
                assert ("not known" in line) or not (unknown and here)


def test_the_journeys_of_these_laws_do_reach_lists_of_groups(
    content: Content, directory: Directory
) -> None:
    for journey in JOURNEYS[1:]:
        phone = Phone(content, directory)
        listed = [bool(phone.sends(text).conversation.now.shown) for text in journey]
        assert any(listed), journey


@many
@given(channels, conversations)
def test_a_conversation_survives_being_written_out_and_read_back(
    content: Content, directory: Directory, channel: Channel, acts: list[dict]
) -> None:
    for _, turn in play(content, directory, channel, acts):
        written = to_json(turn.conversation)
        assert from_json(written) == turn.conversation
        assert NUMBER not in written
        assert "LS6 2AB" not in written and "2AB" not in written


@many
@given(channels, conversations)
def test_nobody_is_stuck_skip_leads_to_groups_and_stop_stops(
    content: Content, directory: Directory, channel: Channel, acts: list[dict]
) -> None:
    phone = Phone(content, directory, channel)
    for act in acts:
        phone.sends(**act)
    if phone.conversation is not None and phone.conversation.opted_out:
        phone.texts("START")
    phone.texts("RESTART")
    for _ in range(6):
        phone.texts("SKIP")
    assert phone.conversation is not None
    assert phone.conversation.step == "groups"
    assert phone.conversation.now.shown
    assert phone.texts("STOP")
    assert phone.texts("hello") == ""


@many
@given(channels, conversations)
def test_an_empty_directory_is_said_so_and_never_silence(
    content: Content, channel: Channel, acts: list[dict]
) -> None:
    for before, turn in play(content, Directory(), channel, acts):
        assert turn.reply is not None or (before is not None and before.opted_out)


@many
@given(st.lists(texts, max_size=8))
def test_going_back_as_often_as_one_went_forward_leads_to_the_first_question(
    content: Content, directory: Directory, said: list[str]
) -> None:
    phone = Phone(content, directory)
    phone.texts("hi")
    for text in said[:6]:
        phone.texts(text)
    if phone.conversation is not None and phone.conversation.opted_out:
        return
    for _ in range(20):
        phone.texts("BACK")
    assert phone.conversation is not None
    assert not phone.conversation.trail
    step = content.flows[0].by_name[phone.conversation.step]
    assert isinstance(step, Question)


def test_answers_are_forgotten_after_thirty_days(phone: Phone) -> None:
    for text in ("hi", "Leeds", "1", "2"):
        phone.texts(text)
    phone.now += timedelta(days=31)
    assert "automatic service" in phone.texts("hi")
    assert phone.conversation is not None
    assert not phone.conversation.now.answers
    assert not phone.conversation.trail


def test_whoever_opted_out_stays_so_however_long_ago(phone: Phone) -> None:
    phone.texts("hi")
    phone.texts("STOP")
    phone.now += timedelta(days=400)
    assert phone.texts("hi") == ""


def test_a_clock_without_a_timezone_is_refused() -> None:
    naive = datetime(2026, 11, 23, tzinfo=UTC).replace(tzinfo=None)
    try:
        Inbound("SM1", Channel.SMS, NUMBER, "hi", naive)
    except ValueError as error:
        assert "timezone" in str(error)
    else:
        raise AssertionError("a naive time was taken")
