"""Whose a sign is: the condition, an age, a job belong to the person nearest in their sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.understanding.whom.kin import Person
from chatbot.understanding.whom.passing import is_owner
from chatbot.understanding.whom.peoplewords import OWN, Sort
from chatbot.understanding.words.tokens import PAUSE, STOP

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
_TOLD_OF = (Sort.CHILD, Sort.ANOTHER, Sort.SOMEBODY)
_GOING_ON = frozenset(("and", "n", "but", "who", "that", "which", "what", "it", "i", STOP, PAUSE))
_PARTNERED = frozenset(
    "wife husband partner girlfriend boyfriend fiance fiancee spouse married engaged friend mate "
    "sister brother bf gf hubby".split()
)
"""What who texts is to somebody: "wife of a t1", "married to a diabetic"."""
_BESIDE = frozenset("little young wee own old lone single expectant pregnant".split())


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody named in a text. ``at`` gives for each of their words the person.

    ``sentences`` and ``clauses`` give for each word where its sentence and clause begin, ``topics``
    for each beginning of a sentence whom the sentences before are about. ``speaker``: who texts
    says that they have it, and nobody else is said to.
    """

    tokens: Sequence[str]
    people: Sequence[Person]
    at: Mapping[int, Person]
    sentences: Sequence[int]
    clauses: Sequence[int]
    topics: Mapping[int, Sort | None]
    speaker: bool = False

    @staticmethod
    def of(people: Sequence[Person], tokens: Sequence[str]) -> Cast:
        """Index people by their words."""
        at = {place: person for person in people for place in range(person.at, person.end)}
        sentences: list[int] = []
        clauses: list[int] = []
        topics: dict[int, Sort | None] = {0: None}
        first = clause = 0
        topic: Sort | None = None
        for place, token in enumerate((*tokens, STOP)):
            sentences.append(first)
            clauses.append(clause)
            person = at.get(place)
            if person is not None and person.at == place and _may_be_topic(person, tokens):
                topic = person.sort if person.sort in _TOLD_OF else None
            if token == STOP:
                first = place + 1
                topics[first] = topic
            if token in (STOP, PAUSE):
                clause = place + 1
        return Cast(tokens, people, at, sentences, clauses, topics)

    @property
    def tells_of_a_stranger(self) -> bool:
        """Whether "he" or "she" is told of whom no word names: "a starter on my crew, hes T1"."""
        if self.speaker:
            return False
        sorts = [person.sort for person in self.people if person.sort in _TOLD_OF]
        told = any(
            person.sort is Sort.SOMEBODY
            and not person.passing
            and self.tokens[person.at] in ("he", "she", "hes", "shes", "hed", "shed")
            for person in self.people
        )
        own = any(self.tokens[person.at] in ("im", "ive") for person in self.people)
        return told and not own and set(sorts) == {Sort.SOMEBODY}

    def sentence(self, at: int) -> int:
        """Return where the sentence of a word begins."""
        return self.sentences[at]

    def clause(self, at: int) -> int:
        """Return where the clause of a word begins."""
        return self.clauses[at]

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
        if self.tokens[start] in ("his", "her") and start in self.at:
            return self.at[start].sort
        if end - start > 1 and self.tokens[start] in ("my", "ma", "mi", "me"):
            return Sort.SELF
        mine = before[-1:] and (before[-2:] == ["my", "own"] or before[-1] in ("my", "ma", "mi"))
        if mine and after not in self.at:
            return Sort.SELF
        if end < len(self.tokens) and self.tokens[end] in ("myself", "masel", "meself", "mysel"):
            return Sort.SELF
        if self.tokens[start] in ("im", "my") or self._is_me(end):
            return Sort.SELF
        if before[1:] in (["of", "a"], ["to", "a"], ["of", "an"]) and before[0] in _PARTNERED:
            return Sort.ANOTHER
        if self.tokens[end : end + 1] and self.tokens[end] in ("with", "in", "for"):
            told = self.at.get(end + 2)
            if told is not None and self.tokens[end + 1] in OWN:
                return told.sort
            told = self.at.get(end + 1)
            if told is not None and self.tokens[end + 1] in ("him", "her", "them"):
                return told.sort
        if person is not None and person.at == after and after < end + 3:
            if person.sort is Sort.PARENT:
                return Sort.GROUP if before[-1:] and before[-1] in GROUPS else Sort.SELF
            if person.sort in (Sort.CHILD, Sort.ANOTHER):
                role = self.tokens[person.end - 1] in ("of", "to", "tae")
                owned = not OWN.isdisjoint(before) or before[-1:] in (["a"], ["the"], ["of"])
                owned = owned or (person.firm and before[-1:] in ([], [STOP], [PAUSE]))
                if role:
                    return Sort.SELF
                if person.sort is Sort.CHILD or owned:
                    return person.sort
        if after < len(self.tokens) and self.tokens[after] in GROUPS:
            return Sort.GROUP
        return None

    def _is_put_between(self, at: int, start: int) -> bool:
        """Whether "im" has its verb and another's goes on: "my wife, im a woman too, was dx"."""
        if self.tokens[at] != "im":
            return False
        between = self.tokens[at + 1 : start]
        return any(
            now in ("was", "has", "is", "hasnt", "isnt") and before not in _GOING_ON
            for before, now in pairwise((STOP, *between))
        ) and any(self.sentence(at) <= each.at < at for each in self.people)

    def _is_me(self, end: int) -> bool:
        """Whether "me" ends the clause right after a sign: "3 kids. type 1 me"."""
        me, then = (*self.tokens[end : end + 2], STOP, STOP)[:2]
        return me == "me" and then in (STOP, PAUSE)

    def _before(self, start: int, *, group: bool) -> Sort | None:
        first = max(self.sentence(start), start - REACH)
        linked = True
        owner: Person | None = None
        for back in range(start - 1, first - 1, -1):
            token = self.tokens[back]
            if linked and group and token in GROUPS and back not in self.at:
                return Sort.GROUP
            linked = linked and token in _WITH
            person = self.at.get(back)
            if person is None or (person.passing and back < start - 1):
                if group and person is not None and back >= self.clause(start):
                    owner = person if is_owner(self.tokens, person.end) else None
                continue
            if person.sort is Sort.SELF and (
                _is_not_me(self.tokens, back) or self._is_put_between(back, start)
            ):
                continue
            if person.sort is Sort.CHILD and self._is_one_of_many(person, first):
                return Sort.SELF
            return Sort.SELF if person.sort is Sort.PARENT else person.sort
        return owner.sort if owner is not None else None

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
        aged = (now[0].isdigit() and before != "type" for before, now in pairwise((STOP, *after)))
        return told and not any(aged)

    def _topic(self, start: int) -> Sort | None:
        """Return who the sentences before are about, when they name one and not who texts."""
        return self.topics.get(self.sentences[start])


_TEXTING = frozenset("doing texting asking messaging writing enquiring ringing".split())
_FOR_THEM = frozenset("it this for on instead".split())


def _may_be_topic(person: Person, tokens: Sequence[str]) -> bool:
    """Whether sentences go on about somebody: not about the "im" of "so im doing it for him"."""
    does, it = (*tokens[person.end : person.end + 2], STOP, STOP)[:2]
    texts = person.sort is Sort.SELF and does in _TEXTING and it in _FOR_THEM
    return not (person.passing or texts or _is_not_me(tokens, person.at))


def _is_not_me(tokens: Sequence[str], at: int) -> bool:
    return at > 0 and tokens[at] == "me" and tokens[at - 1] in ("not", "no", "for")
