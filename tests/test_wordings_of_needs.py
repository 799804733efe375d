"""First texts in many voices that say how to meet and what is needed, and nothing else."""

from __future__ import annotations

import pytest

from chatbot.content import Content
from chatbot.understanding.reading import read

QUESTIONS = ("meet", "needs", "when", "about")


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("meet=chat", [
            "could she text with someone", "is there a chat where people help", "chat only",
            "just messages", "she'd message, doesnt like the telephone", "a group i can text in",
            "id rather type than talk", "i'm better with my thumbs than my mouth",
            "my stammer means i type", "i have a stammer so writing is easier",
            "forum where i can lurk", "insta or tiktok group", "a whatsapp of some sort",
            "discord please bro", "snap group", "gc with other girls", "a page where mums post",
            "written only as i am deaf", "a place to vent by typing", "posting board",
            "pen pals by email", "texts back and forth", "chatroom of some kind",
            "swap messages with someone", "something on whatsapp i can read at my own pace",
            "dont do calls, dont do zoom, just chat", "whatsapp rather than phone",
        ]),
        ("meet=in_person", [
            "a group in town i could dander along to", "somewhere i can pop in",
            "sat across from other folk, not staring at a tablet",
            "somewhere to go on a wet thursday, with a kettle", "bodies in a room please",
            "the sort with tea urns and stackable chairs", "want to shake someones hand",
            "are there meetings we could attend", "something local we can turn up to",
            "close enough to walk to", "can get the bus to anything in town",
            "id come to a group if there was one", "up for meeting other people",
            "happy to travel up to an hour", "gets me out the house", "real humans please",
            "real people not avatars", "old school, village hall, biscuits", "a physical group",
            "offline please", "not virtual", "nothing virtual for me thanks, proper get together",
            "face2face", "f2f", "irl", "meet irl", "in town somewhere, costa or summat",
            "meeting for a coffee", "grab a coffee",
            "park meetups", "playground meet up", "soft play meet", "a drop in",
            "drop-in sessions at the library", "is there anywhere you can just drop by",
            "a support group in the church hall", "somewhere with a table and chairs",
            "a day out with other kids like him", "dont want to hide behind a screen any more",
            "id rather leave the house for it", "rather a real room than staring at a tablet",
            "she wants to look folk in the eye", "I get the bus into town so anything there",
            "cuppa and a chinwag with others", "no screens, chairs",
        ]),
        ("meet=in_person when=daytime", [
            "coffee mornings are my thing",
        ]),
        ("meet=in_person when=evening", [
            "owt local of a night",
        ]),
        ("meet=in_person+online", [
            "in person or zoom im easy",
        ]),
        ("meet=online", [
            "laptop it is then", "if its video i need it slow",
            "a video chat from my sofa", "housebound so zoom", "i can only do virtual", "video ok",
            "on screen is grand", "through the computer screen as i cant travel",
            "i join from my bed", "skype or something like it", "teams or zoom whatever",
            "remote only", "no way I can get to a hall, internet then",
            "anything i can do from my armchair", "anything i can do without leaving the house",
            "via the web", "video calls would work", "online would suit", "could be on zoom",
            "zoom is grand so it is", "i can only do it from my chair",
            "over video from my bed please",
        ]),
        ("meet=online needs=camera_off_ok", [
            "teams but i'll be off camera",
        ]),
        ("meet=online needs=captions", [
            "zoom with subs", "zoom if it shows what folk say",
        ]),
        ("meet=online when=daytime", [
            "Lunchtime zoom??",
        ]),
        ("meet=online+phone", [
            "zoom or phone either is grand",
        ]),
        ("meet=phone", [
            "it would need to be the phone", "just a phone natter", "phone's best",
            "a call would be nice", "a weekly call", "could a volunteer give mum a ring",
            "telephone only", "calls not video", "a friendly voice down the line",
            "id want a ring from someone", "wee call now and then",
            "I prefer the telephone to the computer", "cant see to type so phone",
            "blind so the telephone suits", "by phone as i cant read screens", "can you call me",
            "she likes a phone call", "only ever use the phone for talking",
            "he would sooner have someone ring", "id love a phone call off someone",
            "phone rather than zoom",
        ]),
        ("needs=bsl", [
            "BSL is my language", "BSL please, English not good for deaf", "group with a bsl terp",
            "hands not voices, im deaf and sign", "deaf, use BSL, need a terp",
            "group where everybody signs",
        ]),
        ("needs=camera_off_ok", [
            "camera off", "don't make me put my camera on", "can i hide my face",
            "i wont be putting my camera on", "i look minging so no camera", "faceless",
            "my face stays private", "i dont want anyone looking at me on it", "off camera",
            "cam stays off", "i wear niqab so no camera", "keep my picture off",
        ]),
        ("needs=captions", [
            "subtitles please", "caption please", "typed out what theyre saying",
            "live transcript", "i need to read what they say", "im deaf, i lipread",
            "need the words up on screen, im deaf",
        ]),
        ("needs=children_welcome", [
            "prams welcome?", "no one to leave the bairns with", "no childcare",
            "theres nobody to sit for my two", "babysitters cost too much, theyd be with me",
            "i come with a baby attached", "feeding a baby so he comes too", "somewhere with toys",
            "bring my girls", "is it ok to bring a toddler", "have a newborn, cant leave him",
            "creche?", "lone parent no sitter", "can the kids come",
            "with my two under fives along", "room for a double buggy",
            "no babysitter so the wee ones come too", "can my toddler tag along",
        ]),
        ("needs=easy_read", [
            "carnt reed good", "he has downs syndrome and needs easy words", "learning disability",
            "dyslexic so not loads of reading", "my reading age is about 8",
            "big print and pictures", "never learnt to read", "short sentences please",
            "plain english please", "pictures instead of words",
            "me reading is poor so easy words", "big words lose me",
            "struggle with letters and leaflets",
        ]),
        ("needs=free", [
            "Cannae pay", "nowt basically", "i'm skint", "on benefits", "on the social",
            "no spare pennies", "on UC so free", "cant stretch to fees",
            "wages are rubbish so nothing dear", "as long as it dont cost",
            "will it cost me owt because i have nowt", "if its free", "free is all i can do",
            "not paying for it", "wont pay", "money's a problem", "carers allowance only",
            "i aint got a bean", "no brass", "i get PIP and thats it", "on the bones of my arse",
            "purse is empty", "as cheap as free", "can't afford a subscription",
            "only a pension to live on", "below the breadline", "asylum seeker no money",
            "money is tight", "cant pay for it", "im on PIP", "out of work so must be free",
            "no spare cash this month",
        ]),
        ("needs=language", [
            "polish speaker", "my english not so good", "Welsh medium", "Arabic speaking",
            "she only has Urdu", "my mum has no English", "mum doesnt have english",
            "speak Tigrinya only", "is there one in Romanian", "can it be in Spanish",
            "English very little sorry", "my english is bad sorry", "i need translator",
            "Farsi speakers", "Dari please", "in my mother tongue",
            "want someone who talks Punjabi", "Urdu would be best", "Somali ladies",
            "mum speaks Punjabi only", "anything in Polish", "Arabic better for me",
            "not much english, Romanian please", "is there somebody who speaks Bengali",
        ]),
        ("needs=language+women_only", [
            "Somali women, women only",
        ]),
        ("needs=lgbtq", [
            "i have two mums", "im a gay bloke", "queer group", "lesbian", "trans lad",
            "drag queen", "non-binary", "im bi", "LGBTQ+ friendly", "i use they/them",
            "pride group", "queer friendly please",
        ]),
        ("needs=lgbtq+women_only", [
            "other gay women",
        ]),
        ("needs=men_only", [
            "a blokes thing", "he clams up with women about", "man only", "fellas only",
            "no birds no offence", "mens thing", "lads only", "im after a bunch of blokes",
            "want blokes who get it", "a few lads for a natter", "just the fellas",
            "men only, no offence ladies",
        ]),
        ("needs=no_smartphone", [
            "not a machine person, no computer", "Internet? None whatsoever",
            "no data on this phone", "data runs out", "i run out of data by the 10th",
            "my phone is just for ringing", "this phone only texts", "phone from 2004",
            "its a phone with buttons not a screen", "we have no wifi", "wifi got cut off",
            "broadband wont reach us", "no signal for any of that internet", "no smart phone here",
            "dont have apps", "cant get apps on this", "i have never sent an email",
            "not on the web", "i dont have the internet thing", "computers are a mystery",
            "mother has no computer", "only the house phone", "old nokia", "dumb phone",
            "this phone is ancient, just calls", "no internet at home and no smartphone",
            "dont have data",
        ]),
        ("needs=quiet", [
            "a few folk only", "nobody nags you to talk", "handful of people",
            "I get flustered with loads of people", "too many people does my head in",
            "he's got ADHD and autism so calm", "autistic", "wont speak up in front of people",
            "im awful nervous", "dont like a lot of noise", "painfully shy", "im a shy one",
            "bit of an introvert", "very small please", "less than six people",
            "not more than 5 folk", "i panic in busy rooms", "my nerves are bad, nothing big",
            "can i just sit at the back", "can i just listen", "no pressure to share",
            "social situations scare me", "anxious about new people",
            "i dont do well with strangers", "peace and quiet", "sensory issues",
            "i freeze when theres a lot of folk", "my autism means small is better",
            "i dont like speaking in front of everyone", "no more than six of us",
            "somewhere calm", "he gets overwhelmed in busy rooms", "shy lad",
        ]),
        ("needs=step_free", [
            "powerchair user", "I'm in a chair", "stairs and me dont mix",
            "stairs and i have parted company", "on oxygen so no climbing",
            "ive got COPD and one flight finishes me", "she walks with a walker",
            "walker and slow with it", "uses a rollator", "lost my leg to it last year",
            "had both feet off", "they took my leg", "one leg so nothing up a stair",
            "MS and legs dont do steps", "he's a wheelchair user", "in a wheelie",
            "needs a ramp for the scooter", "my hips are shot", "waiting on a new hip",
            "had a stroke, cant manage steps", "is there a lift", "is it accessible",
            "charcot foot, cant walk", "i walk with a frame", "bad on my pins",
            "a step at the door and im beat", "anywhere with steps is out", "steps are out",
            "no good if theres steps", "my legs have gone, is there a lift", "stairs finish me",
            "knackered hips so no upstairs rooms", "i come with a mobility scooter",
            "she is 79 and unsteady so no steps",
        ]),
        ("needs=step_free", [
            "no longer able to manage stairs", "stairs are my enemy", "it must be all one level",
            "can barely walk ten yards", "my ankles are banjaxed",
        ]),
        ("needs=no_smartphone", [
            "her phone's from 2004", "texts is all this phone does",
            "my phone is older than me", "this phone cant do whatsapp",
        ]),
        ("needs=free", [
            "not if it costs", "struggling for money at the minute",
        ]),
        ("needs=language", [
            "i speak some english but better polish", "his english isn't up to a group",
            "struggles with english",
        ]),
        ("needs=children_welcome", [
            "she is 3 and would have to come along", "childcare is a nightmare",
            "Number 1 is 18 months and comes everywhere with me",
        ]),
        ("when=evening", ["not before the little ones are down", "between 7 and 9 please"]),
        ("when=daytime", ["day centre hours", "middle of day"]),
        ("when=weekend", ["weekdays are manic", "any time sat"]),
        ("", [
            "levels between 5 and 9", "distillery shifts, 6 til 2", "performances most nights",
            "i clean offices 4am to 8am and 6pm to 10pm", "she starts at 6 in the morning",
            "hes good with kids", "gd morning", "gd evening",
            "he works on the subs", "the whole clan has it, she'd be too shocked",
        ]),
        ("needs=women_only", [
            "just lasses", "no men please", "lassies only", "sisters only", "no chaps",
            "rather it was women", "Would prefer female company", "other women like me",
            "my husband wont let me with men", "not with men in the room", "all ladies",
            "just females", "strictly no fellas", "i only feel comfortable round women",
            "want it all girls", "no fellas there please", "women's only circle",
        ]),
        ("needs=children_welcome", [
            "can i bring the pair of them", "id bring her n her brother", "bringing my 3 yr old",
            "fetch all four kids", "we'd come with both girls tagging along",
        ]),
        ("needs=free", [
            "it cant cost owt", "not gonna pay for it", "i wont be paying",
            "will it cost, id need it not to", "does it cost because it cant",
        ]),
        ("needs=no_smartphone", [
            "no broadband up here", "hasnt a mobile signal or internet", "not on line at all",
            "no phone except a brick",
        ]),
        ("needs=quiet", [
            "a group where nobody makes u talk", "dont do well in a full room",
            "she does not mix well in big groups",
        ]),
        ("needs=language", ["he doesnt read english", "doesnt read much english"]),
        ("needs=men_only", ["blokes i can talk to", "always the only bloke there"]),
        ("needs=women_only", ["a thing for asian women", "always the only woman there"]),
        ("needs=quiet", ["strangers terrify the life out of me", "one other soul is plenty"]),
        ("needs=easy_read", ["never learned to read right"]),
        ("needs=step_free", ["room for the chair", "up two flights is no use"]),
        ("needs=no_smartphone", ["cant be doing with computers, never owned one"]),
        ("about=technology", ["im on the loop thing"]),
        ("about=food", ["gluten free stuff is a nightmare"]),
        ("", [
            "paying is no bother", "money no object", "english second language but its fine",
            "young lads and lasses", "who else has a tiny one",
            "anybody else bringing up a bairn with it",
        ]),
        ("meet=phone", ["dont want cameras, just a phone call"]),
        ("meet=chat", [
            "messages only, i hate being on camera", "could it be typing", "can we do messages",
        ]),
        ("needs=language", ["welsh is what he speaks", "his english goes"]),
        ("needs=camera_off_ok", ["my picture switched off", "if nobody minds my camera off"]),
        ("when=daytime", ["tues or thurs afts", "before it gets dark"]),
        ("when=weekend", ["i like sat"]),
        ("when=evening", ["any dark night you like"]),
        ("about=food", ["counting her food", "weighing the meals"]),
        ("about=newly_diagnosed", ["went type 1 outta nowhere 2 weeks ago"]),
        ("meet=online needs=camera_off_ok", ["zoom with my camera off", "teams, cam off"]),
    ],
)  # fmt: skip
def test_a_first_text_says_this_and_nothing_else(
    content: Content, said: str, texts: list[str]
) -> None:
    flow = content.flows[0]
    heard = {}
    for text in texts:
        found = read(content.readers[flow.name], content.gazetteer, text, None, fresh=True).chosen
        heard[text] = " ".join(
            f"{name}={'+'.join(sorted(found[name]))}" for name in QUESTIONS if name in found
        )
    assert {text: got for text, got in heard.items() if got != said} == {}
