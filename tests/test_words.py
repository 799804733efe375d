"""What people say for how to meet, what they need, when, and what it is about, in many voices."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read


def heard(content: Content, text: str, name: str) -> tuple[str, ...]:
    """Return the answers a first text gives to one question."""
    flow = content.flows[0]
    found = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True)
    return found.chosen.get(name, ())


@pytest.mark.parametrize(
    ("about", "texts"),
    [
        ("pregnancy", [
            "38 weeks huge and cant drive", "im 12 weeks and tired", "wife is twenty weeks",
            "26 weeks gone", "36+4 and terrified", "due xmas eve, t1", "baby me pregnant 4 month",
            "expecting in June!!", "expecting #2, T1", "im carrying, T1 since 2001",
            "had my 20 week scan", "4 month pregnant", "her due dates the 4th", "30/40, T1",
            "me midwife gave me this number", "trying for a baby", "im 30wks", "pregnunt",
        ]),
        ("newly_diagnosed", [
            "told she is type 1 on friday", "diagnosed a fortnight ago", "newly told type 1",
            "doctor say diabetes type 1 before two week", "have type 1 three weeks",
            "found out last month its type 1", "diag: 10 days ago. age 44", "3 weeks in with this",
            "bin tolled its tipe one yesterday", "going home tomorrow new type 1",
            "still in hospital, just told type 1", "was told on thursday", "wk 2 of insulin",
            "daughter diabetes finish tell last week", "type 1 for 12 weeks now",
        ]),
        ("students", [
            "second year nursing in Preston", "final year, dissertation hell", "S10, student, free",
            "doing my masters at Dundee", "PhD, Norwich", "student flat, five of us",
            "moved into halls", "my lectures are all pm", "uni of Stirling", "2nd yr at Lancaster",
            "post grad here", "reading law at Hull", "fresher!! 18",
        ]),
        ("older", [
            "am 68, want folk my own age", "84. wants blokes his age", "the over seventies",
            "people of my own advanced years", "72 t1. want ppl my age", "others in their 70s",
            "a group for pensioners", "74, would like contemporaries", "sixty nine, same age as me",
        ]),
        ("young_adults", [
            "im 26, people my age", "18 to 25 lot", "others in their twenties", "under 30s",
            "22, lads his age", "late teens early 20s", "not old codgers, im 23",
        ]),
        ("burnout", [
            "so over having diabetes", "sick of diabetes", "its doin me head in having it",
            "fed up to the back teeth mun. diabetes can do one", "ive proper had enough",
            "whats the point of any of it", "scunnered with it so i am", "stopped caring",
            "cant be doing with any of it", "the whole things grinding me down, t1",
            "given up with my bloods", "no patience left for this disease", "I am done.",
            "sick to the back teeth of carrying it", "need a day off from diabetes",
        ]),
        ("food", [
            "how do u even count the carbs", "what do kids w t1 eat at parties", "gluten free",
            "diabetics who cook", "weigh out carbohydrates", "food questions",
            "ramadan and insulin",
            "what on earth do we feed him", "is there one for cookin", "bolus for takeaways",
        ]),
        ("exercise", [
            "i boulder 5x a week", "me and the dog run up hills", "he rides bikes, 100 milers",
            "wanna talk to lifters", "plays hockey at national level", "parkrun", "my girl swims",
            "i run ultras", "t1s who do hills", "cyclists with t1", "academy football",
        ]),
        ("technology", [
            "my pump", "sensor in my arm", "loop user (android aps)", "on the Tandem", "omnipod 5",
            "one of these sensors for the arm", "her new pump", "dexcom", "my loop and t1",
        ]),
        ("parents", [
            "ither parents", "arabic mothers group", "other families near Elgin", "other mummies",
            "gay dads, other gay parents", "a families picnic", "parents only group",
            "dad of twins looking for dads with t1 kids", "families nearby",
        ]),
    ],
)  # fmt: skip
def test_what_it_is_about(content: Content, about: str, texts: list[str]) -> None:
    assert [text for text in texts if about not in heard(content, text, "about")] == []


@pytest.mark.parametrize(
    "text",
    [
        "diagnosed in the spring of last year", "type 1 ten years ago",
        "told me about you last week",
        "my baby is 6 weeks old, T1 mum", "found this number last week", "when I was a student",
        "type 1 since may last year", "when I was pregnant they were brilliant",
        "type 1 at 6 weeks",
        "im in year 11 at school", "sixth form student", "T1, M60 bus",
        "climb the stairs", "who runs this", "food bank", "my older brother", "running late",
        "looking after elderly parents", "going to the university hospital", "breast pump",
        "one of my students", "im hopeless with technology", "sick of zoom", "the petrol pump",
        "second year of this", "due to the weather", "blood test due in june", "Boxing Day",
    ],
)  # fmt: skip
def test_what_is_said_in_passing_is_not_what_it_is_about(content: Content, text: str) -> None:
    assert heard(content, text, "about") == ()


@pytest.mark.parametrize(
    ("way", "texts"),
    [
        ("in_person", [
            "somewhere u can link up in the flesh", "boozer or caff", "round a table with tea",
            "a room with chairs", "want to get out of the house", "real life not on a screen",
            "somewhere i can walk in and sit down", "tea and a blether", "fase to fase", "pub?",
            "friends to go bowling with", "over a bacon roll", "in actual person",
            "a pint would do",
            "over a brew", "folk roon a table", "village hall",
            "likes meeting people in person, Barrow in Furness", "somewhere real",
        ]),
        ("online", [
            "zoom", "on the laptop", "vidyo", "teams", "a screen meeting", "by video link",
        ]),
        ("chat", [
            "people to message at 3am", "just read what others write", "t1 chat for lgbt teens",
            "whats app group", "a chat with other kids", "text only", "chat not video",
            "prefer messages to calls", "typing is better for me", "texting is best", "discord",
        ]),
        ("phone", [
            "would just lift the phone to me", "can somebody ring", "rather ring people",
            "phone would be grand", "on the dog and bone", "landline or nothing",
            "a natter ower the phone", "on t'phone", "someone PHONE him", "so phone it is",
        ]),
    ],
)  # fmt: skip
def test_how_to_meet(content: Content, way: str, texts: list[str]) -> None:
    assert [text for text in texts if heard(content, text, "meet") != (way,)] == []


@pytest.mark.parametrize(
    "text",
    [
        "why is everything zoom", "found you on facebook", "i rang the hospital", "my old phone",
        "texting for my mate", "i work in a pub", "screen reader user", "a loop in the hall",
        "i tried zoom once", "my phone screen is cracked", "live near the village hall",
        "work from home", "no meetings at work please",
    ],
)  # fmt: skip
def test_what_is_no_way_to_meet(content: Content, text: str) -> None:
    assert heard(content, text, "meet") == ()


@pytest.mark.parametrize(
    ("when", "texts"),
    [
        (("weekend",), ["sat mornings", "Sats", "sun or sat", "saturday nights", "of a weekend"]),
        (("evening",), [
            "once the kids are down", "nights when the weans are in bed", "after 7pm", "7 onwards",
            "nights or nothing", "milkings not done til near eight", "of an evening", "half 7ish",
        ]),
        (("daytime",), [
            "after the school run", "before 3", "ladies group, a.m.", "when husband at work",
            "mornings", "9 till 12", "before school pick up", "weekday lunch",
            "i dont drive in the dark",
        ]),
        ((), [
            "Evening. Farmer, 60", "i play footy 4 nights a week", "free all day", "xmas eve",
            "rugby on a saturday so not then", "bus stops at 6", "home every weekend like everyone",
            "moved into halls sunday", "i work nights", "up all night with hypos",
            "he naps after dinner",
            "diagnosed at 7", "the other day", "going low at night", "my sun is 6",
        ]),
    ],
)  # fmt: skip
def test_when(content: Content, when: tuple[str, ...], texts: list[str]) -> None:
    assert {text: heard(content, text, "when") for text in texts} == dict.fromkeys(texts, when)


@pytest.mark.parametrize(
    ("need", "texts"),
    [
        ("free", [
            "free if possible", "if it costs im out", "cant afford nowt",
            "on me pension so no cost",
            "cost not, money none", "money is tight", "my pensions a joke", "needs 2 b free",
            "universal credit", "cannot manage any fee", "as long as theres no charge",
        ]),
        ("no_smartphone", [
            "only have this old Nokia", "no internet in the house", "its just calls and texts",
            "no mobile bar this one with buttons", "I do not own a smart telephone",
            "i ay got one of them smart phones", "neither of us has the internet",
        ]),
        ("children_welcome", [
            "bairn on ma hip", "the twins in tow", "theyd both have to come, toddler and baby",
            "if i come the kids come", "no sitter ever", "she brings her twins",
            "can my kids come with me",
        ]),
        ("women_only", [
            "lasses only", "just us girls", "ladies preferred", "no men", "only woman",
        ]),
        ("men_only", [
            "lads group", "blokes his age", "gentlemens group", "just men", "brothers only",
        ]),
        ("bsl", ["BSL first language", "deaf, need interpreter", "midwife understand BSL no"]),
        ("captions", ["words printed along the bottom", "subtitles must", "words on screen"]),
        ("hearing_loop", [
            "Deaf, a loop system", "switch to T please", "a loop for his hearing aids",
        ]),
        ("language", [
            "Tigrinya speak? english hard", "speaks only Cantonese", "Polish speaking group",
            "English small", "yn Gymraeg", "French better",
        ]),
        ("quiet", [
            "bit of a shy one", "nothing too big", "i get panicky", "hates noise", "small group",
        ]),
        ("camera_off_ok", [
            "cam off", "nobody has to see my face", "video but with a blank screen",
        ]),
        ("step_free", [
            "cannot climb stair", "on wheels since", "stairs cannot", "a ramp fur the scooter",
        ]),
        ("easy_read", ["easy words", "learnin dis", "cant read well", "to many words in the book"]),
        ("lgbtq", ["two mums", "lesbians", "bi woman 38", "trans lad", "queer"]),
    ],
)  # fmt: skip
def test_what_somebody_needs(content: Content, need: str, texts: list[str]) -> None:
    wrong = {text: heard(content, text, "needs") for text in texts}
    assert {text: got for text, got in wrong.items() if got != (need,)} == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Чи є група українською, у доньки діабет", "ukrainian"),
        ("你好，我35岁，一型糖尿病，住在曼彻斯特，想找中文的微信群", "chinese"),
        ("السلام عليكم، ابني عمره ست سنوات", "arabic"),
        ("میری بیٹی کو شوگر ہے، لیڈز", "urdu"),
        ("வணக்கம். என் மகளுக்கு 7 வயது", "tamil"),
    ],
)
def test_whoever_writes_in_another_alphabet_reads_it(
    content: Content, text: str, language: str
) -> None:
    assert heard(content, text, "language") == (language,)


@pytest.mark.parametrize(
    "text",
    [
        "im free most evenings", "gluten free", "sugar free", "signed off with stress",
        "small town",
        "quiet village", "free on mondays", "next steps", "my english is fine", "closed loop",
        "give me a lift home", "in the sticks", "two lads and a girl", "Привет", "free text only",
    ],
)  # fmt: skip
def test_what_is_no_need(content: Content, text: str) -> None:
    assert heard(content, text, "needs") == ()
