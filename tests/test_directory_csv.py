"""A table of groups with mistakes in it still gives the groups that have none."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.directory import JoinRoute, Location, Scope, Service, Status, Strength
from chatbot.facts import Fact, Source, Stated
from chatbot.feeds.columns import COLUMNS, LATER
from chatbot.feeds.directory_csv import read_services
from chatbot.feeds.directory_rows import summary
from chatbot.loading.tree import Report
from chatbot.schedules import Frequency, Rhythm, Schedule

TODAY = date(2026, 11, 23)
MIDDLES = {"LS6": (53.82, -1.57), "SK1": (53.41, -2.15), "W1A": (51.52, -0.14)}

GOOD = {
    "id": "kestrel-cafe",
    "name": "Kestrel Cafe",
    "formats": "in_person",
    "who": "adult",
    "postcode": "LS6",
    "phone": "07700 900123",
}


def quoted(cells: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def table(*rows: dict[str, str], header: tuple[str, ...] = COLUMNS, end: str = "\n") -> str:
    lines = [quoted(list(header)), *(quoted([row.get(key, "") for key in header]) for row in rows)]
    return end.join(lines) + end


class Desk:
    """Reads whatever is put on it as groups.csv."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "groups.csv"

    def reads(self, content: str | bytes) -> tuple[Service, ...]:
        raw = content if isinstance(content, bytes) else content.encode()
        self.path.write_bytes(raw)
        self.report = Report()
        return read_services(self.path, "groups.csv", MIDDLES.get, TODAY, self.report)

    def reads_one(self, **changes: str) -> Service:
        (service,) = self.reads(table(GOOD | changes))
        assert not self.report.errors
        return service

    def leaves_out(self, **changes: str) -> str:
        """Put a bad row between two good ones; give back what is said about it."""
        before, after = {**GOOD, "id": "before"}, {**GOOD, "id": "after"}
        services = self.reads(table(before, GOOD | changes, after))
        assert [service.id for service in services] == ["before", "after"]
        (problem,) = self.report.problems
        assert (problem.file, problem.line, problem.note) == ("groups.csv", 3, False)
        assert "was left out" in problem.says
        return problem.says

    def refuses(self, content: str | bytes) -> str:
        """Put a file on it of which nothing can be read; give back what is said."""
        assert self.reads(content) == ()
        return "\n".join(str(problem) for problem in self.report.errors)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "  "}, "It has no name."),
        ({"id": ""}, "It has no id."),
        ({"formats": ";"}, "It has no formats."),
        ({"formats": "onlin", "postcode": ""}, "'onlin' is not known. Did you mean 'online'?"),
        ({"who": "adults"}, "Did you mean 'adult'?"),
        ({"about": "pregnant"}, "Did you mean 'pregnancy'?"),
        ({"only_for": "womenonly"}, "Did you mean 'women_only'?"),
        ({"only_for": "men_only", "men_only": "no"}, "It says only_for men_only, but"),
        ({"welcome": "womans"}, "Did you mean 'women'?"),
        ({"scope": "type 2"}, "The scope 'type 2' is not known. It can be: t1_only"),
        ({"join_route": "turn up early"}, "Did you mean 'turn_up'?"),
        ({"checked_how": "by phone"}, "Did you mean 'phoned'?"),
        ({"how_often": "weekly", "every": "0"}, "The every '0' is not a number from 1 to 52."),
        ({"how_often": "irregular", "every": "2"}, "It says every 2, which is for weekly and"),
        ({"first_on": "2026-01-05"}, "It has a day or a time but no how_often."),
        (
            {"how_often": "weekly", "first_on": "2026-02-03", "until": "2026-02-02"},
            "The until 2026-02-02 is before the first_on 2026-02-03.",
        ),
        (
            {"how_often": "weekly", "bank_holidays": "some"},
            "The bank_holidays 'some' is not known.",
        ),
        ({"nations": "Walse"}, "Did you mean 'Wales'?"),
        ({"postcode": "ZZ9"}, "The postcode 'ZZ9' does not exist."),
        ({"postcode": "ZZ9 9ZZ"}, "The postcode 'ZZ9' does not exist."),
        ({"postcode": "Leeds"}, "The postcode 'LEEDS' does not exist."),
        ({"postcode": ""}, "It meets in person but has no postcode."),
        ({"postcode": "ZZ9", "formats": "online"}, "The postcode 'ZZ9' does not exist."),
        ({"min_age": "abc"}, "The min_age 'abc' is not an age. Write digits, like 18."),
        ({"max_age": "-1"}, "The max_age '-1' is not an age."),
        ({"max_age": "9" * 5_000}, "is not an age."),
        ({"min_age": "25", "max_age": "18"}, "The max_age 18 is under the min_age 25."),
        ({"checked_on": "2026-11-24"}, "The checked_on 2026-11-24 is in the future."),
        ({"facts_on": "2031-01-01"}, "The facts_on 2031-01-01 is in the future."),
        ({"principles_on": "2027-01-01"}, "The principles_on 2027-01-01 is in the future."),
        ({"checked_on": "2026-02-30"}, "'2026-02-30' is not a date. Write it like 2026-11-23."),
        ({"checked_on": "last May"}, "'last May' is not a date."),
        ({"step_free": "mostly"}, "The step_free 'mostly' is not known."),
        ({"status": "shut"}, "The status 'shut' is not known. It can be: active, temporarily"),
        ({"how_often": "weekly", "starts": "half 7"}, "'half 7' is not a time. Write it like"),
        ({"how_often": "weekly", "starts": "24:10"}, "'24:10' is not a time."),
        (
            {"how_often": "weekly", "starts": "20:00", "ends": "19:00"},
            "It ends at 19:00, which is before it starts at 20:00.",
        ),
        ({"how_often": "weekly", "days": "TX"}, "The day 'TX' is not known. Write TU for"),
        ({"how_often": "weekly", "days": "2TU"}, "A day with a number, like 2TU, is for monthly"),
        ({"days": "TU"}, "It has a day or a time but no how_often. It can be: weekly, monthly"),
        ({"email": "sam at example.org"}, "has no @."),
        ({"web": "javascript:alert(1)"}, "does not begin with https://."),
        ({"name": "a" * 61}, "Its name has 61 characters. Write at most 60."),
        ({"join": "a" * 161}, "Its join has 161 characters. Write at most 160."),
        ({"id": "Before"}, "The id 'before' is already on line 2."),
    ],
)
def test_a_row_with_a_mistake_is_named_and_left_out_and_the_others_load(
    desk: Desk, changes: dict[str, str], says: str
) -> None:
    assert says in desk.leaves_out(**changes)


def test_all_mistakes_of_a_row_are_said_at_once_under_its_name_or_id(desk: Desk) -> None:
    assert desk.leaves_out(name="").startswith("'kestrel-cafe' was left out.")
    says = desk.leaves_out(min_age="abc", checked_on="2027-01-01", postcode="ZZ9")
    assert says.startswith("'Kestrel Cafe' was left out. ")
    assert all(part in says for part in ("'abc'", "2027-01-01", "'ZZ9'"))


def test_a_full_postcode_is_never_repeated_in_a_problem(desk: Desk) -> None:
    assert "9ZZ" not in desk.leaves_out(postcode="ZZ9 9ZZ")


def test_a_comma_outside_quotation_marks_is_explained(desk: Desk) -> None:
    row = ",".join(GOOD.get(key, "") for key in COLUMNS) + ",Tuesday"
    assert desk.reads(table() + row) == ()
    assert f"It has {len(COLUMNS) + 1} cells but there are {len(COLUMNS)}" in str(
        desk.report.errors
    )


def test_a_group_that_nobody_can_contact_loads_with_a_note(desk: Desk) -> None:
    assert desk.reads_one(phone="").name == "Kestrel Cafe"
    assert [problem.note for problem in desk.report.problems] == [True]


def test_an_empty_cell_is_not_known_and_never_no(desk: Desk) -> None:
    service = desk.reads_one(quiet="NO", free=" Yes ", bsl="unknown", only_for="lgbtq")
    assert (service.fact("quiet"), service.fact("free")) == (Fact.NO, Fact.YES)
    assert service.fact("step_free") is service.fact("bsl") is Fact.UNKNOWN
    assert set(service.facts) == {"quiet", "free", "lgbtq"}
    assert (service.scope, service.route, service.checked_how) == ("", "", "")
    assert service.minimum_age is service.maximum_age is service.checked_on is None
    assert (service.schedules, service.languages, service.status) == ((), (), "active")
    assert not service.made_up


def test_a_closed_group_may_come_back_in_the_future(desk: Desk) -> None:
    service = desk.reads_one(status="Temporarily_Closed", back_on="2027-01-12")
    assert service.status is Status.TEMPORARILY_CLOSED
    assert service.back_on == date(2027, 1, 12)


def test_dates_and_times_are_read_as_a_uk_spreadsheet_writes_them(desk: Desk) -> None:
    service = desk.reads_one(
        checked_on="23/11/2026", how_often="Monthly", days="2tu; saturday", starts="9.30"
    )
    assert service.checked_on == TODAY
    monthly = Schedule(freq=Frequency.MONTHLY, byday="2TU,SA", opens_at=time(9, 30))
    assert service.schedules == (monthly,)


def test_a_full_postcode_gives_the_middle_of_its_district_and_stays_in_the_address(
    desk: Desk,
) -> None:
    place = here(desk.reads_one(postcode=" ls63ab ", venue="Example Hall", town="Leeds"))
    assert (place.outcode, place.lat, place.lon) == ("LS6", *MIDDLES["LS6"])
    assert (place.address, place.hidden) == ("Example Hall, LS6 3AB", False)
    short = here(desk.reads_one(postcode="w1a"))
    assert (short.outcode, short.address) == ("W1A", "")


def here(service: Service) -> Location:
    (place,) = service.places
    return place.location


def test_a_hidden_address_leaves_only_the_town_and_the_district(desk: Desk) -> None:
    service = desk.reads_one(
        postcode="LS6 3AB", venue="Example Hall", town="Leeds", hide_address="yes"
    )
    assert "Example Hall" not in repr(service)
    assert "3AB" not in repr(service)
    assert (here(service).town, here(service).hidden) == ("Leeds", True)


def test_an_online_group_has_no_place_even_when_the_row_names_one(desk: Desk) -> None:
    assert desk.reads_one(formats="online", venue="Example Office").places == ()


def test_whom_it_is_for_is_told_by_how_much(desk: Desk) -> None:
    service = desk.reads_one(who="adult", welcome="parent;adult;LGBTQ", only_for="women_only")
    assert service.audiences == {
        "adult": Strength.FOR, "parent": Strength.WELCOME, "lgbtq": Strength.WELCOME,
        "women": Strength.ONLY,
    }  # fmt: skip
    assert service.fact("women_only") is Fact.YES
    assert desk.reads_one(only_for="women").audiences["women"] is Strength.ONLY
    assert desk.reads_one(only_for="parent").audiences["parent"] is Strength.ONLY


@pytest.mark.parametrize(
    ("facts_from", "source"),
    [
        ("the group", Source.GROUP_SAID),
        ("Assurer checked", Source.ASSURER_CHECKED),
        ("a visit", Source.ASSURER_CHECKED),
        ("feed", Source.FEED),
        ("Sam rang them", Source.GROUP_SAID),
        ("", Source.NOT_KNOWN),
    ],
)
def test_each_fact_has_its_source_and_its_day(desk: Desk, facts_from: str, source: Source) -> None:
    service = desk.reads_one(bsl="yes", facts_from=facts_from, facts_on="2026-11-01")
    assert service.facts["bsl"] == Stated(Fact.YES, "", source, date(2026, 11, 1))


def test_a_day_for_the_principles_is_a_yes_to_each_by_whom_it_says(desk: Desk) -> None:
    service = desk.reads_one(principles_on="2026-11-01", principles_by="a trustee")
    assert [one.number for one in service.principles] == [1, 2, 3, 4, 5, 6]
    assert {(one.stated, one.on, one.by) for one in service.principles} == {
        (Fact.YES, date(2026, 11, 1), "a trustee")
    }
    assert desk.reads_one(principles_by="a trustee").principles == ()


def test_what_else_there_is_to_know_is_read(desk: Desk) -> None:
    service = desk.reads_one(
        scope="T1 only", join_route="turn up", checked_how="Phoned", transport="Bus 97",
        how_often="weekly", days="TU", every="2", first_on="2026-01-06", until="2027-07-27",
        bank_holidays="no",
    )  # fmt: skip
    assert (service.scope, service.route) == (Scope.TYPE_1, JoinRoute.TURN_UP)
    assert (service.checked_how, here(service).transport) == ("phoned", "Bus 97")
    (schedule,) = service.schedules
    assert (schedule.rhythm, schedule.interval) == (Rhythm.REGULAR, 2)
    assert (schedule.dtstart, schedule.valid_to) == (date(2026, 1, 6), date(2027, 7, 27))
    assert schedule.on_bank_holidays is Fact.NO


def test_a_table_from_before_the_later_columns_loads_as_it_did(desk: Desk) -> None:
    old = tuple(column for column in COLUMNS if column not in LATER)
    cells = GOOD | {"how_often": "monthly", "days": "2TU", "only_for": "lgbtq"}
    services = desk.reads(table(cells, header=old))
    assert desk.report.problems == []
    assert services == desk.reads(table(cells))


FURTHER_PLACE = {"id": "Kestrel Cafe", "postcode": "SK1", "town": "Stockport"}


def test_a_further_row_with_the_same_id_adds_a_place_with_what_holds_there(desk: Desk) -> None:
    first = GOOD | {
        "how_often": "weekly", "days": "TU", "step_free": "yes", "bsl": "yes", "town": "Leeds",
    }  # fmt: skip
    other = GOOD | {"id": "other"}
    further = FURTHER_PLACE | {"how_often": "monthly", "days": "2SA", "free": "no"}
    service, _ = desk.reads(table(first, other, further, FURTHER_PLACE | {"postcode": "W1A"}))
    assert desk.report.problems == []
    assert [place.location.outcode for place in service.places] == ["LS6", "SK1", "W1A"]
    assert len({place.id for place in service.places}) == 3
    leeds, stockport, london = service.places
    assert [service.fact("step_free", place) for place in service.places] == [
        Fact.YES, Fact.UNKNOWN, Fact.UNKNOWN,
    ]  # fmt: skip
    assert [service.fact("bsl", place) for place in service.places] == [Fact.YES] * 3
    assert (service.fact("free", stockport), service.fact("free", london)) == (
        Fact.NO, Fact.UNKNOWN,
    )  # fmt: skip
    assert [[one.byday for one in service.meets(place)] for place in service.places] == [
        ["TU"], ["2SA"], [],
    ]  # fmt: skip
    assert leeds.schedules and service.schedules == ()


def test_a_further_place_of_a_group_that_is_online_too_keeps_the_times_at_home(desk: Desk) -> None:
    first = GOOD | {"formats": "in_person;online", "how_often": "weekly", "days": "TU"}
    (service,) = desk.reads(table(first, FURTHER_PLACE))
    assert service.schedules == service.places[0].schedules != ()


def test_a_place_with_a_mistake_is_left_out_and_its_group_loads(desk: Desk) -> None:
    for bad, says in (
        ({"postcode": "ZZ9"}, "'A place of kestrel-cafe' was left out. The postcode 'ZZ9' does"),
        ({"postcode": ""}, "It has no postcode."),
        ({"how_often": "weekly", "days": "TX"}, "The day 'TX' is not known."),
    ):
        (service,) = desk.reads(table(GOOD, FURTHER_PLACE | bad))
        assert len(service.places) == 1
        assert says in desk.report.errors[0].says and desk.report.errors[0].line == 3
    assert desk.reads(table(GOOD | {"min_age": "abc"}, FURTHER_PLACE)) == ()
    assert "Its group, on line 2, was left out." in desk.report.errors[1].says
    assert len(desk.reads(table(GOOD | {"formats": "online"}, FURTHER_PLACE))) == 1
    assert "Its group, on line 2, does not meet in person." in desk.report.errors[0].says


def test_html_and_invisible_characters_are_taken_out(desk: Desk) -> None:
    service = desk.reads_one(
        name="<b>Kestrel\x00\u202e</b>&nbsp;&amp;amp; Owl\u200b",
        summary="For ages &lt; 12<br/>\tand their\x07 parents",
    )
    assert service.name == "Kestrel & Owl"
    assert service.summary == "For ages < 12 and their parents"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_reads_the_same_however_it_was_saved(desk: Desk, end: str) -> None:
    plain = desk.reads(table(GOOD))
    header = tuple(key.upper().replace("_", " ") for key in COLUMNS)
    saved = quoted(list(header)) + end * 3 + table(GOOD, end=end).split(end, 1)[1] + "," * 44 + end
    assert desk.reads("\ufeff".encode() + saved.encode()) == plain
    assert desk.report.problems == []


def test_problems_give_the_real_line_after_empty_lines_and_cells_of_several_lines(
    desk: Desk,
) -> None:
    tall = {**GOOD, "id": "tall", "summary": "one\ntwo\n\nfour"}
    late = {**GOOD, "id": "late", "min_age": "abc", "join": "one\ntwo"}
    head, row, bad = table(tall, late).split('"\n"')
    content = f'{head}"\n\n\n"{row}"\n\n"{bad}'
    (service,) = desk.reads(content)
    assert service.summary == "one two four"
    (problem,) = desk.report.problems
    lines = content.split("\n")
    assert lines[problem.line - 1].startswith('"late"')


def test_a_quotation_mark_that_is_not_closed_costs_its_own_line_only(desk: Desk) -> None:
    good, more = table(GOOD, {**GOOD, "id": "more"}).splitlines()[1:]
    services = desk.reads(f'{table()}{good}\n"open,Open Hall,\n{more}\n')
    assert [service.id for service in services] == ["kestrel-cafe", "more"]
    (problem,) = desk.report.errors
    assert problem.line == 3
    assert "quotation marks" in problem.says


def test_a_missing_column_refuses_the_file_and_says_which_was_meant(desk: Desk) -> None:
    header = tuple("stepfree" if key == "step_free" else key for key in COLUMNS)
    says = desk.refuses(table(GOOD, header=header))
    assert says.startswith("groups.csv:1: These columns are missing, so no group was read:")
    assert "'stepfree' is not known. Did you mean 'step_free'?" in says


def test_a_column_of_ones_own_is_not_read_and_noted(desk: Desk) -> None:
    (service,) = desk.reads(table(GOOD | {"our_notes": "ring Sam"}, header=(*COLUMNS, "our_notes")))
    assert "ring Sam" not in repr(service)
    assert [str(problem) for problem in desk.report.problems] == [
        "groups.csv:1: Note: The column 'our_notes' is not known and not read."
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "There is no first line with the names"),
        (b"\n,,,\n", "There is no first line with the names"),
        (table(GOOD).replace("Cafe", "Caf\u00e9").encode("latin-1"), ":2: A character here is in"),
        (table(GOOD).encode("utf-16"), "Save the file again as UTF-8."),
        (table(GOOD).replace('","', '";"').encode(), "Save the file as CSV with commas between"),
        (b'"id,name\n', "quotation marks"),
        (table(header=(*COLUMNS, "free")).encode(), "there twice, so no group was read: free."),
    ],
)
def test_a_file_that_is_no_table_of_groups_is_refused_with_the_way_out(
    desk: Desk, content: bytes, says: str
) -> None:
    assert says in desk.refuses(content)


def test_the_count_is_said() -> None:
    assert summary(64, 62) == "62 groups read, 2 left out."
    assert summary(1, 1) == "1 group read, 0 left out."


CELLS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.sampled_from(["yes", "LS6", "ls6 3ab", "in_person", "2TU", "19:30", "2026-11-23", "weekly"]),
)
QUIETLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@QUIETLY
@given(text=st.text(alphabet=st.one_of(st.sampled_from('",\r\n;=\0'), st.characters())))
def test_no_text_whatever_makes_it_fail(desk: Desk, text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    assert desk.refuses(raw)
    desk.reads(table().encode() + raw)


@QUIETLY
@given(rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS), max_size=6))
def test_whatever_is_in_the_cells_each_row_is_loaded_or_named(
    desk: Desk, rows: list[dict[str, str]]
) -> None:
    services = desk.reads(table(*(GOOD | {"id": f"{n}"} | row for n, row in enumerate(rows))))
    places = sum(max(1, len(service.places)) for service in services)
    assert places + len(desk.report.errors) == len(rows)
    assert len({service.id for service in services}) == len(services)
