"""What is noticed as danger, what is not, and what is said then. Distressing content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.loading.helplines import read_helplines
from chatbot.loading.language import read_language
from chatbot.loading.lexicon import read_safety
from chatbot.loading.places import read_gazetteer
from chatbot.loading.tree import Report
from chatbot.messages import Channel
from chatbot.safety.lexicon import ROOM, TOGETHER, Concern, Pattern, Tier
from chatbot.safety.replying import safety_text
from chatbot.safety.screening import screen
from chatbot.understanding.words.signs import Phrase

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"
DEVELOPMENT_SET = ROOT.parent / "shared" / "safety_dev.jsonl"
import_module("gsm0338")  # registers the codec gsm03.38
REPORT = Report()
HELPLINES = read_helplines(FLOWS, REPORT)
NAMES = read_gazetteer(FLOWS / "places", REPORT).names
LANGUAGE = read_language(FLOWS, (), REPORT)
LEXICON = read_safety(FLOWS, HELPLINES, LANGUAGE, NAMES, REPORT)
NATIONS = ("", "England", "Scotland", "Wales", "Northern Ireland", "Jersey")

SUICIDE, EMERGENCY, ABUSE, ADVICE, EATING = Concern
SHOWS = {
    "a plain wish to die": (SUICIDE, "I want to die"),
    "a burden": (SUICIDE, "theyd be better off without me"),
    "a goodbye": (SUICIDE, "ive written letters to my kids"),
    "means at hand": (SUICIDE, "im standing on the bridge"),
    "insulin as the means": (SUICIDE, "thinking about injecting all my lantus"),
    "a low left on purpose": (SUICIDE, "if i went low tonight i wouldnt treat it"),
    "self-harm": (SUICIDE, "3 months clean and i ruined it"),
    "a friend in danger": (SUICIDE, "my friend said she doesnt want to be here"),
    "an attempt in the past": (SUICIDE, "took an overdose last year"),
    "text-speak": (SUICIDE, "i wanna kms"),
    "letters apart": (SUICIDE, "gonna k m s tonight"),
    "a figure for a letter": (SUICIDE, "thinking about su1cide"),
    "censored": (SUICIDE, "s*icide is on my mind"),
    "misspelt": (SUICIDE, "im sucidal"),
    "letters repeated": (SUICIDE, "i want to dieee"),
    "trailing off": (SUICIDE, "i just want to... die"),
    "Scots": (SUICIDE, "ah dinnae want tae be here"),
    "not suicidal, but": (SUICIDE, "not suicidal but i dont want to be alive"),
    "behind a laugh": (SUICIDE, "haha no but really i want to die"),
    "beside an idiom": (SUICIDE, "this queue is killing me and i want to kill myself"),
    "unconscious, misspelt": (EMERGENCY, "my da is unconsious"),
    "about somebody else": (EMERGENCY, "mum is unconscious but im fine"),
    "low and alone": (EMERGENCY, "hypo and im on my own"),
    "keeps nothing down": (EMERGENCY, "cant keep water down"),
    "no insulin": (EMERGENCY, "ive run out of insulin"),
    "wrong insulin": (EMERGENCY, "took novorapid instead of lantus"),
    "not only diabetes": (EMERGENCY, "pain in my chest"),
    "still going on": (EMERGENCY, "had a bad hypo yesterday and still throwing up, sugars 22"),
    "SOS in pictures": (EMERGENCY, "🆘"),
    "hit": (ABUSE, "my husband hits me"),
    "insulin withheld": (ABUSE, "my mum hides my insulin"),
    "online": (ABUSE, "a guy online is blackmailing me"),
    "forced to marry": (ABUSE, "being forced to marry"),
    "Welsh": (ABUSE, "mae fy ngwr yn fy nharo"),
    "is it high": (ADVICE, "is 9.5 too high"),
    "what one learns": (ADVICE, "what is dka"),
    "what is wrong": (ADVICE, "have i got neuropathy"),
    "insulin left out for weight": (EATING, "i skip insulin to lose weight"),
    "kept high": (EATING, "i keep my sugars high so i lose weight"),
    "made sick": (EATING, "i make myself sick after eating"),
}
MEANS_NO_HARM = """Killingworth|Hanging Heaton|Killyleagh|Dead Maids|Battle|Blackmill|Guilt Cross
this queue is killing me|I could murder a coffee|dying to meet other diabetics|dead excited
I can't go on Tuesdays|no point sending me groups in london|the battery died|hang on
hypo yesterday, fine now|had dka ten years ago|I had a hypo at work last week
scared of hypos|hypo unaware|low in the mornings|low battery|how much is it to join
I need step free|my daughter was diagnosed last week|burnout|diabetes burnout group please
fed up with diabetes|no one at my school has it|I feel alone with my diabetes|bit down today
I'm not suicidal|no thoughts of harming myself|I do not have an eating disorder|not bulimic
my brother doesn't hit me|my son hit 14 last week|my husband hits the gym on mondays
I volunteer for samaritans|watching a film about suicide|my mum died of complications
can I bring my husband|should I bring my kit|is 7pm ok|what time is it|unit 3 the old mill
I skipped that question|I missed your text|I left my glasses at home|lost the leaflet
binge watching netflix|I love food|goodbye for now|night night|done thanks|end|quit|give up
touch of flu last week, over it|passed out leaflets|sick of traffic|in touch|dead on 7
me|my son|2|1 3|2 and 4|none of them|in person, evenings only|i am 17|i'm 13|LS6|M14 5RT
PEER 48217|video call please|women only please|I use a stick so need a lift|help|stop|more
need help to fill in the form|I'm pregnant and would like to meet others|type 1 for 20 years"""
HARMLESS = [text for line in MEANS_NO_HARM.splitlines() for text in line.split("|")]
EVERY = [(pattern, phrase) for pattern in LEXICON.patterns for phrase in pattern.phrases]
CLEAR = [(one, phrase) for one, phrase in EVERY if one.tier is Tier.CLEAR and not phrase.whole]


def concerns(text: str) -> list[Concern]:
    return [finding.concern for finding in screen(LEXICON, text)]


def said(text: str, nation: str = "", *, repeat: bool = False) -> str:
    findings = screen(LEXICON, text)
    return safety_text(LEXICON, findings, nation=nation, channel=Channel.SMS, repeat=repeat)


def written_out(phrase: Phrase, nth: int = 0) -> str:
    """One text that the phrase should be found in, without what may be missing.

    ``nth`` says which of the alternatives stand in it.
    """
    words = []
    for slot in phrase.slots:
        if not (slot.optional or slot.shuns):
            starts = list(slot.starts)
            first = starts[nth * 7 % len(starts)]
            words += [first, *slot.starts[first][nth % len(slot.starts[first])]]
    near = [written_out(each, nth) for each in phrase.near]
    beside = [written_out(each, nth) for each in phrase.beside]
    return ". ".join([", ".join([" ".join(words), *near]), *beside])


SAMPLES = 12
NOT_CLEAR = {Tier.CLEAR: (), Tier.UNCLEAR: (Tier.CLEAR,)}


def found_in(pattern: Pattern, phrase: Phrase) -> str:
    """The first text of a phrase in which it counts as much as its pattern says, "" if none."""
    for nth in range(SAMPLES):
        text = written_out(phrase, nth)
        if pattern.tier is Tier.HINT:
            if any(hit[0] is pattern for hit in LEXICON.search.hits(LEXICON.reader.read(text))):
                return text
        elif any(
            one.concern is pattern.concern
            and (pattern.tier, one.tier) != (Tier.CLEAR, Tier.UNCLEAR)
            for one in screen(LEXICON, text)
        ):
            return text
    return ""


def stands_anywhere(phrase: Phrase) -> bool:
    """Whether it asks nothing of the words before and behind it."""
    asks = phrase.opens or phrase.closes or phrase.shunned or any(s.shuns for s in phrase.slots)
    return not asks and all(map(stands_anywhere, (*phrase.near, *phrase.beside)))


PLAIN = [(p, text) for p, each in CLEAR if stands_anywhere(each) and (text := found_in(p, each))]
"""Every clear phrase that may stand anywhere, as a text."""


def test_the_shipped_safety_content_has_no_mistakes() -> None:
    assert REPORT.problems == []


@pytest.mark.parametrize(("concern", "text"), SHOWS.values(), ids=SHOWS)
def test_danger_is_noticed(concern: Concern, text: str) -> None:
    assert concern in concerns(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_an_ordinary_text_sets_nothing_off(text: str) -> None:
    assert screen(LEXICON, text) == ()


@pytest.mark.parametrize("pattern", LEXICON.patterns, ids=lambda pattern: pattern.id)
def test_every_phrase_can_be_found_as_it_is_written(pattern: Pattern) -> None:
    assert [phrase.written for phrase in pattern.phrases if not found_in(pattern, phrase)] == []


@given(
    st.integers(0, len(PLAIN) - 1),
    st.sampled_from(["", "hello there ", "I live in Leeds. ", "Yes please, online. "]),
    st.sampled_from(["", " please", ". I live in Hull", " 😔", "!!!"]),
    st.sampled_from([str.lower, str.upper, str.title, str.swapcase]),
)
def test_a_clear_phrase_is_found_in_any_casing_behind_and_before_anything(
    which: int, before: str, after: str, cased: Callable[[str], str]
) -> None:
    pattern, text = PLAIN[which]
    text = cased(before + text + after)
    found = screen(LEXICON, text)
    assert (pattern.concern, Tier.CLEAR) in [(one.concern, one.tier) for one in found], text


@given(st.text())
def test_whatever_is_texted_nothing_breaks_and_the_answer_is_always_the_same(text: str) -> None:
    found = screen(LEXICON, text)
    assert found == screen(LEXICON, text)
    assert len({finding.concern for finding in found}) == len(found)


@given(
    st.lists(st.sampled_from([text for _, text in SHOWS.values()]), min_size=1, max_size=4),
    st.sampled_from(NATIONS),
    st.sampled_from(Channel),
    st.booleans(),
)
def test_whatever_comes_together_the_reply_fits_and_says_999(
    texts: list[str], nation: str, channel: Channel, repeat: bool
) -> None:
    findings = screen(LEXICON, ". ".join(texts))
    reply = safety_text(LEXICON, findings, nation=nation, channel=channel, repeat=repeat)
    assert 0 < len(reply) <= (TOGETHER if len(findings) > 1 else ROOM)[channel]
    assert "999" in reply


def test_a_joke_lowers_what_was_said_but_does_not_take_it_back() -> None:
    tiers = [screen(LEXICON, text)[0].tier for text in ("i want to die", "i want to die lol")]
    assert tiers == [Tier.CLEAR, Tier.UNCLEAR]


def test_several_concerns_come_back_most_urgent_first() -> None:
    text = "he hits me. i want to die. how many units should i take. no insulin left"
    assert concerns(text) == [EMERGENCY, SUICIDE, ABUSE, ADVICE]


def test_a_finding_names_the_rule_and_the_words() -> None:
    (found,) = screen(LEXICON, "Hello. I want to die.")
    assert found.rule in {pattern.id for pattern in LEXICON.patterns}
    assert found.words.endswith("want to die") and found.span[1] == 6


def test_a_wish_to_die_is_answered_with_a_way_to_talk_and_a_way_to_text() -> None:
    for nation in NATIONS:
        for repeat in (False, True):
            reply = said("I want to die", nation, repeat=repeat)
            assert "85258" in reply
            assert "999" in reply
            assert ("116 123" in reply) == (nation != "Northern Ireland")


def test_a_life_in_danger_twice_over_is_answered_both_ways() -> None:
    for nation in NATIONS:
        reply = said("mum is unconscious. i want to die", nation)
        assert reply.startswith("This sounds urgent. Call 999 now")
        assert "85258" in reply


def test_the_emergency_reply_does_not_depend_on_the_reading() -> None:
    assert said("ketones 1.6") == said("ketones 6.0") == said("he wont wake up")


def test_there_is_no_nhs_111_in_northern_ireland() -> None:
    for text in ("he wont wake up", "how many units for a pizza"):
        for repeat in (False, True):
            assert "111" not in said(text, "Northern Ireland", repeat=repeat)
            assert "111" in said(text, "Wales", repeat=repeat)
            assert "Northern Ireland" in said(text, repeat=repeat)


@pytest.mark.skipif(not DEVELOPMENT_SET.exists(), reason=f"no {DEVELOPMENT_SET.name} to count on")
def test_the_development_texts_are_counted() -> None:
    rows = [json.loads(line) for line in DEVELOPMENT_SET.read_text(encoding="utf-8").splitlines()]
    total, right = Counter[str](), Counter[str]()
    for row in rows:
        half = "ab"[sha256(row["text"].encode()).digest()[0] % 2]  # only misses of a were read
        found = {str(concern) for concern in concerns(row["text"])} or {"none"}
        total[f"{row['label']} {half}"] += 1
        right[f"{row['label']} {half}"] += bool(found & {row["label"], *row.get("also_ok", ())})
    print(*(f"{key}: {right[key]}/{total[key]}" for key in sorted(total)), sep="\n")
    assert right["none a"] + right["none b"] >= 0.98 * (total["none a"] + total["none b"])
    assert sum(right.values()) >= 0.8 * len(rows)
