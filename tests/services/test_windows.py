"""The three windows and the search: what is public is found, what is not never."""

from datetime import timedelta

import pytest

from db.engine import transaction
from db.tables import (
    Activity,
    Body,
    FieldRecord,
    Finding,
    LegalArticle,
    LegalCase,
    Matter,
    Meeting,
    PhaseDate,
    Proposal,
    ServiceRecord,
    Station,
    Topic,
)
from domain.activities import ActivityKind, ActivityRecord
from domain.clock import utc_now
from domain.phases import Phase
from domain.windows import (
    KINDS,
    Window,
    WindowFilter,
    WindowKind,
    WindowStanding,
    highlighted,
)
from services import activities, windows
from tests.cast import Cast
from tests.days import today


def write(*rows: object) -> None:
    with transaction() as db:
        for row in rows:
            db.add(row)
            db.flush()


def matter(title: str, **content: object) -> Matter:
    row = Matter(title=title, due_at=utc_now(), created_at=utc_now(), source="request")
    row.sqlmodel_update(content)
    return row


def titles(text: str = "", **wanted: object) -> list[str]:
    found = windows.list_items(WindowFilter(text=text, **wanted))  # type: ignore[arg-type]
    assert found.total >= len(found.items)
    return [one.title for one in found.items]


def test_everything_public_has_its_window() -> None:
    placed = [kind for window in Window for kind in KINDS[window]]
    assert sorted(placed) == sorted(WindowKind)


def test_what_is_private_draft_or_unlisted_is_found_by_nobody(cast: Cast) -> None:
    now = utc_now()
    round_id = cast.round(Phase.COLLECT)
    cast.proposal(round_id, title="secret draft", state="draft", submitted_at=None)
    cast.proposal(round_id, title="secret thrown away", state="withdrawn", submitted_at=None)
    topics = [
        Topic(title=f"secret {state}", state=state, created_at=now)
        for state in ("proposed", "dropped")
    ]
    write(
        matter("secret quarrel", is_public=False, text="secret"),
        *topics,
        Topic(id=77, title="A listed topic", state="in_review", created_at=now),
        Finding(topic_id=77, title="secret finding", saved_at=now),
        LegalArticle(title="secret article", text="secret", at=now),
        Meeting(
            kind="council",
            title="secret meeting",
            place_kind="district",
            starts_at=now,
            state="cancelled",
            created_at=now,
        ),
    )
    assert titles("secret") == []
    assert titles() != []


def test_who_raised_a_matter_is_not_said(cast: Cast) -> None:
    write(matter("A lamp", raiser_id=cast["ann"].account_id, raiser_name="Old Wang"))
    (found,) = windows.list_items(WindowFilter(text="lamp")).items
    assert (found.who, found.text) == ("", "")
    assert titles("Wang") == []


def test_every_word_must_be_there_and_titles_come_first(cast: Cast) -> None:
    write(
        matter("楼道的灯", text="不亮"),
        matter("不亮的灯", text="三楼"),
        matter("台阶", text="灯不亮，看不清"),
        matter("电梯", text="不动"),
    )
    assert titles("灯 不亮")[0] == "不亮的灯"
    assert set(titles("灯 不亮")) == {"不亮的灯", "楼道的灯", "台阶"}


@pytest.mark.parametrize("typed", ["%", "_", "\\", "/", "'", "' OR 1=1 --"])
def test_signs_of_the_database_are_ordinary_letters(cast: Cast, typed: str) -> None:
    write(matter("Lamp"), matter(f"Has {typed} in it"))
    assert titles(typed) == [f"Has {typed} in it"]


def test_latin_letters_are_found_large_or_small(cast: Cast) -> None:
    write(matter("WiFi in the hall"))
    assert titles("wIfI HALL") == ["WiFi in the hall"]


def test_place_field_and_standing_narrow(cast: Cast) -> None:
    write(
        matter("here", community_id=cast.communities["Riverside"], field_code="homes"),
        matter("there", community_id=cast.communities["Faraway"], state="closed"),
        matter("around", subdistrict_id=cast.subdistricts["Lakeside"]),
    )
    assert titles(community_id=cast.communities["Riverside"]) == ["here"]
    assert set(titles(subdistrict_id=cast.subdistricts["Lakeside"])) == {"here", "around"}
    assert titles(field_code="homes") == ["here"]
    assert titles(standing=WindowStanding.ENDED) == ["there"]
    assert titles(kinds=KINDS[Window.LEGAL]) == []


def test_pages_hold_everything_once(cast: Cast) -> None:
    write(*(matter(f"Matter {n}") for n in range(30)))
    pages = [windows.list_items(WindowFilter(page=n)) for n in (1, 2, 3)]
    assert pages[0].pages == 3
    assert len({one.id for page in pages for one in page.items}) == 30


def test_a_proposal_is_found_by_what_it_says(cast: Cast) -> None:
    cast.proposal(cast.round(Phase.COLLECT), title="A ramp", plan="Two handrails of steel")
    assert titles("steel") == ["A ramp"]
    with transaction() as db:
        assert db.get(Proposal, 1) is not None


def test_highlighting_loses_no_letter() -> None:
    text = "路灯不亮，LED 路灯"
    pieces = list(highlighted(text, ("路灯", "led")))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_found in pieces if is_found] == ["路灯", "LED", "路灯"]


def test_what_the_committee_did_is_there_with_who_and_when(cast: Cast) -> None:
    day = today()
    record = ActivityRecord(
        kind=ActivityKind.VISIT,
        title="A visit upstairs",
        on=day,
        community_id=cast.communities["Riverside"],
        people_count=9,
        result="Two handrails are wanted.",
        member_ids=(cast["mei"].account_id,),
    )
    kept = activities.record_activity(cast["clerk"], record, "kept")
    mistaken = activities.record_activity(cast["clerk"], record, "mistaken")
    activities.void_activity(cast["clerk"], mistaken, "It was the day before.")
    meeting = cast.meeting()
    write(Activity(kind="council", title="Met", on=day, meeting_id=meeting, at=utc_now()))
    (found,) = windows.list_items(WindowFilter(kinds=(WindowKind.ACTIVITY,))).items
    assert (found.id, found.who, found.until) == (kept, "Mei", day)
    assert titles("handrails", standing=WindowStanding.ENDED) == ["A visit upstairs"]


def test_notes_of_a_visit_wait_for_the_result(cast: Cast) -> None:
    now = utc_now()
    for number, state in ((71, "researching"), (72, "decided"), (73, "proposed")):
        write(
            Topic(id=number, title=f"Topic {state}", state=state, created_at=now),
            FieldRecord(
                topic_id=number,
                on=today(),
                place_text="The market",
                notes="Seen: a broken step",
                account_id=cast["expert"].account_id,
                at=now,
            ),
        )
    visits = (WindowKind.VISIT,)
    assert titles("market", kinds=visits) == ["Topic decided", "Topic researching"]
    assert titles("broken", kinds=visits) == ["Topic decided"]
    assert {one.leads_to for one in windows.list_items(WindowFilter(kinds=visits)).items} == {
        71,
        72,
    }


def test_a_session_about_law_shows_where_and_how_many_and_no_note(cast: Cast) -> None:
    def session(note: str, **content: object) -> ServiceRecord:
        row = ServiceRecord(
            kind="education",
            community_id=cast.communities["Riverside"],
            account_id=cast["lawyer"].account_id,
            on=today(),
            people_count=40,
            note=note,
            at=utc_now(),
        )
        row.sqlmodel_update(content)
        return row

    with transaction() as db:
        case = LegalCase(
            kind="education",
            community_id=cast.communities["Riverside"],
            subject="secret",
            created_at=utc_now(),
        )
        db.add(case)
        db.flush()
        db.add(session("secret of a case", case_id=case.id))
        db.add(session("secret note"))
        db.add(session("secret advice", kind="advice"))
    (found,) = windows.list_items(WindowFilter(kinds=(WindowKind.EDUCATION,))).items
    assert (found.title, found.who, found.text) == ("Riverside", "40", "")
    assert found.leads_to == cast.communities["Riverside"]
    assert titles("secret") == []
    assert windows.get_legal_figures().education == 2


def test_a_round_says_when_its_phase_is_over(cast: Cast) -> None:
    number, now = cast.round(Phase.COLLECT), utc_now()
    days = {Phase.COLLECT: -3, Phase.REVIEW: 4, Phase.DELIBERATE: 9}
    with transaction() as db:
        for phase, offset in days.items():
            at = now + timedelta(days=offset)
            db.merge(PhaseDate(round_id=number, phase=phase.value, starts_at=at))
    (found,) = windows.list_items(WindowFilter(kinds=(WindowKind.ROUND,))).items
    assert found.until == now + timedelta(days=4)


def test_a_station_is_called_by_its_place_once(cast: Cast) -> None:
    here, there = cast.communities["Riverside"], cast.communities["Faraway"]
    write(
        Station(community_id=here, name="Riverside legal station", address="", phone=""),
        Station(community_id=there, name="Legal station", address="", phone=""),
    )
    assert set(titles(kinds=(WindowKind.STATION,))) == {
        "Riverside legal station",
        "Faraway Legal station",
    }


def test_a_body_is_called_by_its_name_in_both_languages(cast: Cast) -> None:
    write(
        Body(code="water", kind="department", name="水务", name_en="Water"),
        matter("A lamp", body_code="water"),
        matter("A step", body_code="water", owner_text="Li"),
    )
    found = {one.title: one for one in windows.list_items(WindowFilter()).items}
    assert (found["A lamp"].who, found["A lamp"].who_en) == ("水务", "Water")
    assert (found["A step"].who, found["A step"].who_en) == ("Li", "")
