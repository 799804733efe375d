"""The words that make a question of a clause, and those that only tell of one."""

from __future__ import annotations

from chatbot.understanding.words.manners import ASKS_FIRST

ANY = frozenset("any anything".split())
"""Words that begin a question where its phrase begins with them: "any cost"."""
WHO = frozenset("what who how why where when which".split())
IS = (ASKS_FIRST - WHO) | {"must"}
THEY = frozenset("it this that you i we they there he she anyone someone".split())
"""Words that follow "is" or "do" in a question: "is it", "do i"."""
OWNED = frozenset("my our your the a an any people group".split())
MUCH = frozenset("much many far long old big often come run pay owns made kind sort age".split())
DOING = frozenset("not do be go make meet come get only just also use travel manage".split())
"""Words that follow "can" where nothing is asked: "can only do evenings"."""
KNOWING = frozenset("know knew known understand understood remember sure see get got like".split())
HEEDLESS = frozenset(
    "care cares mind matter bothered told said says than if the a people someone anyone one others "
    "folk somewhere".split()
)
"""Words before a phrase that only tells of it: "i know what this is", "i do not care how"."""
EMPTY = frozenset("actually even exactly basically really literally please lol haha erm um".split())
"""Words that are passed over: "what actually is this"."""
DENIED = frozenset(("not", "no", "never"))
LEADING_ON = frozenset("in near nr around round by".split())
"""Words that begin what is still to be read after a question: "is it free in Leeds"."""
SAYING = frozenset("a an the from at type t1 t1d diabetic newly just over under new".split())
"""Words after "im" that say who or where somebody is: "im 15", not "im talking to"."""
TELLING = frozenset("ive i my we were weve our".split())
TELLS = frozenset(
    "is has was live lives am have had got just need needs want wants use cant".split()
)
"""What makes a new sentence of what follows a question without a mark between."""
