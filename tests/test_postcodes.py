"""Postcodes: the outward half is kept, and nothing of the inward half ever is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.understanding.place.placing import read_place
from chatbot.understanding.place.postcodes import outward_only
from tests.test_placing import GAZETTEER, TYPED

OUTCODES = sorted(key for key in GAZETTEER.outcodes)
INWARDS = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "outcode"),
    [
        ("ls6 2ab", "LS6"),
        ("LS62AB", "LS6"),
        ("ls6-2ab", "LS6"),
        ("LS62 AB", "LS6"),
        ("ls 6 2ab", "LS6"),
        ("ls6\n2ab", "LS6"),
        ("LSI 4AB", "LS1"),
        ("LS1O 4AA", "LS10"),
        ("LE1 OAA", "LE1"),
        ("0X4 1AA", "OX4"),
        ("sw1a1aa", "SW1A"),
        ("m11ae", "M1"),
        ("M141AE", "M14"),
        ("Flat 2, leeds ls6 2ab thanks", "LS6"),
        ("JE2 3AB", "JE2"),
    ],
)
def test_a_full_postcode_is_kept_as_its_outward_half(text: str, outcode: str) -> None:
    for asked in (True, False):
        reading = read_place(GAZETTEER, text, asked=asked)
        assert reading.place is not None
        assert reading.place.outcode == outcode
        assert "outward half kept" in reading.why


@pytest.mark.parametrize(
    ("text", "kept"),
    [("LS6 2AB", "ls6"), ("LS77 1AA", "ls77"), ("zz1 1aa pls", "zz1 pls"), ("0x4 1ab", "ox4")],
)
def test_the_inward_half_is_dropped_even_of_a_postcode_we_do_not_know(text: str, kept: str) -> None:
    assert outward_only(GAZETTEER, text).split() == kept.split()


@given(
    outcode=st.sampled_from(OUTCODES),
    inward=INWARDS,
    between=st.sampled_from(["", " ", "  ", "-", ". "]),
    before=TYPED,
    asked=st.booleans(),
    upper=st.booleans(),
)
def test_the_inward_half_of_a_postcode_is_never_kept(
    outcode: str, inward: str, between: str, before: str, asked: bool, upper: bool
) -> None:
    postcode = outcode + between + inward
    text = f"{before} {postcode.upper() if upper else postcode.lower()}"
    kept = repr(read_place(GAZETTEER, text, asked=asked)) + outward_only(GAZETTEER, postcode)
    assert inward.casefold() not in kept.casefold()
