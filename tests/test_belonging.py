"""What a text tells of others, or says only as a reason, is no wish of whom it is for."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("my lads at uni, im the diabetic", ()),
        ("im at uni, im the diabetic", ("students",)),
        ("i take my grandson to swimming. ive had type 1 45 years", ()),
        ("my husband and i do parkrun. im type 1", ("exercise",)),
        ("my wife got me into parkrun. im type 1", ("exercise",)),
        ("partners pregnant and im the type 1", ()),
        ("cooking is my husbands department, im type 1", ()),
        ("my son is 9, type 1 and plays football", ("exercise",)),
        ("fella of 24, type 1, plays rugby", ("exercise",)),
        ("my consultant lectures me, type 1", ()),
        # Why a time will not do
        ("just not sundays cos thats football", ()),
        ("not evenings as ive got training", ()),
        ("not sundays. i play football", ("exercise",)),
        # What somebody may not eat, and where they are no longer
        ("vegan, type 1", ()),
        ("vegan, type 1, struggling with carbs", ("food",)),
        ("ramadan is coming, other muslims with type 1", ()),
        ("what to eat at ramadan", ("food",)),
        ("dancing days are over", ()),
        ("my knees are gone from years of football", ()),
        ("sick of living out of boxes", ()),
        ("the paperwork is wearing me out. type 1", ()),
        ("3 weeks into my new job. type 1", ()),
        ("tired cos of the baby, shes 5 months. t1", ()),
        ("theres no point in anything in the day", ()),
        ("i lecture and my students are lovely. t1", ()),
        ("the old folks home wont take her", ()),
        ("others who run", ("exercise",)),
        ("who runs this", ()),
        ("i got the news at the start of the month, type 1", ("newly_diagnosed",)),
        ("its only been since half term. type 1", ("newly_diagnosed",)),
        ("70s club, im 74", ("older",)),
        ("im 21, mates not somebodys nan", ("young_adults",)),
        ("cannae be annoyed with the jags anymore", ("burnout",)),
    ],
)
def test_what_is_told_of_others_is_no_wish(
    content: Content, text: str, about: tuple[str, ...]
) -> None:
    reader = content.readers[content.flows[0].name]
    found = read(reader, content.gazetteer, text, None, fresh=True).chosen
    assert found.get("about", ()) == about
