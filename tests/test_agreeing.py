"""Yes, no, not sure, or none of them: how people say it, kind by kind."""

from __future__ import annotations

import time

import pytest

from chatbot.content import Content
from chatbot.understanding.agreement.agreeing import Says, read_agreement, read_answer
from chatbot.understanding.agreement.plainly import is_slip
from chatbot.understanding.words.manners import is_question
from chatbot.understanding.words.tokens import tokenise, without_marks

YES = """
the last clause decides: Nope I don't mind one bit, ask away
the last clause decides: No no, you had it right the first time.
the last clause decides: Oh no need to apologise love, that's the right town
the last clause decides: I thought no at first but me sister talked me round, so I'll have it
the last clause decides: nope never been to one and I'd love to | No you're fine, ping it over
how it is to be done: Yes but don't ring me, I can't take calls at work | ok just no phone calls pal
how it is to be done: Yes just don't send it on a Sunday
somebody takes part: I wish to proceed | we shall certainly give it a go | keep me posted
somebody takes part: I'd find it helpful | it would do him good
somebody takes part: I could really do with meeting others
it is right: is correct, thank you | you heard right | it's for me and nobody else
the words themselves: yes | yh | aye | yesss | Yes!! | 👍 | 🤝 | mm hmm | ofc | 100% | K | okie
the words themselves: alrite | deffo | ydw | haan ji | tak prosze | da | haa | naam | 是
the words themselves: yes. sent from my iPhone | yes full stop
slips of the finger: yse pls | tes | yws | uyes | y3s | definatly | absolutley | yaeh
somebody does: i do | so she does | my daughter would | can do | i certainly am | we both would
somebody does: ah wid | i think i am | she does because of her feet | i have for years
somebody does: sadly i do | I am love
would like: I would very much like that | id love to | that would be lovely thank you
would like: it wud help me so yes | I should be most grateful if you would | wud b gr8
would like: sounds right up my street | id be well up for it | put me down for it
would like: i could do with that | nothing id like more | hook me up | sounds good 2 me
why not: why not | might as well | sure why wouldnt i | no harm in trying
why not: what have i got to lose | wouldnt say no to that | how could i refuse
why not: id be daft not to | wouldnt miss it for the world | not half
no that is a yes: no worries thats fine | no problem | nae bother | no objections
no that is a yes: no reason not to | no i do | no yeah that would be lovely
no that is a yes: No I dont mind, please do
if: if you like | if its no trouble | if possible | as long as its free | if you would be so kind
i suppose: spose | i suppose so | i should think so | far as i know | looks like it | probably
i suppose: most days | afraid so
rhetorical: is the pope catholic | do bears shit in the woods? | too right i do | need you ask
rhetorical: you bet
said again: FOR THE THIRD TIME YES | ive told you yes | i said yes already | my answer is yes
said again: how many times YES
for somebody else: my mum says yes | she said yes please | yes my son has it
with a limit: yes but where | yes but not mondays | ok but i dont want zoom | yes not weekends
with a limit: not sure but go on then
who leaves out the subject: would love to | would be nice | could do with it | am up for that
who leaves out the subject: do want it
refusing denied: youll not hear me say no | id be mad to refuse | wouldnt dream of refusing
refusing denied: id be the last person to turn it down | my wife would kill me if I said no
refusing denied: nothing against it | not a bad idea that | it wouldn't go amiss
refusing in a question: who'd turn that down | of course now, why would I refuse
refusing in a question: does it look like im going to say no | would I ever say no to that
more than by denial: nothing would please me more | couldnt be more right | never been keener
more than by denial: cant think of anything id like more | there's nothing I'd rather do
of what was said back: you got it in one | hit the nail on the head pal | thats the one
of what was said back: no no you had it right first time, thats the one | you're not wrong there
a turn: nope never mind yes | nah scrap that I will actually | N sorry Y
a turn: I wasn't going to but go on you've twisted my arm | ignore my last text its a yes
a turn: No harm in it so aye have a look | no I'm not busy so yes that's fine
a turn: I was going to say no but I've changed my mind | thought about it, then sod it yes
cross: stop asking and just do it man yes
British: go on then | gan on then pet | och aye | aye dead on | champion that | lush mun
no and yes in one breath: yeah no definitely | no no that's fine by me | nee bother marra
a refusal denied: aye, dinnae see why no | cant say ive any objection | dont need asking twice
a refusal denied: wouldnt turn me nose up at it | id never turn down free help
a refusal denied: you've not to twist my arm | cant wait to sign up
said over: nothing to lose have i | no harm done in trying is there
British: go ed lad | say less | reyt good
"""
NO = """
the last clause decides: Sounds lovely and I'm sure it's great but I'll leave it this time
the last clause decides: Ok ok but stop asking, I've said I don't want them
the last clause decides: Yes I saw your question and the answer's no.
the last clause decides: Happy to be left alone for now thanks | Okay thank you, I'll not be joining
the last clause decides: Yeah right, like I've time for that | yes it is a nice idea, not one for me
without it: we manage perfectly well without | I've got people | my nurse sorts that
without it: I'm in a group already and one's plenty | my plate's overflowing as it is
without it: I have decided against it | I'd feel out of place | it wouldn't help | I don't mix
heard wrong: that wasn't what I asked for | you misheard | Sorry is mistake, I live different city
for somebody else: It's for my little lad not me, he's 7
the words themselves: no | nah | naw | noooo | 👎 | ⛔ | nope | nty | negative | nage | nahi ji
the words themselves: nie dziekuje | nu multumesc | maya | 不要
slips of the finger: bo thanks | nio | npoe | know thank you | n0 | no thnaks | nto for me
somebody does not: i dont | she is not | ah wouldnae | my daughter doesnt | so i dont | nor do i
somebody does not: i wont thanks | i definitely dont | we havent | he isnt | of course i dont
somebody does not: i dont think i would | yes i dont
not wanted: i dont want to | not for me | not really my cup of tea | no need | theres no point
not wanted: i no want | cba | waste of time | cant be doing with it | couldnt be less interested
not wanted: nothing for me ta | dont like groups
not, and when: not today | not at my age | not with my knees | not while im working
not, and when: not that i know of | not on your nelly | not until im better | by no means
not, and when: not if i can help it
not thought: i dont think so | cant say i do | i wouldnt say so | probably not | sadly not
not thought: id say not | hope not | doubt it
id rather not: id rather not | rather you didnt | prefer not to | best not
id rather not: rather stick pins in my eyes | I'd rather keep to myself
i am fine: nah ur alright | im ok thanks | im fine as i am | i manage | its ok thanks
i am fine: ill leave it | ill pass | give it a miss | count me out | got enough on my plate
thanks but: thats very kind but no | kind of you but i manage | thanks but im ok
thanks but: sounds lovely but not for me | id love to but i cant | i would if i could
thanks but: wish i could | Very good of you to ask but I won't
rhetorical: do i heck as like | am i eckers | is it hell | as if | you must be joking
rhetorical: pigs might fly | why would i | in your dreams | god forbid | whats the point
said again: I SAID no already | for the last time no | its a no from me | my answer is no
said again: no means no | how many times no
for somebody else: my wife says no | mum said no thanks | none of us do
agreeing denied: why on earth would I say yes | who in their right mind says yes to that
agreeing denied: never in all my days would I agree to that | the last thing I'd say is yes
less than by denial: couldnt think of anything more boring | nothing I'd like less
less than by denial: couldn't be more wrong | nothing would make me go back to one
of what was said back: you've got that wrong, lovely | wrong newcastle mate | miles off lol
of what was said back: wasnt what i meant at all | that's where I used to live | not even close
refused: afraid I must refuse on this occasion | i will have to turn it down
a turn: I'd like to join but no | Y sorry N | I did say yes but I take it back
a turn: Yes I read about them, and no, I don't want one | nahi ji, theek hai
a turn: I was going to say yes but I've changed my mind | yes it's free but no it's not for me
cross: bog off | on yer bike | piss off m8 | leave me alone | stop asking | stick it
cross: get stuffed
a "not" in another voice: dinni want it | doan think so | wudent want that | a dinnut need it
a "not" in another voice: it wizny for me | i shudnae think so | not rly | i dnt fink so
a yes denied: dont go ahead | please dont sign me up | do not put me down | dont count me in
a yes denied: she no longer wants it | i barely want it | no way am i up for that
a yes denied: doubt it would help | doubt id like it | oh aye sure, as if id go to that
a yes denied: i dont believe i would like it | dont go signing me up now | never again
a yes denied: not a great idea | wouldnt be a good idea | i wld luv 2 but nt able
for others: no ta hen keep it for somebody that needs it | nobody wants it
said over: im grand as i am so i am
in the end: yeah no | ok no thanks | yes no thanks | no its my son | no my daughter does | er, no
in the end: actually no
"""
UNSURE = """
two minds: Part of me wants to and part of me doesn't tbh | my gut says yes but my head says wait
two minds: Some days I think I'd like it and other days I think not
two minds: erm maybe? please | I'm not saying no but I'm not saying yes either
the words themselves: dunno | maybe | mabye | mibbe | idk tbh | 🤷 | hmm | perhaps | possibly
the words themselves: efallai | pata nahi | nie wiem | 不知道 | unsrue
not sure: not sure | im not too sure really | not 2 sure | not 100% sure | no sure pal
not sure: not entirely certain | nto sure | I am not entirely certain, I'm afraid
not sure: I am not sure what I want | not sure about that | can't say I'm sure
does not know: dont knw sorry | i dont know what i want | dinnae ken | havent a scooby
does not know: couldnt tell ye | god knows | how should i know | buggered if i know
does not know: cant say for sure | i dont no | my minds gone blank | cant remember
thinks about it: let me think about it | need 2 fink bout it | ill have to ask my wife
thinks about it: can i get back to you | see how i feel | ask me later | ask us another day pet
thinks about it: havent decided yet | cant make my mind up | sleeping on it
in between: yes and no | yes n no | some days yes some days no | half of me | in two minds
in between: i do and i dont | 50/50 | bit of both | kinda yes kinda no | not saying no
in between: could go either way | might do might not | ish
it depends: it depends | depends on the day | it varies | i might | it could be good
it depends: hard to say | sometimes
you choose: you decide | whatever you think | not fussed | dont mind either way | makes no odds
you choose: up to you
in between: yeah but no but yeah
you choose: what would most people do
neither yes nor no: not no but not yes | its not a no | im not saying yes
wants and does not dare: want to but im scared | id like to but im not sure | yeah maybe
wants and does not dare: yes but not sure | no but maybe
"""
NEITHER = """
only seen: Yeah I got that last time and binned it
asks: I don't think you understand what I asked
yes and no of others: yes dear said the husband
a wish that is past: i used to want that | i thought i wanted it but
asks: why | what is it | is that ok? | what do you mean | how do i say no | do i have to say yes
asks: yes to what? | eh? | ok? | is that a yes or no question | thanks but what is this
asks: what do you want | can you call me | ok so where do i go
no, the number and the noun: no one told me about it | no 7 please confirm address
no, the number and the noun: no signal here | no bus round here | no. 42 bus is late again
yes and no of others: my lad says no to everything | he said yes to the dress
yes and no of others: yes minister is on | ok google call mum | what happens if i say yes
yes and no of others: he always says no | she said yes to marrying me
not about the question: not working | not well today | im not well | not at home | not again
not about the question: never heard of it | not my number
does not know something else: dont know who you are | no idea who this is
does not know something else: not sure where my phone went | not sure what day it is
does not know something else: i dont know how to use this
does not know something else: cant remember my password | who knows where my glasses went
says something else: what time is it on | i live in norwich | near Swansea | happy birthday nana
says something else: my son is 7 | hello | thanks | sure is cold | good morning
says something else: i dont like needles | absolutely knackered | its mum here | i am a nurse
says something else: i have type 1 | maybe you have the wrong number
says something else: not being funny but who are you
of a verb that nobody turns round: i dont know how to say no | what happens if I refuse
praise and a but: Good idea but I work nights
an answer that was nearly given: I was going to say yes but my knees | id have said yes last year
wants and holds back: id love to but my nerves
"""


def cases(kinds: str) -> list[object]:
    """Return the texts of lines such as "somebody does: i do | so she does"."""
    found = []
    for line in kinds.strip().splitlines():
        kind, texts = line.split(": ", 1)
        found += [pytest.param(text, id=f"{kind}: {text}") for text in texts.split(" | ")]
    return found


@pytest.mark.parametrize("text", cases(YES))
def test_every_yes_is_a_yes(content: Content, text: str) -> None:
    assert read_answer(content.language.agreement, text) is Says.YES


@pytest.mark.parametrize("text", cases(NO))
def test_every_no_is_a_no(content: Content, text: str) -> None:
    assert read_answer(content.language.agreement, text) is Says.NO


@pytest.mark.parametrize("text", cases(UNSURE))
def test_who_does_not_know_is_not_decided_for(content: Content, text: str) -> None:
    assert read_answer(content.language.agreement, text) is Says.UNSURE


@pytest.mark.parametrize("text", cases(NEITHER))
def test_other_words_are_neither(content: Content, text: str) -> None:
    assert read_answer(content.language.agreement, text) is None


@pytest.mark.parametrize(
    "around", ["{} thanks", "oh {}", "{} mate", "well {} then", "{} tbh", "erm {} x"]
)
@pytest.mark.parametrize(
    "text", ["yes please", "i would", "sounds good", "no thanks", "she doesnt", "not for me",
             "dunno", "not sure", "it depends"],
)  # fmt: skip
def test_words_around_an_answer_change_nothing(content: Content, text: str, around: str) -> None:
    agreement = content.language.agreement
    assert read_answer(agreement, around.format(text)) is read_answer(agreement, text)


@pytest.mark.parametrize(
    "around",
    ["{} please", "{} pls thanks x", "{} ta", "thanks, {}", "hi {}", "um {}", "{}!", "{}."],
)
@pytest.mark.parametrize(
    "text", ["i dont fink so", "i cant, sorry", "i really couldnt say", "wasnt what i meant at all",
             "will i heck", "yes and no", "can i think about it", "aye, thats grand",
             "aye why no, nae skin aff ma nose", "on a good day yes", "regretfully i must decline",
             "no need, thanks though", "och dont be daft hen, aye of course"],
)  # fmt: skip
def test_politeness_around_an_answer_is_no_answer(content: Content, text: str, around: str) -> None:
    agreement = content.language.agreement
    assert read_answer(agreement, text) is not None
    assert read_answer(agreement, around.format(text)) is read_answer(agreement, text)


@pytest.mark.parametrize("text", ["yes please", "not sure", "nah ur alright", "what time is it"])
def test_tokens_are_read_as_their_text_is(content: Content, text: str) -> None:
    tokens = tokenise(text)
    asking = is_question(text, without_marks(tokens))
    said = read_agreement(content.language.agreement, tokens, asking=asking)
    assert said is read_answer(content.language.agreement, text)


@pytest.mark.parametrize(
    ("typed", "word", "slip"),
    [("yse", "yes", True), ("tes", "yes", True), ("bo", "no", True), ("nio", "no", True),
     ("npoe", "nope", True), ("mabye", "maybe", True), ("hes", "yes", False), ("go", "no", False),
     ("bope", "nope", True), ("hope", "nope", False), ("y", "yes", False)],
)  # fmt: skip
def test_a_slip_is_a_key_beside_or_two_keys_swapped(typed: str, word: str, slip: bool) -> None:
    assert is_slip(typed, word) is slip


@pytest.mark.parametrize(
    "text",
    ["no " * 500, "yes but no if " * 100, "not " * 400, "maybe, " * 200, "so so so i do " * 100,
     "please " * 250, "?" * 1600, "i would like to " * 100, "🤷" * 1600, "yes no " * 200],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_it_should(content: Content, text: str) -> None:
    started = time.perf_counter()
    read_answer(content.language.agreement, text[:1600])
    assert time.perf_counter() - started < 0.25
