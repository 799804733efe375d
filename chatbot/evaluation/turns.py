"""Whole turns of the engine: first texts that say several things, and changes of mind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from chatbot.conversation import AsideKind, Conversation
from chatbot.engine import advance
from chatbot.evaluation.cases import Case, CaseError, table_of, text_of
from chatbot.evaluation.places import is_called
from chatbot.evaluation.standing import UnknownStep, standing_at, texted, value_called
from chatbot.evaluation.trials import Subject, Trial, Verdict, Workbench, in_words
from chatbot.flow import Flow, Kind, Question
from chatbot.gazetteer import Gazetteer
from chatbot.messages import Channel
from chatbot.moves.scene import Turn
from chatbot.places import Place
from chatbot.understanding.place.narrowing import holds, names

COMPARED = ("who", "place", "meet", "needs", "when", "about")
"""The questions a set is about; others only where one of its lines names them."""
ASKED_ASIDE = (AsideKind.WHICH_PLACE, AsideKind.CONFIRM_PLACE)
_EXPECTED_HINT = 'Add the answers, like "expected": {"who": "parent", "meet": ["online"]}.'
_BEFORE_HINT = 'Add the answers so far, like "before": {"place": "Leeds"}; {} is none.'
_ASKS_HINT = 'It names a question, like "asks": "place".'
_REFUSED_HINT = 'Add what is ruled out, like "refused": {"meet": ["phone"]}.'
_JUDGED_HINT = 'It names the questions whose answers count, like "judged": ["meet"].'
_AFTER_HINT = 'Add the answers afterwards, or "asks": the question that is asked then.'


class Heard(NamedTuple):
    """One answer as it was heard. ``places`` are those it may be, where it is a place."""

    values: tuple[str, ...]
    places: tuple[Place, ...] = ()


class Compared(NamedTuple):
    """One question: what was expected and heard, and whether something is missing or made up.

    ``contrary``: what was wanted was heard as ruled out, or the other way round.
    """

    expected: tuple[str, ...]
    heard: tuple[str, ...]
    missed: bool
    invented: bool
    contrary: bool = False

    @property
    def right(self) -> bool:
        """Whether all that was said was heard, and nothing else."""
        return not (self.missed or self.invented)


def prepare_opener(bench: Workbench, case: Case) -> Trial[Turn]:
    """Make a first text ready. Raises CaseError."""
    expected = _answers_in(table_of(case.record, "expected", _EXPECTED_HINT), "expected")
    inbound = texted(case.text, Channel.SMS)
    return Trial(
        lambda: advance(bench.content, bench.directory, None, inbound),
        lambda turn: _judge_opener(bench, expected, turn),
    )


def prepare_correction(bench: Workbench, case: Case) -> Trial[Turn]:
    """Make a text at a step ready. Raises CaseError."""
    record = case.record
    before = _answers_in(table_of(record, "before", _BEFORE_HINT), "before")
    step = text_of(record, "step", 'Add the open question, like "step": "meet", or "groups".')
    inbound = texted(case.text, Channel.SMS)
    judge = _judge_of(bench, record)
    try:
        standing = standing_at(bench.content, bench.directory, step, before)
    except UnknownStep as error:
        raise CaseError(str(error)) from None
    return Trial(lambda: advance(bench.content, bench.directory, standing, inbound), judge)


def _judge_of(bench: Workbench, record: Mapping[str, Any]) -> Callable[[Turn], Verdict]:
    """Return what judges a turn: by the answers afterwards, the question asked then, or both."""
    asks = text_of(record, "asks", _ASKS_HINT) if record.get("asks") is not None else ""
    if asks and "after" not in record:
        return lambda turn: _judge_asks(asks, turn)
    after = _answers_in(table_of(record, "after", _AFTER_HINT), "after")
    refused: dict[str, tuple[str, ...]] = {}
    if "refused" in record:
        refused = _answers_in(table_of(record, "refused", _REFUSED_HINT), "refused")
    judged = record.get("judged", COMPARED)
    if not isinstance(judged, list | tuple):
        raise CaseError(f"'judged' must be a list. {_JUDGED_HINT}")
    names = [name for name in judged if isinstance(name, str)]
    return lambda turn: _judge_after(bench, after, refused, asks, names, turn)


def _answers_in(given: Mapping[str, Any], name: str) -> dict[str, tuple[str, ...]]:
    """Return the answers of a line, each as a tuple; what is null was not said."""
    answers = {}
    for question, value in given.items():
        if value is None:
            continue
        each = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str | int | float) for one in each):
            raise CaseError(f"'{question}' in '{name}' must be a text or a list of texts.")
        answers[question] = tuple(str(one) for one in each if one != "")
    return answers


def _judge_opener(bench: Workbench, expected: Mapping[str, Sequence[str]], turn: Turn) -> Verdict:
    compared, got = _compare(bench, expected, turn)
    counts = {
        name: {
            "n": int(bool(one.expected)),
            "right": int(bool(one.expected) and one.right),
            "missed": int(one.missed),
            "invented": int(one.invented),
            "contrary": int(one.contrary),
        }
        for name, one in compared.items()
    }
    return _verdict(compared, got, counts, turn)


def _judge_after(
    bench: Workbench,
    after: Mapping[str, Sequence[str]],
    refused: Mapping[str, Sequence[str]],
    asks: str,
    judged: Sequence[str],
    turn: Turn,
) -> Verdict:
    every, got = _compare(bench, after, turn)
    compared = {name: one for name, one in every.items() if name in judged}
    for name, values in refused.items():
        out = tuple(turn.conversation.now.refused.get(name, ()))
        taken = every[name].heard
        left_out = set(values) <= _others(bench, turn, name, taken)
        wrong = set(values) != set(out) and not left_out
        if left_out and name not in after:
            compared.pop(name, None)
        compared[f"not {name}"] = Compared(
            tuple(values), out, missed=wrong, invented=False, contrary=bool({*values} & {*taken})
        )
    if asks and asks != _asked(turn):
        compared["asks"] = Compared((asks,), (_asked(turn),), missed=True, invented=False)
    right = all(one.right for one in compared.values())
    contrary = any(one.contrary for one in compared.values())
    counts = {"after": {"n": 1, "right": int(right), "contrary": int(contrary)}}
    return _verdict(compared, got, counts, turn)


def _others(bench: Workbench, turn: Turn, name: str, taken: Sequence[str]) -> set[str]:
    """Return what is left out by an answer: who takes two of four ways leaves out the others."""
    question = bench.content.flow(turn.conversation.flow).question(name)
    every = {option.value for option in question.options} if question else set()
    return every - set(taken) if taken else set()


def _asked(turn: Turn) -> str:
    aside = turn.conversation.aside
    return aside.about if aside and aside.about else turn.conversation.step


def _judge_asks(asks: str, turn: Turn) -> Verdict:
    got = _asked(turn)
    right = got == asks
    return Verdict(
        right=right,
        got=got,
        expected=f"asks {asks}",
        read_as=f"asks {got}",
        counts={"asks": {"n": 1, "right": int(right)}},
        confusions=() if right else ((f"asks {asks}", f"asks {got}"),),
        why=turn.why,
    )


def _verdict(
    compared: Mapping[str, Compared],
    got: Mapping[str, Any],
    counts: Mapping[str, Mapping[str, int]],
    turn: Turn,
) -> Verdict:
    wrong = {name: one for name, one in compared.items() if not one.right}
    return Verdict(
        right=not wrong,
        got=got,
        expected=_said({name: one.expected for name, one in compared.items()}),
        read_as=_said({name: one.heard for name, one in compared.items()}),
        counts=counts,
        confusions=tuple(
            (f"{name}: {_or_nothing(one.expected)}", f"{name}: {_or_nothing(one.heard)}")
            for name, one in wrong.items()
        ),
        why=turn.why,
    )


def _compare(
    bench: Workbench, expected: Mapping[str, Sequence[str]], turn: Turn
) -> tuple[dict[str, Compared], dict[str, Any]]:
    """Compare each question; also return the answers heard as JSON, the empty ones left out."""
    flow = bench.content.flow(turn.conversation.flow)
    compared: dict[str, Compared] = {}
    got: dict[str, Any] = {}
    for name in dict.fromkeys((*COMPARED, *expected)):
        wanted = expected.get(name, ())
        question = flow.question(name)
        heard = _heard(flow, turn.conversation, name)
        if heard.places:
            compared[name] = _compare_place(bench.content.gazetteer, wanted, heard.places)
            got[name] = _name_of(bench.content.gazetteer, wanted, heard.places)
            continue
        out = turn.conversation.now.refused.get(name, ())
        compared[name] = _compare_values(question, wanted, heard.values, out)
        if heard.values:
            one = question is not None and question.kind is not Kind.MANY
            got[name] = heard.values[0] if one else list(heard.values)
    return compared, got


def _heard(flow: Flow, conversation: Conversation, name: str) -> Heard:
    aside, now = conversation.aside, conversation.now
    if aside is not None and aside.kind in ASKED_ASIDE and aside.about == name:
        return Heard((aside.places[0].name,), aside.places)
    place = now.places.get(name)
    if place is not None:
        return Heard((place.full,), (place,))
    return Heard(tuple(now.answers.get(name, ())))


def _compare_values(
    question: Question | None, wanted: Sequence[str], heard: Sequence[str], out: Sequence[str]
) -> Compared:
    if question is not None:
        wanted = [value_called(question, value) for value in wanted]
    meant, taken = ({value.casefold() for value in values} for values in (wanted, heard))
    contrary = bool(meant & set(out))
    return Compared(tuple(wanted), tuple(heard), bool(meant - taken), bool(taken - meant), contrary)


def _compare_place(
    gazetteer: Gazetteer, wanted: Sequence[str], places: Sequence[Place]
) -> Compared:
    """Compare a place by any of its names; where it was asked which, one of them will do."""
    right = any(_goes_by(gazetteer, name, place) for name in wanted for place in places)
    heard = (places[0].full,) if len(places) == 1 else (f"which {places[0].name}",)
    return Compared(tuple(wanted), heard, bool(wanted) and not right, not right)


def _goes_by(gazetteer: Gazetteer, name: str, place: Place) -> bool:
    """Say whether a name is one of the place's, a nickname or a full postcode included."""
    outcode = "".join(name.split()[:1]).casefold()
    if outcode in gazetteer.outcodes:
        return place.outcode.casefold() == outcode
    if is_called(name, place):
        return True
    inner, _, outer = name.partition(",")
    if outer and is_called(inner, place):  # "Lerwick, Shetland", "Barry, South Wales"
        wider = gazetteer.candidates(outer)
        return any(names(one, place) or holds(one, place) for one in wider)
    return any((one.lat, one.lon) == (place.lat, place.lon) for one in gazetteer.candidates(name))


def _name_of(gazetteer: Gazetteer, wanted: Sequence[str], places: Sequence[Place]) -> str:
    """Return the name the file uses where it is one of the place's own; else the plain one."""
    for name in wanted:
        district = "".join(name.split()[:1]).upper()
        if any(place.outcode == district for place in places):
            return district
        if any(is_called(name, place) for place in places):
            return name
    return places[0].name


def _said(answers: Mapping[str, Sequence[str]]) -> str:
    parts = [f"{name}: {in_words(list(values))}" for name, values in answers.items() if values]
    return "; ".join(parts) or "nothing said"


def _or_nothing(values: Sequence[str]) -> str:
    return in_words(list(values)) if values else "nothing"


OPENERS = Subject(
    name="openers",
    about="first texts that may say everything at once",
    example='{"text": "mum of a 7yr old, Leeds, online", "expected": {"who": "parent", '
    '"place": "Leeds", "meet": ["online"]}}',
    prepare=prepare_opener,
)
CORRECTIONS = Subject(
    name="corrections",
    about="changes of mind at a step",
    example='{"before": {"place": "Leeds"}, "step": "who", "text": "actually York", '
    '"after": {"place": "York"}}',
    prepare=prepare_correction,
)
