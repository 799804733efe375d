"""What somebody rules out, and how far a "not" reaches."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


def answers(content: Content, text: str, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a first text chooses and what it rules out for a question."""
    flow = content.flows[0]
    found = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True)
    return found.chosen.get(name, ()), found.refused.get(name, ())


@pytest.mark.parametrize(
    ("text", "chosen", "refused"),
    [
        # before it
        ("no zoom pls, whatsapp", ("chat",), ("online",)),
        ("allow zoom man, meet up", ("in_person",), ("online",)),
        ("swerve the zoom. phone call", ("phone",), ("online",)),
        ("anything bar zoom", (), ("online",)),
        ("anywhere but facebook, phone call", ("phone",), ("chat",)),
        ("in person instead of zoom", ("in_person",), ("online",)),
        ("id rather phone calls than zoom", ("phone",), ("online",)),
        ("prefer in person to zoom", ("in_person",), ("online",)),
        ("neither of us will have anything to do with facebook", (), ("chat",)),
        ("no zoom or facebook, in person", ("in_person",), ("online", "chat")),
        ("i dont do facebook, whatsapp or any of that", (), ("chat",)),
        ("he wont go to a group in person he might do zoom", ("online",), ("in_person",)),
        ("cant go and sit in a room in person. zoom", ("online",), ("in_person",)),
        ("sick of zoom, phone calls please", ("phone",), ("online",)),
        ("fed up with being on zoom. in person", ("in_person",), ("online",)),
        # after it
        ("zoom? no thanks. in person", ("in_person",), ("online",)),
        ("zoom no. whatsapp group yes", ("chat",), ("online",)),
        ("zoom is hell, phone calls are fine", ("phone",), ("online",)),
        ("phone calls I cant do. zoom", ("online",), ("phone",)),
        ("zoom does my head in. whatsapp", ("chat",), ("online",)),
        ("zooms a no, phone calls", ("phone",), ("online",)),
        ("zoom is definitely out. whatsapp", ("chat",), ("online",)),
        ("video means nothing to me, phone calls", ("phone",), ("online",)),
        ("never mind video and all that, in person", ("in_person",), ("online",)),
        ("dead set against video. in person", ("in_person",), ("online",)),
        ("im useless on zoom. whatsapp", ("chat",), ("online",)),
        # in a fixed way of speaking
        ("zoom terrifies me, phone calls", ("phone",), ("online",)),
        ("phone calls make me ill. whatsapp", ("chat",), ("phone",)),
        ("phone calls stress me out. whatsapp", ("chat",), ("phone",)),
        ("zoom keeps freezing so phone calls", ("phone",), ("online",)),
        ("zoom and me dont mix. phone calls", ("phone",), ("online",)),
        ("zoom isnt really my bag, whatsapp", ("chat",), ("online",)),
        ("zoom? god no. in person", ("in_person",), ("online",)),
        ("zoom? i cant. phone calls", ("phone",), ("online",)),
        ("take me off zoom, in person", ("in_person",), ("online",)),
        ("spare me the zoom, in person", ("in_person",), ("online",)),
        ("i clam up on phone calls. whatsapp", ("chat",), ("phone",)),
        ("i steer clear of facebook. zoom", ("online",), ("chat",)),
        ("sod zoom. in person", ("in_person",), ("online",)),
        ("i abhor the telephone. zoom", ("online",), ("phone",)),
        ("the last thing i want is a phone call. zoom", ("online",), ("phone",)),
        ("i tried the facebook and it was awful. zoom", ("online",), ()),
        ("video with no signer is useless. whatsapp", ("chat",), ("online",)),
        # it rules nothing out
        ("zoom makes me happy", ("online",), ()),
        ("phone calls make me feel less alone", ("phone",), ()),
        ("anxious in groups so just whatsapp", ("chat",), ()),
        ("zoom. i dont drive", ("online",), ()),
        ("phone calls would do, crowds scare me", ("phone",), ()),
        ("no harm in phone calls", ("phone",), ()),
        ("i dont drive so online is best", ("online",), ()),
        ("i cant drive online please", ("online",), ()),
        ("no car zoom please", ("online",), ()),
        ("cant we just meet in person", ("in_person",), ()),
        ("dont you do zoom?", ("online",), ()),
        ("not fussed, zoom is fine", ("online",), ()),
        ("nobody to talk to round here in person please", ("in_person",), ()),
        ("no pictures please whatsapp group works", ("chat",), ()),
        ("on the phone, I hate writing", ("phone",), ()),
        ("zoom yes teams no", ("online",), ()),
        ("no internet so just phone calls", ("phone",), ()),
    ],
)
def test_ways_to_meet(
    content: Content, text: str, chosen: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    assert answers(content, text, "meet") == (chosen, refused)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("weekends but not sundays", ("weekend",)),
        ("no use til the weekend", ("weekend",)),
        ("no days except sunday", ("weekend",)),
        ("sundays i play football so not then. evenings", ("evening",)),
        ("saturdays and sundays are out. evenings", ("evening",)),
        ("brighton not slough and evenings only", ("evening",)),
        ("evenings knackered, weekends ok", ("weekend",)),
        ("days not nights", ("daytime",)),
        ("cant do mornings or evenings. weekends", ("weekend",)),
    ],
)
def test_times(content: Content, text: str, chosen: tuple[str, ...]) -> None:
    assert answers(content, text, "when")[0] == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("i cant hear a thing without the loop", ("hearing_loop",)),
        ("stairs no good for me", ("step_free",)),
        ("my hearing is awful", ("hearing_loop",)),
        ("dont need step free", ()),
        ("dont need it to be just fellas", ()),
        ("not deaf, not in a wheelchair", ()),
        ("i dont want to be on cam", ("camera_off_ok",)),
        ("no smartphone no wifi no car no money", ("no_smartphone", "free")),
    ],
)
def test_needs(content: Content, text: str, chosen: tuple[str, ...]) -> None:
    assert answers(content, text, "needs")[0] == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("i hate my pump", ("technology",)),
        ("i dont understand my pump", ("technology",)),
        ("cant get on with the libre", ("technology",)),
        ("not a lot of blokes talking about pumps", ()),
        ("i hate the gym", ()),
        ("not pregnant", ()),
        ("not a student", ()),
    ],
)
def test_what_somebody_lives_with(content: Content, text: str, chosen: tuple[str, ...]) -> None:
    assert answers(content, text, "about")[0] == chosen
