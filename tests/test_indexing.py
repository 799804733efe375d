"""Looking for many phrases at once finds what looking for each at every word finds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.understanding.words.indexing import STEP, Index
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.signs import Phrase
from chatbot.understanding.words.tokens import STOP

WORDS = ("i", "am", "not", "sad", "so", "tea", "cup", "of", "ten", "club")
PARTS = (
    *WORDS,
    "sad|tea",
    "(so)",
    "(of|ten)",
    "...",
    "..",
    "!not|so",
    "cup_of|tea",
    "of_tea|am_so_sad",
    "i|am|club",
)
AROUND = ("la", "la", "la", "la", "la", "so", "not", "i", ".", ",")
"""What stands between: mostly a word of no phrase, so that what is needed stands in one place."""


def compiled(parts: Sequence[str], joint: str) -> Phrase | None:
    """Return the phrase that these parts make, None where they make none."""
    half = len(parts) // 2
    written = " ".join([*parts[:half], joint, *parts[half:]])
    try:
        return compile_phrase(written, {}, {})
    except PhraseError:
        return None


PHRASE = st.builds(
    compiled,
    st.lists(st.sampled_from(PARTS), min_size=2, max_size=6),
    st.sampled_from(("", "+", "&")),
).filter(bool)


def one_by_one(phrases: Sequence[Phrase], tokens: Sequence[str]) -> set[tuple[int, int, int]]:
    """Return which phrase is found where, by trying each at every word."""
    found = set()
    for number, phrase in enumerate(phrases):
        if not all(each.is_in(tokens) for each in phrase.beside):
            continue
        for start in range(len(tokens)):
            if tokens[start] not in phrase.begins or not (end := phrase.end(tokens, start)):
                continue
            sentence = sentence_of(tokens, start)
            if all(each.is_in(sentence) for each in phrase.near):
                found.add((number, start, end))
    return found


def sentence_of(tokens: Sequence[str], at: int) -> Sequence[str]:
    """Return the tokens of the sentence in which one stands."""
    before = [place for place in range(at) if tokens[place] == STOP]
    after = [place for place in range(at, len(tokens)) if tokens[place] == STOP]
    return tokens[before[-1] + 1 if before else 0 : after[0] if after else len(tokens)]


@st.composite
def phrases_and_a_text(draw: st.DrawFn) -> tuple[list[Phrase], list[str]]:
    """Draw phrases, and a text in which their words stand, with others between and around them."""
    phrases = draw(st.lists(PHRASE, min_size=1, max_size=5))
    some = st.lists(st.sampled_from(AROUND), max_size=3)
    tokens: list[str] = []
    for phrase in draw(st.lists(st.sampled_from(phrases), max_size=12)):
        tokens += draw(st.lists(st.sampled_from(AROUND), max_size=STEP))
        for each in (phrase, *phrase.near, *phrase.beside):
            for word in each.example:
                tokens += [*draw(st.one_of(st.just([]), some)), word]
    return phrases, tokens


@settings(max_examples=300)
@given(phrases_and_a_text())
def test_an_index_finds_what_each_phrase_alone_finds(
    drawn: tuple[list[Phrase], list[str]],
) -> None:
    phrases, tokens = drawn
    index = Index.of(enumerate(phrases))
    hits = index.hits(tokens)
    assert set(hits) == one_by_one(phrases, tokens)
    assert len(hits) == len(set(hits))
    assert hits == sorted(hits, key=lambda hit: (hit[1], hit[2], hit[0]))
