"""The language of phrases that charities write, and how phrases are found in a text."""

from __future__ import annotations

import pytest

from chatbot.understanding.words.indexing import Index
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.tokens import tokenise

LISTS = {
    "pet": ("cat", "guinea pig", "small {size}"),
    "size": ("dog", "mouse"),
    "lately": ("last week", "{2..3} days ago"),
    "loop": ("{loop}",),
}


def found(written: str, text: str) -> str:
    """Return the first words of a text that a phrase finds, "" when it finds none."""
    tokens = tokenise(text)
    hits = Index.of([("", compile_phrase(written, LISTS, {}))]).hits(tokens)
    return " ".join(tokens[hits[0][1] : hits[0][2]]) if hits else ""


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("{4..42} weeks", "im 12 weeks today", "12 weeks"),
        ("{4..42} weeks", "im twenty two weeks today", "twenty two weeks"),
        ("{4..42} weeks", "im 3 weeks today", ""),
        ("{4..42} weeks", "im 43 weeks today", ""),
        ("{8..12}wks", "im 12wks", "12wks"),
        ("{8..12}wks", "im 12 wks", ""),
        ("{2..3}_days ago", "it was two days ago", "two days ago"),
        ("told {lately}", "told 3 days ago", "told 3 days ago"),
        ("feed|walk the {pet}", "walk the guinea pig", "walk the guinea pig"),
        ("the {pet}", "the small mouse", "the small mouse"),
        ("play .. sunday", "I play golf on a Sunday", "play golf on a sunday"),
        ("play .. sunday", "I play golf, Sunday is best", ""),
        ("play .. sunday", "I play so Sunday is out", ""),
        ("play .. sunday", "I play not on Sunday", ""),
        ("play ... sunday", "I play golf, on Sunday", "play golf , on sunday"),
        ("!for|past ten weeks !ago", "ten weeks gone", "ten weeks"),
        ("!for|past ten weeks !ago", "for ten weeks now", ""),
        ("!for|past ten weeks !ago", "ten weeks ago", ""),
        ("!three_or ten weeks", "three or ten weeks", ""),
        ("!three_or ten weeks", "two or ten weeks", "ten weeks"),
        ("a !big|small {pet}", "a cat", "a cat"),
        ("a !big|small {pet}", "a small dog", ""),
        (". sat|sun .", "free on sat", ""),
        (". sat|sun .", "zoom, sat, no kids", "sat"),
        (". sat|sun .", "sat", "sat"),
        (". sat", "sat in the hall", "sat"),
        ("done .", "I am done. Truly", "done"),
        ("done .", "I am done here", ""),
        ("skip* meals", "I am skipping meals", "skipping meals"),
        ("skip* meals", "she skipped meals", "skipped meals"),
        ("carry*", "I carried on", "carried"),
        ("hate*", "he hates it", "hates"),
        ("hate*", "hating it", "hating"),
        ("push*", "he pushes", "pushes"),
        ("skip*", "skipper", ""),
        ("throw*_up|cut*_{pet}", "keep throwin up", "throwin up"),
        ("told + last_week", "last week, in Hull, I was told", "told"),
        ("told + last_week", "I was told. Last week it rained", ""),
        ("my_age & {60..99}", "I am 71. People my age please", "my age"),
        ("my_age & {60..99}", "I am 31. People my age please", ""),
        ("my_age & {60..99}", "I am seventy one, people my age", "my age"),
    ],
)
def test_a_phrase_finds(written: str, text: str, expected: str) -> None:
    assert found(written, text) == expected


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("walk .. ", "needs a word before it"),
        (".. walk", "needs a word before it"),
        ("walk .. !fast home", "cannot come before"),
        ("{9..3} weeks", "must go up"),
        ("{1..9999} weeks", "must go up"),
        ("walk {cat}", "there is no list"),
        ("walk {loop}", "part of itself"),
        ("!fast", "holds no word"),
        ("walk (home) !fast", "at the start or the end changes nothing"),
        ("walk {2..", "is not a word"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(written: str, says: str) -> None:
    with pytest.raises(PhraseError, match=says):
        compile_phrase(written, LISTS, {})


def test_a_phrase_knows_the_words_it_may_hold_but_not_those_it_shuns() -> None:
    phrase = compile_phrase("!for sat + told & {60..61}", LISTS, {})
    assert {"sat", "told", "60", "sixty", "one"} <= phrase.words
    assert "for" not in phrase.words


def test_hits_come_in_the_order_of_the_text() -> None:
    phrases = [(word, compile_phrase(word, {}, {})) for word in ("tea", "hall", "chairs")]
    assert [hit[0] for hit in Index.of(phrases).hits(tokenise("a hall with chairs and tea"))] == [
        "hall",
        "chairs",
        "tea",
    ]
