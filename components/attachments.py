"""Attached photos and PDFs: shown to everyone, added and taken off by the author."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.files import MEGABYTE, MOST_FILES, MOST_PDF_BYTES, MOST_PHOTO_BYTES, MediaType
from domain.proposal_views import FileLine

PHOTOS_A_ROW = 3
UPLOAD_LIMIT_MB = 40
"""More than the app takes: too large a file shall hear it in the reader's language, from us."""

Read = Callable[[int], bytes]


def draw_files(files: Sequence[FileLine], read: Read) -> None:
    """Photos in rows, PDFs as downloads. `read` gives the bytes of a file that may be read."""
    kept = [one for one in files if not one.is_removed]
    photos = [one for one in kept if one.media_type.is_photo]
    across = min(PHOTOS_A_ROW, max(2, len(photos)))
    for start in range(0, len(photos), across):
        row = st.columns(across)
        for column, photo in zip(row, photos[start : start + across], strict=False):
            column.image(read(photo.id), width="stretch", alt=t("attachment.photo"))
    for document in kept:
        if not document.media_type.is_photo:
            _draw_download(document, read)


def draw_file_editor(
    files: Sequence[FileLine],
    read: Read,
    on_add: Callable[[str], None],
    on_remove: Callable[[int], None],
    on_restore: Callable[[int], None],
) -> None:
    """The author's view: every file can be taken off and put back; more can be added."""
    for one in files:
        if one.is_removed:
            _draw_removed(one, on_restore)
        else:
            _draw_kept(one, read, on_remove)
    if sum(not one.is_removed for one in files) >= MOST_FILES:
        st.caption(t("attachment.full", most=MOST_FILES))
        return
    key = f"upload_{st.session_state.get('uploads_taken', 0)}"
    st.file_uploader(
        t(
            "attachment.add",
            photo=MOST_PHOTO_BYTES // MEGABYTE,
            pdf=MOST_PDF_BYTES // MEGABYTE,
            most=MOST_FILES,
        ),
        accept_multiple_files=True,
        key=key,
        on_change=on_add,
        args=(key,),
        max_upload_size=UPLOAD_LIMIT_MB,
    )


def _draw_kept(one: FileLine, read: Read, on_remove: Callable[[int], None]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if one.media_type.is_photo:
            st.image(read(one.id), width=96, alt=t("attachment.photo"))
        else:
            st.markdown(":material/picture_as_pdf:", width="content")
        st.markdown(plain(one.name), width="stretch")
        st.button(
            t("attachment.remove"),
            key=f"remove_file_{one.id}",
            icon=":material/delete:",
            on_click=on_remove,
            args=(one.id,),
        )


def _draw_removed(one: FileLine, on_restore: Callable[[int], None]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(t("attachment.removed", name=plain(one.name)), width="stretch")
        st.button(
            t("attachment.restore"),
            key=f"restore_file_{one.id}",
            icon=":material/undo:",
            on_click=on_restore,
            args=(one.id,),
        )


def _draw_download(document: FileLine, read: Read) -> None:
    st.download_button(
        plain(document.name),
        data=lambda: read(document.id),
        file_name=document.name,
        mime=MediaType.PDF.value,
        icon=":material/picture_as_pdf:",
        key=f"download_{document.id}",
        on_click="ignore",
    )
