"""The first steps of paper: print a pile, hand out sheets, open the box."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components.language import t
from components.plain import plain
from domain.channels import Channel
from domain.paper_views import HandedOut, PaperProgress, PaperVoter, PrintedBatch

SHEETS_OFFERED = (20, 50, 100)
FEW_DIGITS = 4


@dataclass(frozen=True, slots=True)
class HandOutActs:
    """What the clerk can do while handing out."""

    find: Callable[[str], Sequence[PaperVoter]]
    hand_out: Callable[[PaperVoter], None]
    hand_out_to_person: Callable[[], None]
    take_back: Callable[[], None]


def draw_printing(
    batches: Sequence[PrintedBatch],
    make: Callable[[], None],
    pdf_of: Callable[[int, bool], bytes],
    list_pdf: Callable[[], bytes],
    missing: str,
) -> None:
    """How many sheets, who types them in, one button; below it the piles to send to the printer."""
    _draw_order(make)
    if missing:
        st.warning(t("paper.missing_characters", characters=plain(" ".join(missing))))
    for one in batches:
        _draw_batch(one, pdf_of)
    st.download_button(
        t("paper.download_list"),
        data=list_pdf,
        file_name=f"{t('sheet.list_file')}.pdf",
        mime="application/pdf",
        key="paper_list",
        icon=":material/list:",
        width="stretch",
        on_click="ignore",
    )


def _draw_order(make: Callable[[], None]) -> None:
    piles = {n: t("paper.sheets", n=n) for n in SHEETS_OFFERED}
    readers = {True: t("paper.two_people"), False: t("paper.one_person")}
    with st.container(border=True):
        st.subheader(t("paper.print_title"), anchor=False)
        st.segmented_control(
            t("paper.how_many"),
            SHEETS_OFFERED,
            default=SHEETS_OFFERED[1],
            required=True,
            format_func=piles.__getitem__,
            key="paper_how_many",
        )
        st.segmented_control(
            t("paper.who_enters"),
            (True, False),
            default=True,
            required=True,
            format_func=readers.__getitem__,
            key="paper_two_people",
        )
        st.button(
            t("paper.make"),
            key="paper_make",
            type="primary",
            width="stretch",
            icon=":material/print:",
            on_click=make,
        )


def _draw_batch(one: PrintedBatch, pdf_of: Callable[[int, bool], bytes]) -> None:
    with st.container(border=True):
        words, button = st.columns([3, 2], vertical_alignment="center")
        with words:
            st.markdown(f"**{t('paper.batch', n=one.sheets, at=one.made_at)}**")
            st.markdown(t("paper.two_people" if one.needs_two_people else "paper.one_person"))
        for sides, is_duplex in (("one", False), ("two", True)):
            button.download_button(
                t(f"paper.download_{sides}"),
                data=partial(pdf_of, one.id, is_duplex),
                file_name=f"{t('sheet.file')}-{one.id}.pdf",
                mime="application/pdf",
                key=f"paper_pdf_{sides}_{one.id}",
                icon=":material/download:",
                width="stretch",
                on_click="ignore",
            )


def draw_handing_out(
    progress: PaperProgress,
    communities: Mapping[int, str],
    last: tuple[HandedOut, str] | None,
    acts: HandOutActs,
) -> None:
    """Look for a name, press once; or write down a resident who has no account."""
    facts = {"handed_out": progress.handed_out, "printed": progress.printed}
    st.subheader(t("paper.handed_out", **facts), anchor=False)
    if last is not None:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{t('paper.given', name=plain(last[1]))}**", width="content")
            st.button(
                t("paper.take_back"),
                key="paper_take_back",
                icon=":material/undo:",
                on_click=acts.take_back,
            )
    has_account = st.segmented_control(
        t("paper.has_account"),
        (True, False),
        default=True,
        required=True,
        format_func={True: t("paper.with_account"), False: t("paper.no_account")}.__getitem__,
        key="paper_has_account",
    )
    if has_account is False:
        _draw_person(communities, acts)
    else:
        _draw_search(acts)


def _draw_search(acts: HandOutActs) -> None:
    typed = st.text_input(
        t("paper.find_name"), placeholder=t("paper.find_example"), key="paper_name", live="300ms"
    )
    found = sorted(acts.find(typed or ""), key=lambda one: one.channel is not None)
    for one in found:
        _draw_voter(one, acts)
    if typed and not found:
        st.markdown(t("paper.nobody_found"))


def _draw_voter(one: PaperVoter, acts: HandOutActs) -> None:
    with st.container(border=True):
        words, button = st.columns([3, 2], vertical_alignment="center")
        words.markdown(f"**{plain(one.name)}**  \n{plain(one.community)}")
        if one.channel is None:
            button.button(
                t("paper.hand_out"),
                key=f"paper_hand_{one.account_id}",
                type="primary",
                width="stretch",
                icon=":material/description:",
                on_click=acts.hand_out,
                args=(one,),
            )
        else:
            on_paper = one.channel is Channel.PAPER
            button.markdown(t("paper.has_sheet" if on_paper else "paper.on_screen"))


def _draw_person(communities: Mapping[int, str], acts: HandOutActs) -> None:
    st.markdown(t("paper.no_account_why"))
    st.text_input(t("paper.person_name"), key="paper_person_name")
    with st.container(key="paper_digits"):
        st.text_input(t("paper.person_digits"), key="paper_person_digits", max_chars=FEW_DIGITS)
    st.selectbox(
        t("paper.person_community"),
        list(communities),
        format_func=communities.__getitem__,
        key="paper_person_community",
    )
    st.checkbox(t("paper.other_person"), key="paper_other_person")
    st.button(
        t("paper.hand_out"),
        key="paper_hand_person",
        type="primary",
        width="stretch",
        icon=":material/description:",
        on_click=acts.hand_out_to_person,
    )


def draw_box(progress: PaperProgress, record: Callable[[], None]) -> None:
    """Open the box, count the sheets by hand, write down how many."""
    with st.container(border=True):
        st.subheader(t("paper.box_title"), anchor=False)
        st.markdown(t("paper.box_how", handed_out=progress.handed_out))
        if progress.returned is not None:
            st.markdown(f"**{t('paper.box_known', n=progress.returned)}**")
        st.number_input(
            t("paper.box_number"),
            min_value=0,
            max_value=max(progress.printed, progress.returned or 0),
            value=progress.returned,
            step=1,
            key="paper_returned",
        )
        st.button(
            t("paper.box_record"),
            key="paper_box",
            type="primary",
            width="stretch",
            icon=":material/inventory:",
            on_click=record,
        )
