"""Signs of danger: what a text shows beside what it should, and what was seen wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.evaluation.cases import Case, CaseError, one_of, text_of
from chatbot.evaluation.trials import Subject, Trial, Verdict, Workbench, in_words
from chatbot.safety.lexicon import Concern
from chatbot.safety.screening import Finding, screen

NONE = "none"
CONCERNS = tuple(str(concern) for concern in Concern)
_LABEL_HINT = f"It can be: {', '.join((*CONCERNS, NONE))}."
_LIST_HINT = 'It must be a list, like ["emergency"].'


def prepare(bench: Workbench, case: Case) -> Trial[tuple[Finding, ...]]:
    """Make a line ready. Raises CaseError."""
    text = case.text
    label = one_of(text_of(case.record, "label", _LABEL_HINT), (*CONCERNS, NONE), "concern")
    shown = [label, *_concerns(case.record, "also")] if label != NONE else []
    may_be = _concerns(case.record, "also_ok")
    kind = text_of(case.record, "kind", "Leave it out.") if "kind" in case.record else ""
    lexicon = bench.content.lexicon
    return Trial(
        lambda: screen(lexicon, text),
        lambda findings: judge(shown, may_be, kind, findings),
    )


def _concerns(record: Mapping[str, object], name: str) -> list[str]:
    given = record.get(name) or []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise CaseError(f"'{name}' is not right. {_LIST_HINT}")
    return [one_of(each, (*CONCERNS, NONE), "concern") for each in given]


def judge(
    shown: Sequence[str], may_be: Sequence[str], kind: str, findings: Sequence[Finding]
) -> Verdict:
    """Compare what was found with what is ``shown``. What ``may_be`` said instead is right too.

    A concern is missed when neither it nor one of ``may_be`` was found; to find it where it is
    neither shown nor may be is wrong.
    """
    got = [str(finding.concern) for finding in findings]
    instead = bool({*may_be} & {*got}) or (NONE in may_be and not got)
    missed = [concern for concern in shown if concern not in got and not instead]
    wrongly = [concern for concern in got if concern not in (*shown, *may_be)]
    counts = {concern: {"n": 1, "right": int(concern not in missed)} for concern in shown}
    for concern in got:
        held = counts.setdefault(concern, {"n": 0, "right": 0})
        held |= {"found": 1, "wrongly_found": int(concern in wrongly)}
    if not shown:
        counts[NONE] = {"n": 1, "right": int(not wrongly), "false_alarms": int(bool(wrongly))}
        if kind:
            counts[f"{NONE}, {kind}"] = {"n": 1, "right": int(not wrongly)}
    right = not missed and (bool(shown) or not wrongly)
    meant = in_words(list(shown) or [NONE])
    read_as = in_words(got or [NONE])
    why = tuple(f"{found.concern} ({found.tier}): {found.rule}" for found in findings)
    return Verdict(right, got, meant, read_as, counts, () if right else ((meant, read_as),), why)


SUBJECT = Subject(
    name="safety",
    about="signs of danger",
    example='{"text": "she wont wake up", "label": "emergency"}',
    prepare=prepare,
)
