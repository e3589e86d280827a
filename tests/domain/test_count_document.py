"""docs/count.md says what the registry says."""

from pathlib import Path

from domain.rules.registry import as_markdown


def test_the_document_of_the_rules_is_up_to_date() -> None:
    document = Path(__file__).parents[2] / "docs" / "count.md"
    assert document.read_text("utf-8") == as_markdown()
