"""写提案: a draft that saves itself (`?id=ID`); without an id, the rounds one can write in."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.attachments import draw_file_editor
from components.language import t
from components.plain import plain
from components.proposal_card import draw_compact
from components.proposal_form import (
    CostActs,
    amount_refusal,
    draw_breaches,
    draw_cost_items,
    draw_field_choice,
    draw_missing,
    draw_saved,
    draw_text_field,
    draw_total,
    field_key,
    forget_fields,
    note_saved,
    save_texts_as_typed,
)
from components.proposal_words import asked_number, note_place, tell_at
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, note, reading_or_stop
from domain.clock import utc_now
from domain.money import format_yuan
from domain.proposal_content import TextPart
from domain.roles import Actor
from services import attachments, drafts, proposals, similar
from services.drafts import Draft, OpenRound


def begin(actor: Actor, round_id: int) -> None:
    """Begin a draft and go to it (a callback)."""

    def act() -> None:
        st.query_params["id"] = str(drafts.begin_draft(actor, round_id))

    attempt(act)


def save_text(actor: Actor, proposal_id: int, part: TextPart) -> None:
    """Save one text as typed (a callback)."""
    typed = str(st.session_state.get(field_key(proposal_id, part.value)) or "")
    if attempt(drafts.save_draft, actor, proposal_id, part, typed):
        note_saved(utc_now())


def save_field(actor: Actor, proposal_id: int) -> None:
    """Save the field chosen (a callback)."""
    chosen = st.session_state.get(field_key(proposal_id, "field"))
    if attempt(drafts.choose_field, actor, proposal_id, chosen):
        note_saved(utc_now())


def save_label(actor: Actor, proposal_id: int, key: str) -> None:
    """Save what a cost is for (a callback)."""
    typed = str(st.session_state.get(field_key(proposal_id, f"label_{key}")) or "")
    if attempt(drafts.save_cost_item, actor, proposal_id, key, label=typed):
        note_saved(utc_now())


def save_amount(actor: Actor, proposal_id: int, key: str) -> None:
    """Save what a cost is (a callback); what is no amount is told beside it, and not saved."""
    typed = str(st.session_state.get(field_key(proposal_id, f"amount_{key}")) or "")
    refusal = amount_refusal(typed)
    if refusal is not None:
        note(refusal)
    elif attempt(drafts.save_cost_item, actor, proposal_id, key, amount_typed=typed):
        note_saved(utc_now())


def remove_item(actor: Actor, proposal_id: int, key: str) -> None:
    """Take a line out (a callback)."""
    if attempt(drafts.remove_cost_item, actor, proposal_id, key):
        note_saved(utc_now())


def add_item(actor: Actor, proposal_id: int) -> None:
    """Add an empty line (a callback)."""
    if attempt(drafts.add_cost_item, actor, proposal_id):
        note_saved(utc_now())


def add_files(actor: Actor, proposal_id: int, key: str) -> None:
    """Take in what was chosen (a callback); the first file that is refused is told."""
    note_place("files")
    for upload in st.session_state.get(key) or []:
        data = upload.getvalue()
        if attempt(attachments.attach_file, actor, proposal_id, upload.name, data):
            note_saved(utc_now())
    st.session_state["uploads_taken"] = st.session_state.get("uploads_taken", 0) + 1


def put_file(actor: Actor, act: Callable[[Actor, int], None], file_id: int) -> None:
    """Take a file off, or put it back (a callback)."""
    note_place("files")
    attempt(act, actor, file_id)


def submit(actor: Actor, draft: Draft) -> None:
    """Submit, or publish the changes (a callback); then the page of the proposal is shown."""
    act = proposals.publish_revision if draft.is_submitted else proposals.submit_proposal
    if attempt(act, actor, draft.id):
        done(t("write.published") if draft.is_submitted else t("write.submitted"))
        st.session_state["written"] = draft.id


def discard(actor: Actor, draft: Draft) -> None:
    """Throw away the draft, or the changes not published (a callback)."""
    act = drafts.discard_revision if draft.is_submitted else proposals.discard_draft
    if attempt(act, actor, draft.id):
        done(t("write.discarded"))
        forget_fields()
        if not draft.is_submitted:
            st.query_params.pop("id", None)


def draw_rounds(actor: Actor) -> None:
    """Where one can write now, and what one has begun."""
    with reading_or_stop():
        found = drafts.list_rounds_to_write_in(actor)
    if not found:
        st.info(t("write.no_round"), icon=":material/event_busy:")
        st.page_link(page_file("proposals"), label=t("write.see_proposals"))
    for one in found:
        with st.container(border=True):
            draw_round(actor, one)


def draw_round(actor: Actor, one: OpenRound) -> None:
    """One round that collects, with the button to write in it."""
    st.subheader(plain(one.name), anchor=False)
    st.markdown(t("write.round_budget", budget_cents=one.budget_cents))
    if one.about:
        st.markdown(plain(one.about))
    if one.draft_id is not None:
        st.page_link(
            page_file("write_proposal"),
            label=t("write.go_on", title=plain(one.draft_title) or t("proposals.untitled")),
            icon=":material/edit:",
            query_params={"id": str(one.draft_id)},
        )
    st.button(
        t("write.begin"),
        type="primary",
        icon=":material/edit_note:",
        on_click=begin,
        args=(actor, one.id),
        width="stretch",
        key=f"begin_{one.id}",
    )


def draw_form(actor: Actor, draft: Draft) -> bool:
    """The fields; whether every amount is one."""
    texts = partial(save_text, actor, draft.id)
    draw_text_field(draft.id, TextPart.TITLE, draft.content.title, texts)
    draw_field_choice(
        draft.id, draft.fields, draft.content.field_code, partial(save_field, actor, draft.id)
    )
    for part in (TextPart.PLACE, TextPart.PROBLEM, TextPart.PLAN):
        draw_text_field(draft.id, part, draft.content.text(part), texts)
    draw_breaches(draft.breaches)
    draw_text_field(draft.id, TextPart.BENEFICIARIES, draft.content.beneficiaries, texts)
    all_good = draw_cost_items(
        draft.id,
        draft.content.cost_items,
        CostActs(
            on_label=partial(save_label, actor, draft.id),
            on_amount=partial(save_amount, actor, draft.id),
            on_remove=partial(remove_item, actor, draft.id),
            on_add=partial(add_item, actor, draft.id),
        ),
    )
    st.markdown(f"**{t('write.files')}**")
    tell_at("files")
    draw_file_editor(
        draft.files,
        lambda file_id: attachments.get_file(actor, file_id).data,
        partial(add_files, actor, draft.id),
        partial(put_file, actor, attachments.remove_file),
        partial(put_file, actor, attachments.restore_file),
    )
    return all_good


def draw_side(actor: Actor, draft: Draft, all_good: bool) -> None:
    """What was saved, what it costs, what is alike, what is missing, and the one big button."""
    draw_saved()
    draw_total(draft.content.cost_cents, draft.budget_cents)
    draw_similar(actor, draft)
    draw_missing(draft.missing)
    if draft.breaches:
        st.warning(t("write.breach_meaning"), icon=":material/rule:")
    ready = not draft.missing and all_good and (draft.has_revision or not draft.is_submitted)
    st.button(
        t("write.publish") if draft.is_submitted else t("write.submit"),
        type="primary",
        icon=":material/send:",
        width="stretch",
        disabled=not ready,
        on_click=submit,
        args=(actor, draft),
        key="submit_proposal",
    )
    if draft.is_submitted:
        st.caption(t("write.publish_meaning"))
    with st.popover(t("write.discard"), icon=":material/delete:", width="stretch"):
        st.markdown(t("write.discard_revision") if draft.is_submitted else t("write.discard_draft"))
        st.button(
            t("write.discard_now"), on_click=discard, args=(actor, draft), key="discard_draft"
        )


def draw_similar(actor: Actor, draft: Draft) -> None:
    """Proposals that are about the same thing."""
    alike = similar.list_similar(actor, draft.id)
    if alike:
        st.markdown(f"**{t('write.similar')}**")
        for one in alike:
            draw_compact(one.card)


actor = require_actor()
if st.session_state.pop("written", None) is not None:
    shown = st.query_params.get("id", "")
    st.switch_page(page_file("proposal"), query_params={"id": shown})
st.title(t("page.write_proposal"), anchor=False)
tell_at("top")
with reading_or_stop():
    proposal_id = asked_number("id")
if proposal_id is None:
    draw_rounds(actor)
    st.stop()
with reading_or_stop():
    draft = drafts.get_draft(actor, proposal_id)
save_texts_as_typed()
st.caption(
    t(
        "write.where",
        round=plain(draft.round_name),
        community=plain(draft.community),
        budget=format_yuan(draft.budget_cents),
    )
)
form, side = st.columns([2, 1], gap="large")
with form, st.container(key="write_form"):
    all_good = draw_form(actor, draft)
with side:
    draw_side(actor, draft, all_good)
