"""Generated groups and people, and the whole reply to a search: for the tests of the policy."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from chatbot.content import Content
from chatbot.conversation import Conversation, Position
from chatbot.directory import (
    Directory,
    JoinRoute,
    Language,
    Location,
    Published,
    Scope,
    Service,
    ServiceAtLocation,
    Status,
    Strength,
)
from chatbot.eligibility import Search
from chatbot.facts import Fact, Stated
from chatbot.flow import Match
from chatbot.messages import Channel, Inbound
from chatbot.moves import showing
from chatbot.moves.scene import Scene, Turn
from chatbot.places import Place
from chatbot.schedules import Frequency, Schedule

TODAY = date(2026, 11, 23)
LEEDS = Place("Leeds", "Leeds", "city", "West Yorkshire", "England", 53.8, -1.55, "LS1", 4.1)
PLACES = (
    None,
    LEEDS,
    Place("Reeth", "Reeth", "village", "Yorkshire", "England", 54.39, -1.94, "DL11", rural=True),
    Place("Lerwick", "Lerwick", "town", "Shetland", "Scotland", 60.15, -1.14, "ZE1", rural=True),
    Place("Newry", "Newry", "town", "Down", "Northern Ireland", 54.18, -6.34, "BT34", 1.0),
    Place("Ryde", "Ryde", "town", "Isle of Wight", "England", 50.73, -1.16, "PO33", 1.0),
    Place("Wales", "Wales", "nation", "", "Wales", 52.3, -3.7, radius=70.0),
)
NEEDS = ("step_free", "bsl", "captions", "quiet", "free", "no_smartphone", "women_only", "lgbtq")
FORMATS = ("in_person", "online", "chat", "phone")
WHO = ("adult", "young_person", "parent", "someone_else")
WHEN = ("daytime", "evening", "weekend")
ABOUT = ("newly_diagnosed", "parents", "food", "burnout", "pregnancy")
NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")


def some(values: tuple[str, ...], most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=most)


def mostly(usual: object, *others: object) -> st.SearchStrategy:
    """Most often the usual, so that many groups fit many people, and each rule is met alone."""
    return st.sampled_from((*[usual] * 8, *others))


facts = st.dictionaries(
    st.sampled_from(NEEDS),
    st.builds(Stated, st.sampled_from((Fact.YES, Fact.YES, Fact.NO, Fact.UNKNOWN))),
    max_size=5,
)
schedules = st.builds(
    lambda day, hour: (Schedule(freq=Frequency.WEEKLY, byday=day, opens_at=time(hour)),),
    st.sampled_from(("TU", "SA", "WE,SU")),
    st.sampled_from((10, 19)),
) | st.just(())


@st.composite
def places(draw: st.DrawFn) -> tuple[ServiceAtLocation, ...]:
    """One or two places around one of ``PLACES``, at any distance."""
    here = draw(mostly(LEEDS, *filter(None, PLACES)))
    found = []
    for number in range(draw(st.integers(1, 2))):
        miles = draw(st.sampled_from((0.5, 3.0, 8.0, 15.0, 30.0, 55.0, 90.0, 250.0)))
        north = draw(st.sampled_from((-1.0, -0.6, 0.0, 0.7, 1.0)))
        outcode = draw(mostly(here.outcode, "LS1", "ZE1", "BT1", "PO33", "PO1"))
        there = Location(
            "Example Hall", "Town", outcode,
            here.lat + north * miles / 69.1, here.lon + (1 - abs(north)) * miles / 40.0,
        )  # fmt: skip
        found.append(
            ServiceAtLocation(str(number), there, draw(schedules), draw(facts | st.just({})))
        )
    return tuple(found)


@st.composite
def groups(draw: st.DrawFn) -> Service:
    """A made-up group. Its id is given when a directory is made."""
    others = st.frozensets(st.sampled_from(FORMATS), min_size=1, max_size=2)
    formats = draw(st.just(frozenset(("in_person",))) | others)
    strengths = mostly(Strength.FOR, Strength.WELCOME, Strength.WELCOME, Strength.ONLY)
    audiences = draw(st.dictionaries(st.sampled_from(WHO), strengths, max_size=2))
    audiences["adult"] = audiences.get("adult", draw(strengths))
    if extra := draw(mostly("", "women", "lgbtq", "a faith")):
        audiences[extra] = draw(strengths)
    days = draw(st.sampled_from((None, 0, 92, 93, 365, 366, 900)))
    return Service(
        id="",
        name="",
        organization=draw(st.sampled_from(("Example A", "Example A", "Example B", ""))),
        summary="Made up",
        formats=formats,
        audiences=audiences,
        about=draw(st.just(frozenset()) | some(ABOUT, 2)),
        scope=draw(mostly(Scope.TYPE_1, Scope.ALL_DIABETES, Scope.TYPE_2)),
        minimum_age=draw(mostly(None, 11, 16, 18)),
        maximum_age=draw(mostly(None, 17, 25)),
        places=draw(places()) if "in_person" in formats else (),
        nations=frozenset(filter(None, (draw(mostly("", *NATIONS)),))),
        schedules=draw(schedules),
        languages=draw(mostly((), (Language("Urdu"),), (Language("Urdu"), Language("English")))),
        facts=draw(facts),
        route=draw(st.sampled_from(JoinRoute)),
        status=draw(mostly(Status.ACTIVE, *Status)),
        back_on=draw(st.sampled_from((None, TODAY - timedelta(1), TODAY + timedelta(40)))),
        checked_on=None if days is None else TODAY - timedelta(days=days),
        reminders=draw(mostly(0, 2, 3)),
        published=draw(mostly(Published.LIVE, *Published)),
    )


copies = st.tuples(groups(), st.sampled_from((1, 1, 1, 2, 3)))
directories = st.lists(copies, max_size=10).map(
    lambda made: Directory(
        tuple(
            numbered(one, at)
            for at, one in enumerate([one for one, times in made for _ in range(times)])
        )
    )
)
"""Some groups are there twice or three times: their order is left to the tie-break."""
searches = st.builds(
    lambda who, place, formats, not_formats, needs, urdu, when, not_when, about: Search(
        TODAY, who, place, formats - not_formats, not_formats,
        tuple(sorted(needs)) + (("language",) if urdu == 2 else ()),
        ("urdu",) if urdu else (), when, not_when - when, about,
    ),
    mostly("adult", "", *WHO),
    mostly(LEEDS, *PLACES),
    st.sampled_from((frozenset(), frozenset(("in_person",)))) | some(FORMATS, 2),
    mostly(frozenset(), *(frozenset((name,)) for name in FORMATS)),
    st.just(frozenset()) | some(NEEDS, 2),
    mostly(0, 1, 2),
    st.just(frozenset()) | some(WHEN, 2),
    mostly(frozenset(), *(frozenset((name,)) for name in WHEN)),
    st.just(frozenset()) | some(ABOUT, 2),
)  # fmt: skip


def numbered(service: Service, number: int) -> Service:
    return changed(service, id=f"group-{number}", name=f"Group {number:02}")


def changed(service: Service, **fields: object) -> Service:
    """Return the group with other fields; what is made from its fields is made anew."""
    made = {"bars", "bars_at", "only_who", "spoken"}
    return Service(**{n: getattr(service, n) for n in Service.__slots__ if n not in made} | fields)


def reply_to(
    content: Content, directory: Directory, search: Search, channel: Channel = Channel.SMS
) -> Turn:
    """Return the whole reply to somebody whose answers come to this search."""
    now = datetime(search.today.year, search.today.month, search.today.day, 12, tzinfo=UTC)
    position = Position(
        answers={
            "who": (search.who,) if search.who else (),
            "place": (search.place.name,) if search.place else (),
            "meet": tuple(sorted(search.formats)),
            "needs": search.needs,
            "language": search.languages,
            "when": tuple(sorted(search.when)),
            "about": tuple(sorted(search.about)),
        },
        refused={"meet": tuple(search.not_formats), "when": tuple(search.not_when)},
        places={"place": search.place} if search.place else {},
    )
    flow = content.flows[0]
    step = next(step.name for step in flow.steps if isinstance(step, Match))
    conversation = Conversation(flow.name, now, position, step, greeted=True)
    inbound = Inbound("SM1", channel, "+447700900000", "list", now)
    scene = Scene(content, directory, conversation, inbound, ("list",), ("list",), flow, {})
    return showing.results(scene, conversation)
