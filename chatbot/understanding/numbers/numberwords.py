"""The words of numbers and of places in a list, however they are spelt."""

from __future__ import annotations

from chatbot.understanding.words.manners import POLITE

WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty".split()
)
ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
NUMBER_WORDS = {word: at for at, word in enumerate(WORDS, 1)} | {
    "uno": 1, "1ne": 1, "2wo": 2, "3hree": 3, "thr33": 3, "4our": 4, "5ive": 5, "f1ve": 5,
    "6ix": 6, "s1x": 6, "7even": 7, "se7en": 7, "8ight": 8, "e1ght": 8, "9ine": 9, "n1ne": 9,
    "thri": 3, "trhee": 3, "fower": 4, "fooer": 4, "fouer": 4, "foor": 4, "siks": 6, "sicks": 6,
    "sikx": 6, "sevn": 7, "seben": 7, "nyne": 9, "twoo": 2,
}  # fmt: skip
HOMOPHONES = {
    "won": 1, "wan": 1, "wun": 1, "yin": 1, "yan": 1, "ii": 2, "to": 2, "too": 2, "tow": 2,
    "twa": 2, "twae": 2, "tew": 2, "tu": 2, "tree": 3, "free": 3, "iii": 3, "iv": 4, "for": 4,
    "fore": 4, "fife": 5, "fiv": 5, "fyve": 5, "fiev": 5, "vi": 6, "vii": 7, "ayt": 8, "ait": 8,
    "eit": 8, "ate": 8, "tenn": 10,
}  # fmt: skip
"""Words that sound or look like a number; one only when nothing else is said."""
ORDINALS = (
    {word: at for at, word in enumerate(ORDINAL_WORDS, 1)}
    | {f"{at}th": at for at in range(1, 21)}
    | {"1st": 1, "2nd": 2, "3rd": 3, "2st": 2, "1nd": 1, "2rd": 2, "3nd": 3, "3st": 3}
    | {"furst": 1, "fust": 1, "fst": 1, "initial": 1, "uppermost": 1, "topmost": 1}
    | {"secund": 2, "sekond": 2, "sekund": 2, "scnd": 2, "2end": 2, "thurd": 3, "therd": 3}
    | {"tird": 3, "thrd": 3, "forth": 4, "fith": 5, "fifht": 5, "fivth": 5, "sixt": 6}
    | {"sicksth": 6, "sevnth": 7, "eigth": 8, "ateth": 8, "nineth": 9, "twelvth": 12}
)
NO_SLIPS = frozenset(
    "once ones twos threw threes there these flour fours fives fiver sever seen sevens "
    "eights eighty nines nice tens tend teen tent then tern sick sixes sixty thee fist firth "
    "filth fifty seventy seconds thirds teeth tenths fifths".split()
)
"""Ordinary words that are one slip away from a number."""
LAST = frozenset(
    "lastt larst laste botm bottm botum bottum last final bottom lowest end finale "
    "bottommost undermost".split()
)
TOP = frozenset("top first frist highest opening".split())
MIDDLE = frozenset("middle mid center centre middlemost midmost".split())
ONE_WORDS = frozenset("one 1 un uns yin yins wan wun ones oan".split())
"""What stands for an option after its place: "the second yin"."""
LISTED = frozenset(
    "option options opt choice item answer suggestion selection entry group number button row "
    "box thingy thing".split()
)
"""What an option may be called after its place: "the last option"."""
FROM = frozenset("from to but before next one fae frae frm off of up".split())
LEADS = frozenset(
    "n0 number option opt num no nr nombor digit choice nos numba numbered numbers options nmbr "
    "nummer rhif numero optn numbr nmber nuber numer nunber numbe numberr opton optoin".split()
)
"""Words that stand before the number of an option."""
CHANGED = frozenset(
    "sorry soz wait actually actualy meant mean instead rather oops whoops scratch no nah "
    "naw scrap correction nope".split()
)
"""Words before what somebody says in place of what they said before."""
EXCEPTING = frozenset(
    "except but bar barring minus without excluding excludin besides excepting not save "
    "never excl xcept".split()
)
SMALL = frozenset("the a an da de th teh very right just of they".split())
FILLERS = (
    POLITE
    | LEADS
    | frozenset(
        "and an n the option options opt number numbers num numba nr nmbr please pls plz thanks "
        "thank you thx ta x xx would id like i want choose pick ill il have go for with both "
        "just ok okay yes yeah yep maybe cheers mate love hi hello hiya answer is its it um er "
        "also or think that thats one ones wan from in on list menu going gonna goin lets let do "
        "try take taking put select selecting selected chose chosen choosing choice picking "
        "picked say said saying reply replying text texting press pressing pressed my me mine be "
        "will can could may we us get give down probably prob defo definitely looks sounds seems "
        "suits works good best bet vote opting opted da de teh th yeh aye actually then now "
        "there here this these those wants wanting wish prefer rather fine great perfect lovely "
        "suppose guess reckon am item line row entry shall should hit click clicked clicking tap "
        "tapped tapping very u by wi wee yin wid wud ah a got sir madam dear pal hen pet duck "
        "bro bruv fam lad hun hunni babe well right so oh erm ehm eh mm hmm listed given shown "
        "above below says are neither either definately only selection suggestion thing things "
        "numero uno un yins inclusive send tell about more details detail info optoin along "
        "thingy butt again ffs slap bang gizza innit ay ur your lot yer thanx pleas pleez plees "
        "if deffo obvs init tbh".split()
    )
)
"""Words that tell nothing when the words of an option are looked for."""
