"""What an SMS is charged as, against an independent codec."""

from __future__ import annotations

import gsm0338
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.segments import is_gsm, not_gsm, segments, to_gsm

CODEC = gsm0338.Codec()
GSM = st.sampled_from(
    "abcABC 019@£$¥èéùìòÇØøÅåΔ_ΦΓΛÆæßÉ!\"#%&'()*+,-./:;<=>?ÄÖÑÜ§äöñüà\n^{}\\[~]|€"
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("a" * 459, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("’" + "a" * 69, 1),
        ("’" + "a" * 70, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("a" * 66 + "😀" + "a" * 66, 3),
        ("ŵ" * 70, 1),
    ],
)
def test_segments_are_counted_as_they_are_billed(text: str, count: int) -> None:
    assert segments(text) == count


@given(st.characters())
def test_the_alphabet_is_the_one_of_the_standard(mark: str) -> None:
    try:
        CODEC.encode(mark)
        known = True
    except (UnicodeEncodeError, KeyError):
        known = False
    assert is_gsm(mark) == known or mark in ("\x1b", "\x0c")


@given(st.text(alphabet=GSM, max_size=600))
def test_a_text_in_the_alphabet_is_packed_into_as_few_as_its_septets_need(text: str) -> None:
    septets = len(CODEC.encode(text)[0]) if text else 0
    count = segments(text)
    assert count == 1 if septets <= 160 else -(-septets // 153) <= count <= -(-septets // 152)


@given(st.text(max_size=300))
def test_anything_can_be_brought_into_the_alphabet(text: str) -> None:
    assert is_gsm(to_gsm(text))
    assert to_gsm(to_gsm(text)) == to_gsm(text)


def test_look_alikes_are_kept_and_what_costs_is_named() -> None:
    assert to_gsm("“You’re” – ok…") == '"You\'re" - ok...'
    assert to_gsm("Cŵn Bach") == "Cwn Bach"
    assert not_gsm("You’re – ok") == "’–"
