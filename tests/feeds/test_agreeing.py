"""What a person makes of the suggestions from another list: laws, without a database."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chatbot.approving import why_not
from chatbot.directory import Published, Scope, Service, Strength
from chatbot.facts import Source
from chatbot.feeds.agreeing import Agreed, agreed, choices, told_by_list
from chatbot.feeds.lists import written
from chatbot.feeds.remaking import read_again, remade
from tests.feeds.made import TODAY, reader, services

KEYS = ("fact:bsl", "audience:women", "audience:adult", "scope", "formats", "nations")
agreements = st.sampled_from(KEYS).flatmap(
    lambda key: st.builds(Agreed, st.just(key), st.sampled_from(choices(key)))
)


@given(services)
def test_a_row_that_was_kept_is_made_again_as_it_was(service: Service) -> None:
    assert remade(written(service)) == service


@given(services)
def test_of_somebody_elses_row_it_is_the_list_that_says_so(service: Service) -> None:
    again = read_again(written(service), reader())
    assert again is not None and not again.principles
    assert {one.source for one in again.facts.values()} <= {Source.FEED}


@given(services, st.lists(agreements, max_size=4))
def test_what_was_agreed_to_stays_when_the_list_says_nothing_of_it(
    told: Service, said: list[Agreed]
) -> None:
    told = replace(told, facts={}, audiences={}, scope=Scope.NOT_KNOWN, nations=frozenset())
    now = told
    for one in said:
        now = agreed(now, one, TODAY)
    again = told_by_list(now, told, [one for one in said if not one.key.startswith("fact:")])
    assert (again.facts, again.nations, again.formats) == (now.facts, now.nations, now.formats)
    assert again.audiences.keys() == now.audiences.keys() and bool(again.scope) == bool(now.scope)


def test_the_lists_own_word_goes_before_what_was_made_of_its_free_words() -> None:
    old = Service("x", "X", "", "", frozenset(), {"women": Strength.ONLY}, scope=Scope.TYPE_1)
    new = replace(old, audiences={"women": Strength.WELCOME}, scope=Scope.ALL_DIABETES)
    said = [Agreed("audience:women", "only"), Agreed("scope", "t1_only")]
    again = told_by_list(old, new, said)
    assert (again.audiences, again.scope) == (new.audiences, Scope.ALL_DIABETES)


@given(services, st.sampled_from(Published))
def test_what_goes_live_can_be_reached_and_is_no_draft_any_more(
    service: Service, published: Published
) -> None:
    service = replace(service, published=published)
    if not list(why_not(service)):
        assert service.phone or service.email or service.web
        assert service.formats and service.scope is not Scope.TYPE_2
        assert published in (Published.DRAFT, Published.AWAITING_APPROVAL)
        assert service.places or service.formats != {"in_person"}
