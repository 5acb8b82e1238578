"""What is on record keeps its cents beside the earned value, as on the rest of the page."""

from __future__ import annotations

from milepost.views.blocks import Facts, Fold, Note, Table
from milepost.views.earned_value import earned_value_section
from support.contexts import a_context

FILES = {
    "milestones.yaml": (
        "- {id: M1, title: Build, start: 2026-11-02, agreed: 2026-12-02, status: active, progress: 50}\n"
    ),
    "budget.yaml": "- {id: B-1, title: Build, estimate: 1000.10, actual: 1299.50, milestone: M1}\n",
}


def test_the_same_amount_is_written_the_same_everywhere() -> None:
    section = earned_value_section(a_context(FILES, "sponsor"))
    assert section is not None
    sentence, facts, fold = section.blocks
    assert isinstance(sentence, Note)
    assert isinstance(facts, Facts)
    assert isinstance(fold, Fold)
    table = fold.blocks[1]
    assert isinstance(table, Table)

    assert sentence.text.startswith("For €1,299.50 spent, work worth €500 is done.")
    assert [fact.value for fact in facts.items] == ["€667", "€500", "€1,299.50", "€2,599"]
    assert [cell.text for cell in table.rows[0]] == ["Build", "€1,000.10", "€667", "€500", "€1,299.50"]
