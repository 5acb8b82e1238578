"""Changes of an engagement that nobody outside may notice, each as an edit of its files; says nothing of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from milepost.model.engagement import COLLECTIONS
from support.planted import Planted, record

if TYPE_CHECKING:
    from collections.abc import Callable


def set_everywhere(found: Planted, collection: str, **values: str | dict[str, Any]) -> None:
    for one in found.records(collection):
        one.update(values)


def without_internal_keys(found: Planted) -> None:
    for name in COLLECTIONS:
        for one in found.records(name):
            one.pop("internal", None)
    for person in found.files["client.yaml"]["people"]:
        person.pop("internal", None)


def with_hidden_records(found: Planted) -> None:
    for name in COLLECTIONS:
        found.add(name, record(found, name, "internal", found.secrets))


def without_hidden_records(found: Planted) -> None:
    for name in COLLECTIONS:
        default = COLLECTIONS[name].default_audience
        kept = [one for one in found.records(name) if one.get("audience", default) != "internal"]
        if isinstance(found.files.get(f"{name}.yaml"), list):
            found.files[f"{name}.yaml"] = kept
        for file in [file for file in found.files if file.startswith(f"{name}/") and found.files[file] not in kept]:
            del found.files[file]


def with_a_hidden_danger(found: Planted) -> None:
    """A risk that nobody outside knows, on every milestone, and an overdue hidden milestone that all wait for."""
    names = [one["id"] for one in found.records("milestones")]
    found.add("risks", {"id": "R-inside", "title": "Quiet", "audience": "internal", "flag": "true", "affects": names})
    for one in found.records("milestones"):
        one["depends_on"] = [*one.get("depends_on", []), "M-inside"]
    late = {"id": "M-inside", "title": "Late", "audience": "internal", "agreed": "2020-01-01"}
    found.add("milestones", {**late, "tags": ["late"]})


def with_other_settings(found: Planted) -> None:
    client = found.files["client.yaml"]
    client["policy"] = {"require_signed": "off"}
    client["shares"].append({"name": "partners", "audience": "sponsor"})
    client["profile"] = {"mood": "better"}
    client["internal"] = "Words for staff."


def with_other_comments(found: Planted) -> None:
    for name in found.files:
        found.comments[name] = "# Nobody reads this.\n\n"


def with_other_files(found: Planted) -> None:
    found.raw["files/nobody-names-this.pdf"] = b"%PDF-1.7 quiet"
    found.raw["notes.md"] = b"Words for staff.\n"
    found.raw["reports/2026-11-03.md"] = b"---\naudience: internal\nhealth: off-track\n---\nWords for staff.\n"


def with_other_statements(found: Planted) -> None:
    for name, one in found.files.items():
        if name.startswith("signoffs/"):
            one["statement"] += "more: words\n"


def with_other_translations(found: Planted) -> None:
    for name in COLLECTIONS:
        set_everywhere(found, name, translations={"ro": {"title": "Altceva"}})


INTERNAL_CHANGES: dict[str, Callable[[Planted], None]] = {
    "other internal costs": lambda found: set_everywhere(found, "budget", cost="1", rate="2"),
    "other values of account notes": lambda found: set_everywhere(found, "account", value="3"),
    "other buffers": lambda found: set_everywhere(found, "milestones", buffer="2w"),
    "no internal keys": without_internal_keys,
    "other internal keys": lambda found: set_everywhere(found, "milestones", internal={"a": ["b"]}),
    "more internal records": with_hidden_records,
    "fewer internal records": without_hidden_records,
    "a danger that only the agency sees": with_a_hidden_danger,
    "other settings": with_other_settings,
    "other comments": with_other_comments,
    "other files": with_other_files,
    "other statements": with_other_statements,
    "other languages": with_other_translations,
}
