"""The rich example with a marker in every place that must stay inside; each marker says where it was planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from milepost.model.engagement import COLLECTIONS

if TYPE_CHECKING:
    from pathlib import Path

Data = Any
"""YAML content: lists and dictionaries of texts."""

LEAST_DIGITS: Final = 4_870_000
"""Planted numbers have seven digits, so that they are not met by chance in a hash or a drawing."""

REQUIRED: Final[dict[str, dict[str, Data]]] = {
    "agreements": {"body": "T"},
    "requirements": {"statement": "T"},
    "kpis": {"target": "T#"},
    "decisions": {"date": "2026-05-04", "decision": "T"},
    "changes": {"description": "T"},
    "budget": {"estimate": "T#"},
    "questions": {"messages": [{"at": "2026-05-04T10:00:00+00:00", "by": "lena", "text": "T"}]},
    "actions": {"party": "client"},
    "promises": {"made_on": "2026-05-04"},
    "meetings": {"held_at": "2026-05-04T10:00:00+00:00"},
    "feedback": {"given_on": "2026-05-04"},
    "documents": {"url": "https://T.example/"},
    "incidents": {
        "severity": "minor",
        "updates": [{"at": "2026-05-04T10:00:00+00:00", "status": "resolved", "text": "T"}],
    },
    "glossary": {"definition": "T"},
}
"""What a record of each collection needs beside id and title: `T` becomes a marker, `T#` a number."""

TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "risks": ("description", "effect", "response", "contingency", "needs_from_client"),
    "milestones": ("reason", "phase"),
    "deliverables": ("description", "version"),
    "meetings": ("agenda", "recap"),
    "feedback": ("text", "response"),
    "lessons": ("text",),
    "account": ("next_step",),
    "actions": ("why",),
    "promises": ("explanation",),
}


@dataclass
class Planted:
    """A client's files as data, and what each marker in them stands for, by the share that must not have it.

    `secrets` must not be in any share, `sponsor_only` in none but those for sponsors, `not_public` in no public one,
    `elsewhere` not in the share that has few sections.
    """

    files: dict[str, Data]
    raw: dict[str, bytes] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    sponsor_only: dict[str, str] = field(default_factory=dict)
    not_public: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def start(self, count: int) -> None:
        """Counts markers from another number, so that they differ from those of another version."""
        self._count = count

    def word(self, place: str, among: dict[str, str] | None = None) -> str:
        """A new marker, for the place that is named."""
        self._count += 1
        text = f"qz{self._count:04}zq"
        (self.secrets if among is None else among)[text] = place
        return text

    def number(self, place: str, among: dict[str, str] | None = None) -> str:
        """A new number, for the place that is named."""
        self._count += 1
        text = str(LEAST_DIGITS + self._count * 7)
        (self.secrets if among is None else among)[text] = place
        return text

    def forbidden(self, folder: str, audience: str) -> dict[str, str]:
        """Everything that a share must not have, by its folder and its audience."""
        return {
            **self.secrets,
            **(self.sponsor_only if audience in {"client", "public"} else {}),
            **(self.not_public if audience == "public" else {}),
            **(self.elsewhere if folder.endswith("--narrow") else {}),
        }

    def records(self, collection: str) -> list[Data]:
        """The records of a collection, each as a dictionary that can be changed."""
        file = self.files.get(f"{collection}.yaml")
        if isinstance(file, list):
            return file
        return [data for name, data in self.files.items() if name.startswith(f"{collection}/")]

    def add(self, collection: str, record: Data) -> None:
        """Adds a record to a collection, in the form that it has on disk."""
        if any(name.startswith(f"{collection}/") for name in self.files):
            self.files[f"{collection}/{record['id']}.yaml"] = record
        else:
            self.files.setdefault(f"{collection}.yaml", []).append(record)

    def written(self) -> dict[str, str | bytes]:
        """The files as they stand in the client's folder."""
        texts = {name: f"{self.comments.get(name, '')}{dump(data)}" for name, data in self.files.items()}
        return {**self.raw, **texts}


def harbour(clients: Path) -> Planted:
    """The example `harbour`, as it is."""
    found = Planted({})
    folder = clients / "harbour"
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".yaml" and not name.startswith("files/"):
            found.files[name] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (texts only)
        else:
            found.raw[name] = path.read_bytes()
    return found


def planted(clients: Path, first: int = 0) -> Planted:
    """The example with all markers, counted from `first`, and a public share and a narrow one beside its own."""
    found = harbour(clients)
    found.start(first)
    _client(found)
    _comments_in_words(found)
    _internal_keys(found)
    _hidden_fields(found)
    _hidden_records(found)
    _reports_and_signoffs(found)
    _files(found)
    _public(found)
    _narrow(found)
    for name in found.files:
        found.comments[name] = f"# {found.word(f'a comment in {name}')}\n"
    return found


def record(found: Planted, collection: str, audience: str, among: dict[str, str]) -> Data:
    """A record of a collection that is full of markers, for an audience."""
    place = f"a record of {collection} for {audience}"
    made = _filled(found, REQUIRED.get(collection, {}), place, among)
    texts = {name: found.word(f"{name} of {place}", among) for name in TEXTS.get(collection, ())}
    name = found.word(f"the id of {place}", among)
    return {
        **made,
        **texts,
        "id": name,
        "title": found.word(f"the title of {place}", among),
        "audience": audience,
        "tags": [found.word(f"a tag of {place}", among)],
        "links": [{"title": found.word(f"a link's title in {place}", among), "url": "https://example.org/"}],
        f"x-{found.word(f'the name of a custom field of {place}', among)}": found.word(f"its text, {place}", among),
    }


def dump(data: Data) -> str:
    """The YAML text of this data, every text in double quotes."""
    return yaml.dump(data, Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=10**6)


class _Quoting(yaml.SafeDumper):
    """Writes texts so that none can be taken for anything else, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the library's signature)
        return True


def _node(dumper: _Quoting, text: str) -> yaml.ScalarNode:
    if text in {"true", "false"}:
        return dumper.represent_bool(text == "true")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Quoting.add_representer(str, _node)


def _filled(found: Planted, template: Data, place: str, among: dict[str, str]) -> Data:
    if isinstance(template, dict):
        return {name: _filled(found, value, f"{name} of {place}", among) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(found, value, place, among) for value in template]
    if template == "T#":
        return found.number(place, among)
    return (
        template.replace("T.", f"{found.word(place, among)}.")
        if template.startswith("https")
        else (found.word(place, among) if template == "T" else template)
    )


def _client(found: Planted) -> None:
    client = found.files["client.yaml"]
    client["profile"] = {
        found.word("a key of profile"): [found.word("profile"), {"deep": found.word("profile, deeper")}],
        "rate": found.number("a number in profile"),
    }
    client["internal"] = {"note": found.word("internal of client.yaml")}
    for person in client["people"]:
        person["internal"] = [found.word(f"internal of the person {person['id']}")]
    hidden_share = found.word("the name of another share")
    client["shares"].append({"name": hidden_share, "audience": "sponsor", "detail": "tasks"})


def _comments_in_words(found: Planted) -> None:
    """A comment inside every text of the settings, and a file that only such a comment names."""

    def comment(place: str) -> str:
        return f" <!-- {found.word(f'a comment in {place}')} -->"

    client = found.files["client.yaml"]
    for name in ("name", "engagement"):
        client[name] += comment(f"the client's {name}")
    file = found.word("the name of a file that only a comment names")
    found.raw[f"files/{file}.txt"] = found.word("a file that only a comment names").encode()
    client["summary"] += f"<!-- [this](files/{file}.txt) -->"
    client["x-own"] = f"Shown{comment('a field of the client')}"
    for person in client["people"]:
        person["role"] += comment(f"the role of {person['id']}")
    for channel in client["communication"]["channels"]:
        channel["use"] += comment("a channel")
    client["terms"] = {term: word + comment(f"the word for {term}") for term, word in client["terms"].items()}
    for collection in COLLECTIONS:
        for one in found.records(collection):
            one["title"] += comment(f"the title of {one['id']}")


def _internal_keys(found: Planted) -> None:
    for collection in COLLECTIONS:
        for one in found.records(collection):
            place = f"internal of {one['id']}"
            one["internal"] = {found.word(f"a key in {place}"): [found.word(place)], "sum": found.number(place)}
            one["translations"] = {"es": {"title": found.word(f"a Spanish title of {one['id']}")}}


def _hidden_fields(found: Planted) -> None:
    for line in found.records("budget"):
        line["cost"], line["rate"] = found.number(f"cost of {line['id']}"), found.number(f"rate of {line['id']}")
    for note in found.records("account"):
        note["value"] = found.number(f"value of {note['id']}")
    shown = {"id": "AC-shown", "title": "A note for the client", "audience": "client"}
    found.add("account", {**shown, "value": found.number("value of a shown note")})
    buffer = f"{4873 + found._count // 1000}.91"
    for milestone in found.records("milestones"):
        milestone["buffer"] = f"{buffer}h"
    found.secrets[buffer] = "buffer of the milestones"
    _hidden_tasks(found)
    csv = found.word("the name of a CSV file of measurements")
    found.raw[f"files/{csv}.csv"] = f"date,value,note,{found.word('a column of a CSV file')}\n2026-10-01,3\n".encode()
    measured = {"id": "K-csv", "title": "Measured elsewhere", "target": "5", "measurements_csv": f"files/{csv}.csv"}
    found.add("kpis", measured)


def _hidden_tasks(found: Planted) -> None:
    """Tasks in a milestone that the public share shows, and a text that names one."""
    first = found.word("the id of a task", found.not_public)
    second = found.word("the id of a second task", found.not_public)
    title = found.word("the title of a task", found.not_public)
    found.records("milestones")[0] |= {
        "audience": "public",
        "reason": f"It waits for [{first}].",
        "tasks": [
            {"id": first, "title": title, "priority": "high", "owner": "lena"},
            {"id": second, "title": title, "depends_on": [first]},
        ],
    }


def _hidden_records(found: Planted) -> None:
    """Records for fewer readers, and disclosed records that refer to each in every way there is."""
    hidden = {name: record(found, name, "internal", found.secrets) for name in COLLECTIONS}
    money = {name: record(found, name, "sponsor", found.sponsor_only) for name in ("budget", "risks", "milestones")}
    for name, one in (*hidden.items(), *money.items()):
        found.add(name, one)
    ids = [one["id"] for one in (*hidden.values(), *money.values())]
    text = " and ".join(f"[{name}], [it]({name}), [it](<{name}> 'that')" for name in ids)
    first_task = {"id": found.word("the id of a hidden milestone's task"), "title": found.word("its title")}
    hidden["milestones"]["tasks"] = [first_task]
    shift = {"id": hidden["milestones"]["id"], "days": found.number("the shift of a hidden milestone")}
    visible: dict[str, Data] = {
        "requirements": {"statement": text, "milestones": [hidden["milestones"]["id"]], "links": ids},
        "decisions": {"affects": ids, "supersedes": [hidden["decisions"]["id"]], "decision": text},
        "risks": {"affects": ids, "response": text},
        "changes": {"effect": {"cost": "10", "milestones": [shift]}},
        "deliverables": {"milestone": hidden["milestones"]["id"], "acceptance": [text]},
        "milestones": {
            "depends_on": [hidden["milestones"]["id"], {"id": money["milestones"]["id"], "lag": "4879d"}],
            "delivers": [hidden["deliverables"]["id"]],
            "requirements": [hidden["requirements"]["id"]],
        },
        "meetings": {"decided": ids, "actions": [hidden["actions"]["id"]], "recap": text},
    }
    for name, refers in visible.items():
        one = {"id": f"SEE-{name}", "title": f"Visible {name} that refer to hidden ones", "audience": "client"}
        needed = plain(REQUIRED.get(name, {}))
        found.add(name, {**one, **needed, **refers, "x-see": text})
    found.sponsor_only["4879d"] = "the lag after a milestone for sponsors"


def plain(template: Data) -> Data:
    return {name: value.replace("T#", "1") if isinstance(value, str) else value for name, value in template.items()}


def _reports_and_signoffs(found: Planted) -> None:
    name, place = "reports/2026-11-01.md", "a report for nobody outside"
    title, body, head = (found.word(f"{what} of {place}") for what in ("title", "body", "internal"))
    comment = found.word(f"a comment in {place}")
    text = f"---\ntitle: {title}\naudience: internal\ninternal: {head}\n---\n{body}\n<!-- {comment} -->\n"
    found.raw[name] = text.encode()
    found.secrets["report-2026-11-01"] = "the id of a report for nobody outside"
    shown = f"---\ntitle: Shown\ninternal: [{found.word('internal of a shown report')}]\n---\n"
    note = found.word("an HTML comment in a report")
    found.raw["reports/2026-11-02.md"] = f"{shown}Words. <!-- {note} -->\n".encode()
    signoffs = [data for name, data in found.files.items() if name.startswith("signoffs/")]
    for one in signoffs:
        name = one["id"]
        one["statement"] += f"note: {found.word(f'the statement of {name}')}\n"
        one["signature"] = f"-----BEGIN SSH SIGNATURE-----\n{found.word('a signature')}\n-----END SSH SIGNATURE-----\n"
    refused = next(one for one in found.records("requirements") if one.get("audience") == "internal")
    about = {**signoffs[0], "id": found.word("the id of a sign-off of a hidden record"), "record": refused["id"]}
    found.files[f"signoffs/{about['id']}.yaml"] = {**about, "remarks": found.word("remarks on a hidden record")}


def _files(found: Planted) -> None:
    unreferenced, stray = found.word("the name of an unreferenced file"), found.word("the name of a stray file")
    found.raw[f"files/{unreferenced}.txt"] = found.word("an unreferenced file").encode()
    found.raw[f"{stray}.md"] = found.word("a stray file").encode()
    found.raw["files/hidden.txt"] = found.word("a file that only a hidden record names").encode()
    hidden = next(one for one in found.records("deliverables") if one.get("audience") == "internal")
    hidden["files"] = ["files/hidden.txt"]


NARROW: Final = ("overview", "roadmap", "trail")
"""The sections of the narrow share, which holds milestones alone."""


def _narrow(found: Planted) -> None:
    """A share with few sections, and what clients may read of the other ones."""
    found.files["client.yaml"]["shares"].append({"name": "narrow", "audience": "client", "sections": list(NARROW)})
    for name in COLLECTIONS:
        if name != "milestones":
            found.add(name, record(found, name, "client", found.elsewhere))


def _public(found: Planted) -> None:
    """A public share, whose readers may not know the client's people."""
    found.files["client.yaml"]["shares"].append({"name": "open", "audience": "public"})
    for person in found.files["client.yaml"]["people"]:
        if person["party"] == "client":
            person["name"] += found.word("the name of someone of the client", found.not_public)
            person["email"] = found.word("the e-mail of someone of the client", found.not_public) + "@museum.example"
        else:
            person["phone"] = found.number("the telephone of someone of the agency", found.not_public)
    someone = found.word("the id of someone of the client", found.not_public)
    name = found.word("the name of someone else of the client", found.not_public)
    found.files["client.yaml"]["people"].append({"id": someone, "name": name, "party": "client"})
    question = {"id": "Q-open", "title": "An open question", "audience": "public", "owner": someone}
    messages = [{"at": "2026-05-04T10:00:00+00:00", "by": someone, "text": "May we?"}]
    found.add("questions", {**question, "messages": messages})
    for kind, consent in (("testimonial", "false"), ("review", "true")):
        unasked = record(found, "feedback", "public", found.not_public)
        found.add("feedback", {**unasked, "kind": kind, "consent": consent, "score": "4"})
