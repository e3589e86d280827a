"""Which statement comes next: every one is seen about equally often, and nobody's order jumps."""

from collections import Counter

from domain.similarity import build_index, find_alike
from domain.stances import ALIKE_FROM, next_statement

STATEMENTS = {
    "楼道扶手要先装，老人上下楼最要紧": "楼道里的扶手应该先装上",
    "电动车不能再推进楼道充电": "电动车不要停在楼道里充电",
    "停车位应当先给本小区的老人和病人留": "停车位先给老人",
    "小区大门晚上十点以后要有人值守": "大门夜里要有保安值守",
    "树太高挡光，应当每年修剪一次": "大树要年年修剪",
    "花园改成停车场，我可以接受": "我愿意把花园改成停车场",
    "物业费涨一点，换来保安多一个，值得": "物业费可以涨一点，多请一个保安",
    "广场舞晚上九点以后应当停": "跳广场舞不要超过九点",
    "快递柜应当装在每栋楼下": "每栋楼都要有快递柜",
    "儿童游乐场比健身器材更需要": "先建儿童游乐场，健身器材够用了",
}
"""Sentences of a talk day, each with another that says much the same."""


def answered_by(people: int, each: int, statements: list[int]) -> Counter[int]:
    """How often each statement was answered when every person answers so many, one by one."""
    answers: Counter[int] = Counter()
    for person in range(people):
        own: set[int] = set()
        for _ in range(each):
            chosen = next_statement(statements, own, answers, f"key {person}")
            assert chosen is not None
            own.add(chosen)
            answers[chosen] += 1
    return answers


def test_every_statement_is_answered_about_equally_often() -> None:
    answers = answered_by(people=20, each=3, statements=list(range(12)))
    assert set(answers.values()) == {5}


def test_a_statement_that_comes_late_catches_up() -> None:
    early = answered_by(people=10, each=2, statements=[1, 2, 3])
    assert next_statement([1, 2, 3, 4], set(), early, "somebody") == 4


def test_two_people_begin_with_different_statements_and_one_always_with_the_same() -> None:
    statements = list(range(50))
    first = {next_statement(statements, set(), {}, f"key {person}") for person in range(10)}
    assert len(first) > 5
    again = [next_statement(statements, set(), {}, "key 1") for _ in range(3)]
    assert len(set(again)) == 1


def test_when_all_are_answered_nothing_is_left() -> None:
    assert next_statement([1, 2], {1, 2}, {}, "key") is None


def test_a_sentence_that_repeats_another_is_pointed_out() -> None:
    kept = dict(enumerate(STATEMENTS))
    index = build_index({key: (text, "") for key, text in kept.items()})
    for key, text in kept.items():
        found = find_alike(index, STATEMENTS[text], "", least=ALIKE_FROM)
        assert found, STATEMENTS[text]
        assert found[0].proposal_id == key


def test_different_sentences_are_seldom_taken_for_repeats() -> None:
    texts = list(STATEMENTS)
    index = build_index({key: (text, "") for key, text in enumerate(texts)})
    pairs = [
        (text, found.proposal_id)
        for key, text in enumerate(texts)
        for found in find_alike(index, text, "", besides=key, least=ALIKE_FROM)
    ]
    assert len(pairs) <= 2
