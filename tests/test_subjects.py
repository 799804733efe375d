"""Whom a text is about: who texts, their child, or someone else."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read
from chatbot.understanding.readings import Reading


def who(content: Content, text: str) -> tuple[str, ...] | None:
    flow = content.flows[0]
    found: Reading = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True)
    return found.chosen.get("who")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("im 34 type 1 for 20 yrs live nr york", "adult"),
        ("62 and just been told I'm type 1", "adult"),
        ("T1 since 1979. I'm in Oban", "adult"),
        ("Wheelchair user, T1, 41", "adult"),
        ("Type 1 mum of a baby, Wigan", "adult"),
        ("im type 1 and my husband wants to come too", "adult"),
        ("17 n pregnant n type 1", "young_person"),
        ("my mum doesnt know im texting. im 14 and i have type 1", "young_person"),
        ("year 9, telford, t1d", "young_person"),
        ("am 12 and diabetic can i join", "young_person"),
        ("im a lad of 16, type 1, hyde", "young_person"),
        ("mum of a 7yr old just diagnosed", "parent"),
        ("daughter 7, diagnosed 3 wks ago", "parent"),
        ("8 yr old son, Guildford", "parent"),
        ("Granda tae a wee lad o 7 wi the diabetes", "parent"),
        ("for our 12 year old's type 1", "parent"),
        ("my wife is 62 and newly diagnosed", "someone_else"),
        ("my brother's got t1 hes 9", "someone_else"),
        ("My fella does nights offshore & he's T1", "someone_else"),
        ("DSN here, pt 34F newly dx T1", "someone_else"),
        ("Mother in Barry, she's had type 1 since 1961", "someone_else"),
        ("for my auntie who has type 1", "someone_else"),
        ("its for my cousin not me. 27. she has type 1", "someone_else"),
        ("hi its for one of my residents", "someone_else"),
        ("Support worker here. The guy I support is Deaf, type 1", "someone_else"),
        ("Husband diagnosed yesterday. 48 years old", "someone_else"),
        ("My brother is T1, he's 29. I'm his big sister", "someone_else"),
        ("need it for our Ellie (14) not me", "parent"),
        ("My 14 yr old is autistic and T1", "parent"),
        ("Dad here. Boy of 8. Hull", "parent"),
        ("my sun is 6 he as type 1", "parent"),
        ("t1 nurse here", "adult"),
        ("Prison officer, T1", "adult"),
        ("second year at uni, T1, other students?", "adult"),
        ("31 and pregnant, on the omnipod", "adult"),
        ("im on me own wi 2 lads under 6 an i got t1", "adult"),
        ("Da of two, type 1 myself", "adult"),
        ("nan here, had t1 since 1974", "adult"),
        ("im only 15", "young_person"),
        ("boy 15 here, type 1", "young_person"),
        ("18 next week so still 17 now. T1", "young_person"),
        ("u got anythin for a 12 year old. thats me", "young_person"),
    ],
)
def test_who_has_it_is_worked_out(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    "text",
    ["hello", "is this for type 1", "got your number off the nurse", "other mums with type 1",
     "my doctor told me to text", "kids got hold of the phone asdfgh", "im 15 minutes from hull",
     "I'm T1 and so is my daughter", "groups for people in their twenties",
     "my old headmaster had it", "kids got hold of the phone",
     "me and my wife are off to hull", "group for type 1 people", "im 15 miles away"],
)  # fmt: skip
def test_nobody_is_guessed(content: Content, text: str) -> None:
    assert who(content, text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("our Jack turned 4 last week and spent his birthday on the ward. type 1", "parent"),
        ("our Sophie has just turned 9, type 1", "parent"),
        ("i have just turned 14, got t1", "young_person"),
        ("apprentice lad 17 t1", "young_person"),
        ("i'll be 18 in march, type 1", "young_person"),
        ("not 18 til next year. pump user", "young_person"),
        ("do u have to be 18? im not", "young_person"),
        ("me n my bro both 14, both type 1", "young_person"),
        ("my dads diabetic too but hes useless lol im 12", "young_person"),
        ("my friends at school think i caught it from sweets", "young_person"),
        ("ok so shes 3 and its type 1 and there is no sleep", "parent"),
        ("hes in reception and the school wont do his insulin", "parent"),
        ("Our lass is 15 and hiding her blood sugars from us", "parent"),
        ("our lass is 42 and hiding her hypos from me", "someone_else"),
        ("I have diabetes from 12 years old, two sons", "adult"),
        ("Grandad to Poppy and Max here. 66. Insulin for 41 years", "adult"),
    ],
)
def test_an_age_belongs_to_whom_it_is_said_of(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my lad has it and so do i. its me that needs the company", "adult"),
        ("it was my nan who had it, then my dad and now muggins here. 38", "adult"),
        ("two kids to feed and a full time job at asda, carbs do my head in", "adult"),
        ("2 teenage girls of my own, a job in the bank, and type 1 for company", "adult"),
        ("I've got a mortgage, two jobs, three kids and a pancreas that's on strike", "adult"),
        ("I've three grandchildren, a dodgy knee and type 1 diabetes", "adult"),
        ("I care for my mother and I have had type one diabetes for years", "adult"),
        ("I'm me mam's carer, 43 and type 1", "adult"),
        ("my gf says i need mates who get it. landscaper, 37", "adult"),
        ("my wife died 2 yrs ago she used to do all my carbs for me. 76 now", "adult"),
        ("I went with my wife before she died. still diabetic, 81", "adult"),
        ("am the guy wi the insulin pump oan ma belt. 67", "adult"),
        ("I am a teacher and I go low in front of year 8. type 1", "adult"),
        ("guardian of my late sisters boy, he is 15", "parent"),
        ("I've a wean o four wi it", "parent"),
        ("Young woman I mentor, 20, care leaver, type 1", "someone_else"),
        ("lad on my team at the warehouse, T1, 22. he wants to meet others", "someone_else"),
        ("asking for hubby, offshore worker, T1", "someone_else"),
        ("dad passed away in jan and mam has been a mess, she has type 1", "someone_else"),
        ("my wifes mood swings are the diabetes and she knows it", "someone_else"),
        ("my sister's boy has type 1, he's 22", "someone_else"),
    ],
)
def test_people_in_passing_do_not_take_the_condition(
    content: Content, text: str, value: str
) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    "text",
    ["any young adult ones? not kids", "are these groups run by doctors or by patients",
     "do you have to be 18 to come"],
)  # fmt: skip
def test_a_group_asked_for_tells_nothing_of_whom(content: Content, text: str) -> None:
    assert who(content, text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a lady in my bowls club. 71, type 1. her sensor baffles her", "someone_else"),
        ("someone in my street, type 1, i take her to clinic", "someone_else"),
        ("a workmate was diagnosed in may and tells nobody. he sits in his van", "someone_else"),
        ("got a new trainee in our kitchen, 20, type 1, hes hiding it", "someone_else"),
        ("one of my altos has type 1, shes 60", "someone_else"),
        ("its for our Denise, she has type 1", "someone_else"),
        ("this is for Mr Aziz next door, type 1", "someone_else"),
        ("I'm his daughter. Dad is 80, T1", "someone_else"),
        ("its about dad. he skips his jabs, type 1", "someone_else"),
        ("my sons teacher has T1 and wants a group", "someone_else"),
        ("would it do for a couple, hes the one with it", "someone_else"),
        ("Ruby, 5, our youngest. type 1 since friday", "parent"),
        ("t1 toddler, husband works away", "parent"),
        ("two of my four have it now", "parent"),
        ("mine are 4 and 9, the older one is T1", "parent"),
        ("hes only a tot, 10 months old, type 1", "parent"),
        ("she went to school today with her pump. as her mum i worry", "parent"),
        ("took over care of my brothers lad, hes 13 and has type 1", "parent"),
        ("they say she cant swim cos of her pump. group for parents?", "parent"),
        ("im T1 and so is my 6 year old but its him i need help with", "parent"),
    ],
)
def test_who_is_told_of_without_a_word_for_them(content: Content, text: str, value: str) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ive got a 9 month old and im t1", "adult"),
        ("can i bring my 3yr old? im the one with it not him", "adult"),
        ("4 kids. no sleep. type 1 me", "adult"),
        ("my kids laugh when im low", "adult"),
        ("my ratio is a mess, 2 kids to feed", "adult"),
        ("my husband does my carbs for me", "adult"),
        ("i look after my dad. t1 myself", "adult"),
        ("i do nights at tesco. t1", "adult"),
        ("on the trawlers, type 1", "adult"),
        ("having my second in june, type 1", "adult"),
        ("my dad died of it in 86 and ive got it too", "adult"),
        ("t1, all a blur since my 40th birthday", "adult"),
        ("my lad plays football and nobody there knows im t1", "adult"),
        ("i foster and do my own insulin in secret", "adult"),
        ("im 20 and my mum keeps on at me to join. type 1", "adult"),
        ("on my own since the wife went into a home. insulin 4 times a day. 70", "adult"),
        ("im jess, 13, and my brothers got it too but hes a baby", "young_person"),
        ("type 1 in primary 7. mum texted last time but this is me", "young_person"),
        ("whats there for a girl of 15 who hates groups. thats me, type 1", "young_person"),
    ],
)
def test_people_beside_who_texts_leave_it_with_them(
    content: Content, text: str, value: str
) -> None:
    assert who(content, text) == (value,)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("new pump and no idea, got a job so evenings", "adult"),
        ("had it since i was ten. in Ely, teach at a primary so not days", "adult"),
        ("i nurse on a ward and hide my hypos", "adult"),
        ("I drive a school bus. pumps new", "adult"),
        ("once the bairns are in bed i can do video", "adult"),
        ("the ex has the kids every other weekend so then. type 1", "adult"),
        ("stuck at home with the twins, need adults who know what a hypo is", "adult"),
        ("ive two toddlers who would have to come with me", "adult"),
        ("i cook one dinner for the kids and one i can count", "adult"),
        ("i cook two dinners, one for the kids and one i can count", "adult"),
        ("just had the baby six weeks ago, hypos all night", "adult"),
        ("I am eighty-one years of age. my neighbour is typing this", "adult"),
        ("my hearing has gone and so have my friends. I am 79", "adult"),
        ("people of a similar age who have injections. i am 79", "adult"),
        ("I'm the patient, 43, Selby", "adult"),
        ("its me who has it, the kids are at school then", "adult"),
        ("my sisters in Spain, so id like people to talk to. i do bar work", "adult"),
        ("my pal has started a new job", None),
        ("are little ones allowed to come too", None),
    ],
)
def test_a_grown_up_life_is_told_by_how_words_stand(
    content: Content, text: str, value: str | None
) -> None:
    assert who(content, text) == ((value,) if value else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("am a wife of a t1, wants men only", "someone_else"),
        (
            "my fella reckons im the one who needs help but hes the one with the pancreas",
            "someone_else",
        ),
        ("our kid me younger brother is 34, lives with me. type 1", "someone_else"),
        ("me butt has type 1, hed go to a gym", "someone_else"),
        ("the lad I share a flat with is type 1. hes 24", "someone_else"),
        ("my partner says shes fine but shes the one injecting", "someone_else"),
        ("Him: first year at uni, T1. Me: his mum", "parent"),
        (
            "my husband was type 1 and died of it and now our daughter she is thirty five has it",
            "parent",
        ),
        ("my dauhgter has type one shes in year 4", "parent"),
        ("my soon is 5 he has type 1", "parent"),
        ("Boy age 8 have type 1, he hearing, me and husband deaf", "parent"),
        ("I am grandmother raising boy 9 years diabetes", "parent"),
        ("diagnosed last week. he is 2", "parent"),
        ("weve three, its the baby whos got it, 11 months", "parent"),
        ("its on my daughters phone, my gran has type 1", "someone_else"),
        ("both my kids now. husband in bits. need families", "parent"),
    ],
)
def test_whose_it_is_where_who_texts_speaks_of_themselves_too(
    content: Content, text: str, value: str
) -> None:
    assert who(content, text) == (value,)
