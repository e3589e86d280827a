"""A round goes forward one phase at a time, and back one step only before voting."""

import pytest

from domain.phases import Phase, is_frozen, move, moves_from, next_phase
from domain.refusals import Refusal

ORDER = list(Phase)
BACK = {(Phase.REVIEW, Phase.COLLECT), (Phase.DELIBERATE, Phase.REVIEW)}
LEGAL = BACK | {(before, next_phase(before)) for before in ORDER[:-1]}


@pytest.mark.parametrize("to", ORDER)
@pytest.mark.parametrize("phase", ORDER)
def test_only_the_declared_moves_are_legal(phase: Phase, to: Phase) -> None:
    if (phase, to) in LEGAL:
        assert moves_from(phase)[move(phase, to)] is to
        return
    with pytest.raises(Refusal) as refused:
        move(phase, to)
    assert refused.value.facts == {"phase": phase, "to": to}


def test_the_end_is_the_end() -> None:
    assert moves_from(Phase.CLOSED) == {}
    assert next_phase(Phase.CLOSED) is None


def test_nothing_thaws_after_voting_opened() -> None:
    assert [phase for phase in ORDER if is_frozen(phase)] == ORDER[ORDER.index(Phase.VOTE) :]
