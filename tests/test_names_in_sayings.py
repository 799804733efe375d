"""Names of places that are words of a saying, and homes that somebody hardly leaves."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.place.placing import look_through, read_looked

FIRST_TEXTS = [
    ("so over it. Crewe. T1", "Crewe, Cheshire"),
    ("my shifts are all over the place at Derby", "Derby, Derbyshire"),
    ("I live in Over near Winsford", "Over, Cheshire"),
    ("I've hardly left the house in Falkirk for weeks", "Falkirk, Scotland"),
    ("never left Hull in my life", "Hull, East Riding of Yorkshire"),
    ("left my flat in Hull, now in Leeds", "Leeds, West Yorkshire"),
    ("Leigh on sea essex", "Leigh-on-Sea, Essex"),
    ("23 in Bangor co down n want young adults", "Bangor, County Down"),
    ("Bangor NI, 23", "Bangor, County Down"),
    ("Brodick on Arran. T1", "Brodick, North Ayrshire"),
    ("hey dad of a t1 boy in Hull", "Hull, East Riding of Yorkshire"),
    ("group in Diss please", "Diss, Norfolk"),
]


@pytest.mark.parametrize(("text", "full"), FIRST_TEXTS)
def test_the_town_is_heard_in_a_first_text(content: Content, text: str, full: str) -> None:
    place = read_looked(look_through(content.gazetteer, text), asked=False, fresh=True).place
    assert place is not None
    assert place.full == full
