"""Every kind of set there is. A new kind is one more entry here."""

from __future__ import annotations

from chatbot.evaluation import answers, danger, places, turns
from chatbot.evaluation.cases import Case, CaseError, read_cases
from chatbot.evaluation.trials import Subject, Trial, Workbench
from chatbot.loading.tree import Report

SUBJECTS = {
    subject.name: subject
    for subject in (
        answers.SUBJECT,
        places.SUBJECT,
        turns.OPENERS,
        turns.CORRECTIONS,
        danger.SUBJECT,
    )
}


def make_ready(
    subject: Subject, bench: Workbench, file: str, raw: bytes, report: Report
) -> tuple[list[Case], list[Trial[object]]]:
    """Return the lines of a file, ready to be read; every line that is wrong is in ``report``."""
    cases, trials = [], []
    for case in read_cases(file, raw, subject.example, report):
        try:
            trials.append(subject.prepare(bench, case))
            cases.append(case)
        except CaseError as error:
            report.add(file, case.line, str(error))
    return cases, trials
