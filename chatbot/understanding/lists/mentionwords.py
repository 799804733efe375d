"""The words around an option by which a clause answers, or does not."""

from __future__ import annotations

Ways = dict[str, tuple[tuple[str, ...], ...]]


def _by(place: int, *written: str) -> Ways:
    """Return ways of speaking by their first or last word, from lists parted by "/"."""
    found: Ways = {}
    for part in written:
        for way in part.split("/"):
            words = tuple(way.split())
            found[words[place]] = (*found.get(words[place], ()), words)
    return found


def _each(firsts: str, seconds: str) -> str:
    return "/".join(f"{one} {two}" for one in firsts.split() for two in seconds.split("|"))


SELF = frozenset("i im ive id ill we wed weve well were us me ah ahm ahd ahve ahll".split())
HE_OR_SHE = frozenset(
    "he hes hed hell she shes shed they theyre theyve theyd theyll people folk folks everyone "
    "everybody some most others nobody".split()
)
OTHERS = HE_OR_SHE | frozenset("someone somebody everyones theirs wife husband".split())
SUBJECTS = (
    (SELF - {"me", "us"})
    | HE_OR_SHE - {"some", "most", "others"}
    | frozenset("its itd itll youll youd you thats thatd there theres".split())
)
"""Words that begin a clause where one with a verb is over: "the castle is all steps i fancy"."""
MINE = frozenset("my our wor oor ma me mi his her their the".split())
KIN = frozenset(
    "mum mam mom mums dad da dads wife husband hubby missus mrs partner ex brother brothers bro "
    "sister sisters sis son sons lad lads daughter daughters lass girl boy kids bairns weans nan "
    "nana gran granny grandad grandma cousin cousins uncle aunt auntie mate mates pal pals friend "
    "friends bestie neighbour neighbours boss parents family mother father nephew niece doctor "
    "nurse teacher fella bloke feller lot girls boys".split()
)
LINKS = frozenset(
    "what that which who when where if cos because as since while than how why whatever think "
    "say says said know reckon like and or but so till til until can could would will do does "
    "did of should shall may might is are am was were have has had cause whether".split()
)
"""Words before a subject that do not let it begin a clause: "what i want", "people say i"."""
TURNS = frozenset(
    "because cos coz cuz bcos cause since while whilst although though unless if but so when as "
    "otherwise whenever till til until whereas tho".split()
)
ENDS = frozenset("please pls plz ta thanks thx cheers".split())
"""Words that end a clause: "urdu please mum english is not good"."""
VERBS = SELF - {"i", "we", "us", "me", "ah"} | frozenset(
    "is are was were am be been its hes shes theyre theyve thats theres has have had do does did "
    "dont doesnt didnt can could cant cannot will would wont wouldnt should may might must got get "
    "gets goes go went said says say look looks think thinks want wants need needs like likes love "
    "loves hate hates make makes made put puts take takes took give gives gave come comes came "
    "speak speaks live lives stay stays works know knows swear swears seen saw tell tells "
    "told keep keeps found find feel feels born suits".split()
)
PAST = frozenset(
    "was were had did used went liked loved hated thought started tried said wanted took came "
    "quit stopped gave born bred typed".split()
)
NOW = frozenset("now nowadays currently presently atm still instead".split())
SMALL = frozenset(
    "a an the my me our some bit bits of at in on by with wi via to it just more mostly mainly "
    "around about roughly maybe probably that this them they those each per and or plus lot "
    "cuppa cup mug pint glass good nice wee little only even all either for".split()
)
"""Words that may stand between an option and what is said of it."""
STEPPED = frozenset("is are was were just bit all so really a an the thing stuff".split())
REFUSING = frozenset(
    "dont doesnt isnt arent aint wont cant cannot wouldnt didnt wasnt werent".split()
)
TAKEN_BACK = frozenset("forget scrap skip leave ignore bin drop".split())
TURNING = frozenset("but so now instead actually nowadays tho though".split())
IMPERATIVES = frozenset(
    "make put give gimme gies giz drop send ring call book sign stick go pick choose lets let "
    "count pop try want need prefer id ill can could may please".split()
)
WISHING = frozenset(
    "rather prefer sooner want wanna like love fancy go going choose pick take vote say need enjoy "
    "plump stick sticking stopping happier happiest better best ease favour opt mean meant "
    "interested keen manage been live stay struggle ideally get play use drink eat watch speak "
    "free available around able bring bringing come coming end mainly mostly usually always".split()
)
CHOICES = frozenset("favourite fave favourites choice preference answer pick vote".split())
BEFORE_SAID = _by(
    -1,
    "its/tis/itll be/itd be/would be/will be/should be/has to be/have to be/had to be/must be",
    "needs to be/got to be/gotta be/im/i am/ive been on/ive been/more like",
    "make it/make that/call it/say/would say/for me its/for me please/me please/prefer/rather",
    "vote for/go for/going for/put me down for/down for/best is/easiest is/answer is/choose/pick",
    "want is/need is/like is/want to hear about is/know about is/want/nothing better than",
    "nothing more than/nothing beats/i stay/i live/i speak/more of a/would be bringing",
)  # fmt: skip
AFTER_SAID = _by(
    0,
    "will do/would do/ll do/should do/is plenty/are plenty/is enough/suits/suit/works/for me",
    "for us/please/pls/plz/instead/is what/are what/it is/it has to be/is the one/these days",
    "this time/now/nowadays/then/if poss/if possible/for preference/by preference/id go/id say",
    "i reckon/i think/i suppose/i guess/for definite/at the minute/at the moment/at the mo",
    "is where i/is when i/is my/is me/me/for starters/if i can/if you can/if i could/all day",
    "worry me/worries me/both worry/i need/i want/i struggle/i worry",
    _each("would will is are sounds looks seems be wud", "be|best|fine|good|great|lovely|grand|"
          "ideal|perfect|ok|okay|better|easier|easiest|handy|handiest|nicer|suit|work|do|alright|"
          "me|more like it|spot on|the best|the one|the easiest|preferred|preferable|favourite"),
)  # fmt: skip
CLEFTS = _by(-1, "it was/it was actually/it were/twas/it is/its actually")
"""Words before what is picked out, also of what was: "it was the nurse who told me"."""
BEFORE_OUT = _by(
    -1,
    "too old for/too young for/done with/done wi/done wiv/finished with/finished wi/sorted for",
    "sorted with/set for/fine for/ok for/nothing to do with/no more/enough of/keep her/keep his",
    "keep your/keep their/keep the/cant stand/cant abide/cant bear/cant face/hate/gone off",
    "nothing against/instead of/rather than/apart from/if i said/if i picked/going to say",
    "gonna say/nearly said/nearly put/no need for/dont need/dont want/never liked/no fan of",
    "not a fan of/rid of/bangs on about/bang on about/goes on about/go on about/more than enough",
    "nowt to do with/fed up of/fed up with/sick of/into the/past caring about/no use for",
    "shot for/knackered for/useless for/past it for/not up to/nothing wrong with",
)  # fmt: skip
AFTER_OUT = _by(
    0,
    "too early/too late/too far/too much/too dear/too hard/too noisy/too often/too many/too long",
    "would drive/will drive/drives me/would kill/would be too/will be too/would bore/would finish",
    "i can manage/i can do/i can cope/already/im sorted/im fine/im busy/im working/im at/im in",
    "im out/im away/ive already/ive got/i have already/ive done/ive had/cruel/no good/no use",
    "sorted/covered/taken/hopeless/rots/rot/can wait/no bother/no problem/no issue/i work",
    "fine touch/would only/would never/could never/i never/i work/i look/id be/i do my own",
    "i do the/i have my/i have the/ive got my/ive got our/ive got the/i go to/i pick up/i mind the",
)  # fmt: skip
LEADING_UP = frozenset("say said toss torn tossing mistake typed between meaning".split())
LEAD_UPS = _by(
    0,
    "going to say/gonna say/goin to say/about to say/toss up between/torn between/nearly said",
    "almost said/nearly put/by mistake/tempted to say/want to say/wanted to say/hard to choose",
    "stuck between/between you/would have said/id have said/used to say/lying if",
)  # fmt: skip
"""Words of a clause that only leads up to a choice."""
