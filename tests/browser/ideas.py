"""What the members of a walk write."""

from dataclasses import dataclass
from pathlib import Path

from tests.browser.people import DEMO


@dataclass(frozen=True, slots=True)
class Idea:
    """What a member writes. `costs`: what for, and how many yuan, as typed."""

    title: str
    field: str
    place: str
    problem: str
    plan: str
    costs: tuple[tuple[str, str], ...]
    photo: Path
    proposal_id: int = 0


Ideas = tuple[Idea, ...]

HANDRAIL = Idea(
    title="七号楼门口装双层扶手",
    field="宜居家园",
    place="七号楼单元门口",
    problem="门口八级台阶没有扶手，去年冬天摔了两位老人。",
    plan="装双层不锈钢扶手，社区每季度检查一次。",
    costs=(("双层扶手", "9000"), ("安装", "1800")),
    photo=DEMO / "photos/ramp.png",
)
BENCHES = Idea(
    title="老榕树下添六张长椅",
    field="幸福康乐",
    place="老榕树广场",
    problem="傍晚乘凉的人多，老人常常没有地方坐。",
    plan="添六张带靠背的长椅，由楼栋志愿者擦洗。",
    costs=(("长椅六张", "14400"),),
    photo=DEMO / "photos/bench.png",
)
