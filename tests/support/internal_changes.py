"""Changes of an engagement that nobody outside may notice, each as an edit of its files; says nothing of the result."""

from __future__ import annotations

from itertools import pairwise
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


def with_hidden_records_about_everything(
    found: Planted, audience: str = "internal", but: frozenset[str] = frozenset()
) -> None:
    """Late, costly, dangerous and undecided things of every kind that name all that is visible, for few readers."""
    milestones = [one["id"] for one in found.records("milestones")]
    requirements = [one["id"] for one in found.records("requirements")]
    everything = [one["id"] for name in ("milestones", "requirements", "decisions") for one in found.records(name)]
    shifts = [{"id": name, "days": "40"} for name in milestones]
    at = "2026-06-01T10:00:00+00:00"
    made: dict[str, list[dict[str, Any]]] = {
        "changes": [
            {"description": "D", "status": status, "requested_on": "2026-06-01", "billing": "extra"}
            | {"effect": {"cost": "9100", "milestones": shifts}}
            for status in ("proposed", "accepted")
        ],
        "decisions": [
            {"date": "2026-06-01", "decision": "D", "affects": everything, "effect": {"days": "9", "cost": "70"}},
        ],
        "risks": [{"flag": "true", "probability": "high", "impact": "high", "affects": everything}],
        "milestones": [
            {"agreed": "2026-06-01", "depends_on": [{"id": name, "lag": "9w"} for name in milestones]},
            {"agreed": "2030-06-01", "expected": "2031-06-01", "requirements": requirements},
        ],
        "requirements": [{"statement": "S", "priority": "must", "status": "agreed", "milestones": milestones}],
        "deliverables": [{"milestone": name, "status": "in-review", "accept_by": "2026-06-01"} for name in milestones],
        "actions": [{"party": party, "due": "2026-06-01"} for party in ("client", "agency")],
        "questions": [
            {"kind": kind, "to": to, "messages": [{"at": at, "by": "lena", "text": "Q"}]}
            for kind in ("question", "urgent")
            for to in ("agency", "client")
        ],
        "promises": [{"made_on": "2026-06-01", "due": "2026-06-02", "broken_on": "2026-06-03"}],
        "incidents": [
            {"severity": "critical", "updates": [{"at": at, "status": "investigating", "text": "I"}]},
            {"severity": "maintenance", "starts": "2026-12-01T10:00:00+00:00"}
            | {"updates": [{"at": at, "status": "scheduled", "text": "I"}]},
        ],
        "feedback": [{"given_on": "2026-06-01", "kind": "pulse", "score": "1"}],
        "kpis": [{"target": "5", "baseline": "1", "measurements": [{"date": "2026-06-01", "value": "1"}]}],
        "budget": [{"estimate": "91000", "actual": "95000", "forecast": "99000", "milestone": milestones[-1]}],
        "meetings": [{"held_at": at, "decided": everything}],
    }
    for collection in sorted(made.keys() - but):
        for number, one in enumerate(made[collection]):
            name = f"{audience}-{collection}-{number}"
            found.add(collection, {"id": name, "title": name, "audience": audience, "links": everything, **one})


def with_other_plans_inside_tasks(found: Planted) -> None:
    """What nobody reads of tasks: how urgent they are, and what they wait for."""
    for milestone in found.records("milestones"):
        tasks = milestone.get("tasks", [])
        for task in tasks:
            task["priority"] = "low"
        for before, after in pairwise(tasks):
            after["depends_on"] = [{"id": before["id"], "lag": "9d"}]


def with_other_tasks(found: Planted) -> None:
    """Tasks with dates far from those of their milestones: nothing to those who are shown milestones only."""
    for milestone in found.records("milestones"):
        name = milestone["id"]
        milestone["tasks"] = [
            {"id": f"{name}-T1", "title": "One", "start": "2026-01-05", "due": "2029-01-05", "progress": "10"},
            {"id": f"{name}-T2", "title": "Two", "done_on": "2026-02-05", "depends_on": [f"{name}-T1"]},
        ]


INTERNAL_CHANGES: dict[str, Callable[[Planted], None]] = {
    "other internal costs": lambda found: set_everywhere(found, "budget", cost="1", rate="2"),
    "other values of account notes": lambda found: set_everywhere(found, "account", value="3"),
    "other buffers": lambda found: set_everywhere(found, "milestones", buffer="2w"),
    "no internal keys": without_internal_keys,
    "other internal keys": lambda found: set_everywhere(found, "milestones", internal={"a": ["b"]}),
    "more internal records": with_hidden_records,
    "fewer internal records": without_hidden_records,
    "a danger that only the agency sees": with_a_hidden_danger,
    "internal records about everything": with_hidden_records_about_everything,
    "other priorities of tasks": with_other_plans_inside_tasks,
    "other settings": with_other_settings,
    "other comments": with_other_comments,
    "other files": with_other_files,
    "other statements": with_other_statements,
    "other languages": with_other_translations,
}
