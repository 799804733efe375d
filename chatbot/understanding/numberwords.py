"""The words of numbers, and the words that stand around them in an answer."""

from __future__ import annotations

from chatbot.understanding.manners import POLITE

WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
NUMBER_WORDS = {word: at for at, word in enumerate(WORDS, 1)}
HOMOPHONES = {
    "won": 1, "wan": 1, "wun": 1, "yin": 1, "ii": 2, "to": 2, "too": 2, "tow": 2, "twoo": 2,
    "twa": 2, "fower": 4, "fooer": 4, "fouer": 4, "siks": 6, "sicks": 6, "sikx": 6, "fiv": 5,
    "fyve": 5, "fiev": 5, "tew": 2, "tu": 2, "thri": 3, "trhee": 3, "sevn": 7, "seben": 7,
    "ayt": 8, "ait": 8, "eit": 8, "nyne": 9, "tenn": 10, "iii": 3, "iv": 4, "for": 4, "fore": 4,
    "foor": 4, "ate": 8, "fife": 5, "tree": 3, "free": 3,
}  # fmt: skip
"""Words that sound or look like a number; one only when nothing else is said."""
ORDINALS = (
    {word: at for at, word in enumerate(ORDINAL_WORDS, 1)}
    | {f"{at}th": at for at in range(4, 21)}
    | {"1st": 1, "2nd": 2, "3rd": 3, "2st": 2, "1th": 1, "2th": 2, "3th": 3, "1nd": 1, "2rd": 2}
    | {"furst": 1, "fust": 1, "initial": 1, "uppermost": 1, "topmost": 1, "secund": 2, "sekond": 2}
    | {"thurd": 3, "therd": 3, "forth": 4, "fith": 5, "fifht": 5, "fivth": 5, "sixt": 6}
    | {"sicksth": 6, "sevnth": 7, "eigth": 8, "nineth": 9, "twelfth": 12}
)
LAST = frozenset(
    "lastt larst bottm botom botum last final bottom lowest end lst finale ultimate "
    "bottommost".split()
)
TOP = frozenset("top first frist".split())
MIDDLE = frozenset("middle mid center centre middlemost".split())
FROM = frozenset("from to but before next one fae frae off of up".split())
CHANGED = frozenset("sorry wait actually actualy meant mean instead rather oops scratch no".split())
EXCEPTING = frozenset("except but bar minus without excluding besides excepting not save".split())
ALL = frozenset("all everything every each lot any rest others both".split())
AFTER_ALL = frozenset(
    "again ffs cos coz cuz because as since but if thats cheers wasnt was only sorry "
    "though tho im defo love and plus thx ta please".split()
)
"""Words that may go on after a number at the start: "2 cos I cant do mornings"."""
NOT_BEFORE = frozenset(
    "typ tipe at after over under im aged age since for about around before till until by "
    "my our only bus flat room ward type the past nearly almost he she hes shes is was "
    "were us me all just every each both last next first grade year yr no not got have "
    "had".split()
)
"""Words before a number of which it is no choice: "after 6", "type 1"."""
NOT_CHOSEN = frozenset(
    "time times week wk weeks weekend night nite month year yr day days thought thoughts "
    "hand bus train tram baby child kid pregnancy diagnosis appointment appt class aid "
    "floor language place name came born ever half pump sensor hospital job son daughter "
    "few couple of minute second sec person thing i we he she they it was is straw resort "
    "orders summer winter spring autumn christmas xmas session visit clinic hypo dose "
    "injection meal".split()
)
"""Words after "first", "last" that make it something else: "first time ive done this"."""
SAYING = frozenset(
    "say saying choose pick want go then is answer for type typing tap press try".split()
)
"""Words before a number at the end of a text that choose it: "gonna say 4"."""
LEADS = frozenset("number option opt num no nr nombor digit choice nos numba numbered".split())
FILLERS = (
    POLITE
    | LEADS
    | frozenset(
        "and an n the option options opt number numbers num numba nr nmbr please pls plz "
        "thanks thank you thx ta x xx would id like i want choose pick ill il have go for "
        "with both just ok okay yes yeah yep maybe cheers mate love hi hello hiya answer is "
        "its it um er also or think that thats one ones wan from in on list menu going gonna "
        "goin lets let do try take taking put select selecting selected chose chosen choosing "
        "choice picking picked say said saying reply replying text texting press pressing "
        "pressed my me mine be will can could may we us get give down probably prob defo "
        "definitely looks sounds seems suits works good best bet vote opting opted da de teh "
        "th yeh aye actually then now there here this these those wants wanting wish prefer "
        "rather fine great perfect lovely suppose guess reckon am item line row entry shall "
        "should hit click clicked clicking tap tapped tapping very u by wi wee yin wid wud ah "
        "a got sir madam dear pal hen pet duck bro bruv fam lad hun hunni babe well right so "
        "oh erm ehm eh mm hmm listed given shown above below says are neither either "
        "definately only selection suggestion thing things numero uno un yins inclusive send "
        "tell about more details detail info optoin along thingy butt again ffs slap bang "
        "gizza innit ay ur your lot yer thanx pleas pleez plees if".split()
    )
)
