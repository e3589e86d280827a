"""Make the fonts of components/print/fonts from Debian's Noto Sans CJK. For developers; run rarely.

    apt-get download fonts-noto-cjk unicode-data    # unpack both with dpkg-deb -x … FOLDER
    python -m venv .venv-fonts && .venv-fonts/bin/pip install fonttools==4.68.0
    .venv-fonts/bin/python docs/make_print_fonts.py FOLDER

Kept are all of GB 2312, the 8,105 characters of the national standard list 通用规范汉字表 (names of
people and places need its third part), the traditional forms of the 2,500 commonest of them,
Latin, digits, circled numbers, punctuation and boxes. Hints are dropped: paper has dots enough.
"""

import bz2
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

TO = Path(__file__).resolve().parent.parent / "components" / "print" / "fonts"
FAMILY = "Hall Sans SC"
FACE = "Noto Sans CJK SC"
RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x203B), (0x2103, 0x2103),
    (0x2116, 0x2116), (0x2160, 0x216B), (0x2190, 0x2193), (0x2200, 0x22FF), (0x2460, 0x249B),
    (0x25A0, 0x25CF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2717), (0x3000, 0x3029),
    (0xFF01, 0xFF5E), (0xFFE5, 0xFFE5),
)  # fmt: skip


def gb2312() -> Iterator[str]:
    """Every character of GB 2312."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def unihan(folder: Path, file: str, field: str) -> Iterator[tuple[str, str]]:
    """Every character that has this field in the Unihan database, with its value."""
    with bz2.open(folder / "usr/share/unicode" / f"Unihan_{file}.txt.bz2", "rt") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == field:
                yield chr(int(parts[0][2:], 16)), parts[2]


def standard_list(folder: Path) -> dict[str, int]:
    """The characters of 通用规范汉字表 with their numbers there; the commonest are 1 to 3500."""
    return {
        character: int(re.sub(r".*:", "", value))
        for character, value in unihan(folder, "OtherMappings", "kTGH")
    }


def wanted(folder: Path) -> set[int]:
    """Code points to keep."""
    standard = standard_list(folder)
    common = {character for character, number in standard.items() if number <= 2500}
    characters = set(gb2312()) | set(standard)
    for character, value in unihan(folder, "Variants", "kTraditionalVariant"):
        if character in common:
            characters |= {chr(int(code[2:], 16)) for code in value.split()}
    kept = {ord(character) for character in characters}
    for first, last in RANGES:
        kept |= set(range(first, last + 1))
    return kept


def rename(font: TTFont, weight: str) -> None:
    """Give the subset a name of its own, so that it is never mistaken for the whole font."""
    names = {1: FAMILY, 2: weight, 4: f"{FAMILY} {weight}", 6: f"HallSansSC-{weight}"}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID in (3, 16, 17, 21, 22):
            font["name"].names.remove(record)
    top = font["CFF "].cff
    top.fontNames[0] = names[6]
    top.topDictIndex[0].FullName, top.topDictIndex[0].FamilyName = names[4], FAMILY


def make(folder: Path, weight: str, kept: set[int]) -> set[int]:
    """Write one weight; the code points that it has."""
    source = folder / f"usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc"
    font = next(one for one in TTCollection(source).fonts if one["name"].getDebugName(1) == FACE)
    options = Options()
    options.hinting, options.layout_features, options.name_languages = False, ["kern"], [0x409]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    options.desubroutinize = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    rename(font, weight)
    font.save(TO / f"HallSansSC-{weight}.otf")
    return set(font.getBestCmap())


def as_ranges(points: set[int]) -> str:
    """`4E00-4E03 4E05 …`, a few to the line."""
    parts: list[str] = []
    ordered = sorted(points)
    first = ordered[0]
    for one, following in zip(ordered, [*ordered[1:], 0], strict=True):
        if following != one + 1:
            parts.append(f"{first:X}" if first == one else f"{first:X}-{one:X}")
            first = following
    return "\n".join(" ".join(parts[n : n + 12]) for n in range(0, len(parts), 12)) + "\n"


if __name__ == "__main__":
    unpacked = Path(sys.argv[1])
    points = wanted(unpacked)
    had = [make(unpacked, weight, points) for weight in ("Regular", "Bold")]
    (TO / "characters.txt").write_text(as_ranges(set.intersection(*had)), encoding="ascii")
    for file in sorted(TO.glob("*.otf")):
        print(f"{file.name}: {file.stat().st_size / 1e6:.2f} MB, {len(had[0])} characters")
