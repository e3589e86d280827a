"""A matter on its way: raised once, taken up, assigned, answered, rated, opened again, ended."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from db.engine import transaction
from domain.clock import local
from domain.matter_views import Assignment, MatterDraft, MatterFilter, NewMatter
from domain.matters import MatterEvent, MatterState, Source
from domain.rights import Action
from services import matter_ratings, matter_reading, matter_whistles, matters
from tests.cast import Cast
from tests.services.looping import NOW, events, prepare_loop, raise_one, refused, row


@pytest.fixture
def loop(cast: Cast) -> Cast:
    """The cast with deadlines, and a department that the other clerk heads."""
    return prepare_loop(cast)


def test_a_double_tap_opens_one_matter_with_the_deadline_of_its_kind(loop: Cast) -> None:
    first = raise_one(loop)
    assert raise_one(loop) == first
    assert raise_one(loop, key="another form") != first
    kept = row(first)
    assert (kept.deadline_class, kept.due_at) == ("24h", NOW + timedelta(hours=24))
    assert kept.subdistrict_id == loop.subdistricts["Lakeside"]
    suggestion = row(raise_one(loop, key="s", source="suggestion"))
    assert suggestion.deadline_class == "15wd"
    assert local(suggestion.due_at).strftime("%H:%M") == "17:30"


def test_two_taps_at_the_same_moment_open_one_matter(loop: Cast) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = set(pool.map(lambda _: raise_one(loop), range(12)))
    assert len(found) == 1
    assert [event for event, _ in events(found.pop())] == ["raise"]


def test_without_any_class_a_matter_still_has_a_deadline(cast: Cast) -> None:
    kept = row(raise_one(cast))
    assert (kept.deadline_class, kept.due_at) == (None, NOW + timedelta(days=7))


def test_the_whole_way_to_a_good_end_is_traced_step_by_step(loop: Cast) -> None:
    matter_id = raise_one(loop)
    matters.take_up(loop["mei"], matter_id)
    matters.assign_matter(loop["clerk"], matter_id, Assignment(body_code="lamps"))
    head = loop["far_clerk"]
    assert row(matter_id).owner_id == head.account_id
    matters.answer_matter(head, matter_id, "A new lamp hangs there.", is_solved=True)
    matter_ratings.rate_answer(loop["ann"], matter_id, 5)
    people = [loop[who].account_id for who in ("ann", "mei", "clerk", "far_clerk", "ann", "ann")]
    names = ["raise", "take_up", "assign", "give_answer", "rate", "close"]
    assert events(matter_id) == list(zip(names, people, strict=True))
    assert row(matter_id).state == "closed"


def test_every_double_tap_on_the_way_writes_once(loop: Cast) -> None:
    matter_id = raise_one(loop)
    for _ in range(2):
        matters.take_up(loop["mei"], matter_id)
    for _ in range(2):
        matters.assign_matter(loop["clerk"], matter_id, Assignment(body_code="lamps"))
    calls = {matter_whistles.whistle(loop["clerk"], matter_id, "lamps", "Come") for _ in range(2)}
    (call,) = calls
    for _ in range(2):
        matter_whistles.report_in(loop["far_clerk"], call, "We come")
    for _ in range(2):
        matters.answer_matter(loop["officer"], matter_id, "Done.", is_solved=True)
    for _ in range(2):
        matter_ratings.rate_answer(loop["ann"], matter_id, 1, "Still dark")
    for _ in range(2):
        matter_ratings.reopen_matter(loop["ann"], matter_id, "Still dark")
    found = [event for event, _ in events(matter_id)]
    assert len(found) == len(set(found)) == 8


def test_a_poor_answer_is_worked_on_once_more_with_a_new_deadline_and_then_ends(loop: Cast) -> None:
    matter_id = raise_one(loop)
    clerk, ann = loop["clerk"], loop["ann"]
    matters.answer_matter(clerk, matter_id, "Not ours.", is_solved=False)
    assert refused(matter_ratings.reopen_matter, ann, matter_id, "Why") == "matter.not_reopened"
    matter_ratings.rate_answer(ann, matter_id, 2)
    assert refused(matter_ratings.reopen_matter, ann, matter_id, " ") == "matter.no_reason"
    later = NOW + timedelta(days=5)
    matter_ratings.reopen_matter(ann, matter_id, "It is yours", now=later)
    kept = row(matter_id)
    assert (kept.state, kept.due_at) == ("assigned", later + timedelta(hours=24))
    assert (kept.answer, kept.is_solved, kept.rating) == ("", None, None)
    matters.answer_matter(clerk, matter_id, "Mended after all.", is_solved=True)
    matter_ratings.rate_answer(ann, matter_id, 1)
    assert row(matter_id).state == "closed"
    assert refused(matter_ratings.reopen_matter, ann, matter_id, "No") == "matter.not_reopened"
    notes = [one.note for one in matter_reading.get_sheet(None, matter_id).moves]
    assert "Not ours." in notes
    assert "It is yours" in notes


def test_giving_a_matter_on_wins_no_time(loop: Cast) -> None:
    matter_id = raise_one(loop)
    clerk, due = loop["clerk"], row(matter_id).due_at
    later = NOW + timedelta(hours=20)
    matters.assign_matter(clerk, matter_id, Assignment(body_code="lamps"), now=later)
    assert row(matter_id).due_at == due
    urgent = Assignment(body_code="lamps", deadline_class="2h")
    matters.assign_matter(clerk, matter_id, urgent, now=later)
    assert row(matter_id).due_at == NOW + timedelta(hours=2)
    matters.hand_over(loop["far_clerk"], matter_id, clerk.account_id, "Their street")
    assert (row(matter_id).due_at, row(matter_id).owner_id) == (
        NOW + timedelta(hours=2),
        clerk.account_id,
    )


def test_strangers_to_a_matter_are_refused(loop: Cast) -> None:
    matter_id = raise_one(loop)
    to = Assignment(body_code="lamps")
    assert refused(matters.take_up, loop["zhou"], matter_id) == "right.in_place"
    assert refused(matters.take_up, loop["ann"], matter_id) == "right.role"
    assert refused(matters.assign_matter, loop["far_clerk"], matter_id, to) == "right.in_place"
    assert refused(matters.assign_matter, loop["ann"], matter_id, to) == "right.role"
    assert refused(matters.withdraw_matter, loop["bo"], matter_id) == "right.own"
    assert refused(matters.hand_over, loop["clerk"], matter_id, 1, "x") == "right.assigned"
    answer = {"is_solved": True}
    assert refused(matters.answer_matter, loop["bo"], matter_id, "x", **answer).startswith("right.")
    matters.answer_matter(loop["officer"], matter_id, "Done.", is_solved=True)
    assert refused(matter_ratings.rate_answer, loop["bo"], matter_id, 1) == "right.own"


def test_what_is_answered_or_ended_cannot_be_assigned_taken_up_or_withdrawn(loop: Cast) -> None:
    matter_id = raise_one(loop)
    matters.answer_matter(loop["officer"], matter_id, "Done.", is_solved=True)
    to = Assignment(body_code="lamps")
    for act in (
        lambda: matters.assign_matter(loop["clerk"], matter_id, to),
        lambda: matters.take_up(loop["mei"], matter_id),
        lambda: matters.withdraw_matter(loop["ann"], matter_id),
        lambda: matter_whistles.whistle(loop["clerk"], matter_id, "lamps", "Come"),
    ):
        assert refused(act) == "matter.illegal_step"


def test_the_raiser_can_take_back_what_waits(loop: Cast) -> None:
    matter_id = raise_one(loop)
    matters.withdraw_matter(loop["ann"], matter_id, "Settled")
    assert row(matter_id).state == "withdrawn"
    assert refused(matters.answer_matter, loop["clerk"], matter_id, "x", is_solved=True) == (
        "matter.illegal_step"
    )


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (MatterDraft(Source.REQUEST, "  "), "matter.no_title"),
        (MatterDraft(Source.PROMISE, "I promise"), "matter.not_raised"),
        (MatterDraft(Source.REQUEST, "A lamp", community_id=999), "place.unknown"),
    ],
)
def test_what_is_no_matter_is_refused(loop: Cast, draft: MatterDraft, code: str) -> None:
    assert refused(matters.raise_matter, loop["ann"], draft, "k") == code


def test_a_promise_and_a_form_become_one_matter_however_often_they_are_opened(loop: Cast) -> None:
    new = NewMatter(title="A ramp", source=Source.PROMISE, request_key="once")
    with transaction() as db:
        first = matters.open_matter(db, new)
        assert matters.open_matter(db, new) == first
    assert row(first).state == MatterState.OPEN
    written_down = NewMatter(
        title="A step", source=Source.PROMISE, recorded_by=loop["host"].account_id
    )
    with transaction() as db:
        promised = matters.open_matter(db, written_down)
    assert refused(matters.withdraw_matter, loop["host"], promised) == "right.own"
    owned = NewMatter(title="A rail", source=Source.REQUEST, owner_id=loop["clerk"].account_id)
    with transaction() as db:
        second = matters.open_matter(db, owned)
    assert [event for event, _ in events(second)] == ["raise", "assign"]


def test_a_department_is_called_and_reports_within_its_class(loop: Cast) -> None:
    matter_id = raise_one(loop)
    assert refused(matter_whistles.whistle, loop["ann"], matter_id, "lamps", "x") == "right.role"
    assert refused(matter_whistles.whistle, loop["clerk"], matter_id, "none", "x") == (
        "matter.body_unknown"
    )
    call = matter_whistles.whistle(loop["clerk"], matter_id, "lamps", "Come", "2h", now=NOW)
    assert refused(matter_whistles.report_in, loop["clerk"], call, "x") == "right.assigned"
    assert refused(matter_whistles.report_in, loop["far_clerk"], call, " ") == "matter.no_report"
    later = NOW + timedelta(hours=3)
    assert matter_reading.get_sheet(None, matter_id, later).whistles[0].is_late
    matter_whistles.report_in(loop["far_clerk"], call, "A team is on its way", now=later)
    (told,) = matter_reading.get_sheet(None, matter_id).whistles
    assert (told.note, told.reported_at) == ("A team is on its way", later)
    assert MatterEvent.REPORT_IN in [one.event for one in matter_reading.get_sheet(None, 1).moves]


def test_the_list_is_searched_and_narrowed(loop: Cast) -> None:
    lamp = raise_one(loop, key="1", title="The lamp is out", text="At gate_7, 100% dark")
    raise_one(loop, key="2", title="A bench", source="suggestion", field_code="homes")
    matters.assign_matter(loop["clerk"], lamp, Assignment(body_code="lamps"))

    def found(**wanted: object) -> list[str]:
        cards = matter_reading.list_cards(MatterFilter(**wanted)).cards  # type: ignore[arg-type]
        return [one.title for one in cards]

    assert found() == ["A bench", "The lamp is out"]
    assert found(text="LAMP out") == found(text="gate_7 100%") == ["The lamp is out"]
    assert found(text="gatex7") == found(text="100x") == []
    assert found(state=MatterState.ASSIGNED) == found(body_code="lamps") == ["The lamp is out"]
    assert found(source=Source.SUGGESTION) == found(field_code="homes") == ["A bench"]
    assert found(community_id=loop.communities["Faraway"]) == []
    assert found(is_late=True) == []


def test_a_page_offers_exactly_what_the_services_grant(loop: Cast) -> None:
    matter_id = raise_one(loop)
    acts = {who: matter_reading.get_sheet(loop[who], matter_id).acts for who in ("ann", "mei")}
    assert acts["ann"] == {Action.RATE_ANSWER, Action.WITHDRAW_MATTER}
    assert acts["mei"] == {Action.TAKE_UP_MATTER}
    assert matter_reading.get_sheet(None, matter_id).acts == frozenset()
