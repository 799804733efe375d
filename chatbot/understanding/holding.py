"""Whose a sign is: the condition, an age, a job belong to the person nearest in their sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.understanding.people import Person
from chatbot.understanding.peoplewords import OWN, SELF, Sort
from chatbot.understanding.tokens import PAUSE, STOP

REACH = 16
"""Words back to which a sign belongs to a person named in its sentence."""
GROUPS = frozenset(
    "nurses dietitian dietician doctors specialists drs meeting meetings network charities "
    "group groups support people ppl folk folks friends peers community mums parents others "
    "other adults club meet meetup meetups things stuff forum forums chat nurse clinic team "
    "service helpline charity uk line specialist consultant doctor research information "
    "info diabetics kids families anyone anybody someone somebody else everyone ones women "
    "ladies men lads blokes students youngsters teens person them those uns".split()
)
"""Words for people who are wished for: "other women with type 1" says nothing of who texts."""
_WITH = frozenset(
    "with w wi wiv who whos have has having got that are is living like my me also too the a "
    "same age round here in of actually really living".split()
)
"""Words between such people and what they have."""
_BESIDE = frozenset("little young wee own old lone single expectant pregnant".split())


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody named in a text. ``at`` gives for each of their words the person."""

    tokens: Sequence[str]
    people: Sequence[Person]
    at: Mapping[int, Person]

    @staticmethod
    def of(people: Sequence[Person], tokens: Sequence[str]) -> Cast:
        """Index people by their words."""
        at = {place: person for person in people for place in range(person.at, person.end)}
        return Cast(tokens, people, at)

    def sentence(self, at: int) -> int:
        """Return where the sentence of a word begins."""
        while at > 0 and self.tokens[at - 1] != STOP:
            at -= 1
        return at

    def clause(self, at: int) -> int:
        """Return where the clause of a word begins."""
        while at > 0 and self.tokens[at - 1] not in (STOP, PAUSE):
            at -= 1
        return at

    def holder(self, start: int, end: int, *, group: bool = True) -> Sort | None:
        """Return whose the sign at ``start:end`` is; GROUP: of people wished for; None: unsaid."""
        return self._beside(start, end) or self._before(start, group=group) or self._topic(start)

    def _beside(self, start: int, end: int) -> Sort | None:
        """Read "T1 mum", "my diabetic son", "type 1 people"."""
        after = end
        while after < len(self.tokens) and self.tokens[after] in _BESIDE:
            after += 1
        person = self.at.get(after)
        before = self.tokens[max(0, start - 3) : start]
        if before[-1:] and before[-1] in ("my", "ma", "mi") and after not in self.at:
            return Sort.SELF
        if end < len(self.tokens) and self.tokens[end] in ("myself", "masel", "meself", "mysel"):
            return Sort.SELF
        if self.tokens[end : end + 1] and self.tokens[end] in ("with", "in", "for"):
            told = self.at.get(end + 2)
            if told is not None and self.tokens[end + 1] in OWN:
                return told.sort
        if person is not None and person.at == after and after < end + 3:
            if person.sort is Sort.PARENT:
                return Sort.GROUP if before[-1:] and before[-1] in GROUPS else Sort.SELF
            if person.sort in (Sort.CHILD, Sort.ANOTHER):
                role = self.tokens[person.end - 1] in ("of", "to", "tae")
                owned = not OWN.isdisjoint(before) or before[-1:] in (["a"], ["the"], ["of"])
                if role:
                    return Sort.SELF
                if person.sort is Sort.CHILD or owned:
                    return person.sort
        if after < len(self.tokens) and self.tokens[after] in GROUPS:
            return Sort.GROUP
        return None

    def _before(self, start: int, *, group: bool) -> Sort | None:
        first = max(self.sentence(start), start - REACH)
        linked = True
        for back in range(start - 1, first - 1, -1):
            token = self.tokens[back]
            if linked and group and token in GROUPS and back not in self.at:
                return Sort.GROUP
            linked = linked and token in _WITH
            person = self.at.get(back)
            if person is None or (person.passing and back < start - 1):
                continue
            if person.sort is Sort.SELF and self._is_not_me(back):
                continue
            if person.sort is Sort.CHILD and self._is_one_of_many(person, first):
                return Sort.SELF
            return Sort.SELF if person.sort is Sort.PARENT else person.sort
        return None

    def _is_one_of_many(self, person: Person, first: int) -> bool:
        """Whether children are only one thing said of who texts: "I'm deaf, mum of twins, T1"."""
        clause = self.clause(person.at)
        role = self.tokens[person.end - 1] in ("of", "to", "tae")
        counted = person.at == clause + 1 and self.tokens[person.end : person.end + 1] == [PAUSE]
        if not (role or counted) or clause == first:
            return False
        selves = (each.at for each in self.people if each.sort is Sort.SELF)
        after = self.tokens[person.end : person.end + 5]
        told = any(first <= at < clause for at in selves)
        return told and not any(token[0].isdigit() for token in after)

    def _is_not_me(self, at: int) -> bool:
        return at > 0 and self.tokens[at] == "me" and self.tokens[at - 1] in ("not", "no", "for")

    def _topic(self, start: int) -> Sort | None:
        """Return who the sentences before are about, when they name one and not who texts."""
        first = self.sentence(start)
        told = [
            person
            for person in self.people
            if person.at < first and not person.passing and not self._is_not_me(person.at)
        ]
        if not told:
            return None
        last = told[-1]
        if last.sort in (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY):
            return last.sort
        return None


def is_self(token: str) -> bool:
    """Whether a word stands for who texts."""
    return token in SELF
