"""Pages that look back, from real repositories: small, without a word too many, and the same for any earlier day."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from milepost import pipeline
from milepost.site_build.build import build_share
from support.html import text_of
from support.sites import rendered_files, shares_of
from support.trails import CLIENT, MKDOCS, committed, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from support.repositories import Written

FOLDER = "clients/harbour/"
MILESTONES = f"{FOLDER}milestones.yaml"
FIRST = date(2025, 11, 24)
AS_OF = date(2026, 11, 22)
MOST_ON_THE_WIRE = 100_000
WEEKS = 52
MANY = 60
REASONS = (
    "The scanner was repaired a week later than the maker had promised, and two rooms waited for it.",
    "You asked for a third round, which we were glad to give, and which takes four working days.",
    "The export of the old catalogue had another format than described, so the import was written anew.",
)


def noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def milestones(week: int) -> str:
    """Sixty milestones as they stood in a week: every week three of them move, by some days, with a reason."""
    items = []
    for number in range(MANY):
        agreed = FIRST + timedelta(days=14 + number * 7)
        moves = sum((number + step) % 20 == 0 for step in range(1, week + 1))
        done = agreed + timedelta(days=moves * 5) <= FIRST + timedelta(weeks=week)
        text = (
            f"- id: M{number}\n  title: Part {number} of the collection is catalogued and shown\n  agreed: {agreed}\n"
        )
        text += f"  phase: Phase {number // 10}\n"
        if moves:
            text += f"  expected: {agreed + timedelta(days=moves * 5)}\n  reason: {REASONS[(number + moves) % 3]}\n"
        if done:
            text += f"  status: done\n  done_on: {agreed + timedelta(days=moves * 5)}\n"
        items.append(text)
    return "".join(items)


def a_year(folder: Path) -> Written:
    repository = workspace(folder)
    for week in range(WEEKS):
        day = FIRST + timedelta(weeks=week, days=4)
        report = f"---\ntitle: Week {week}\nhealth: on-track\n---\n\nThree parts moved this week.\n"
        action = f"- id: A-{week}\n  title: Send list {week}\n  party: client\n  due: {day}\n  links: [M{week}]\n"
        repository.commit(
            {MILESTONES: milestones(week), f"{FOLDER}reports/{day}.md": report, f"{FOLDER}actions.yaml": action},
            at=noon(day),
        )
    return repository


def test_a_year_of_sixty_milestones_stays_small_on_the_wire(tmp_path: Path) -> None:
    with committed(a_year(tmp_path / "repository")) as source:
        site = shares_of(pipeline.build_client(source, "harbour", AS_OF))["harbour"]
    build_share(site, tmp_path / "site")
    pages = {page.parent.name or "": page for page in (tmp_path / "site").rglob("index.html")}
    roadmap = (tmp_path / "site/roadmap/index.html").read_text("utf-8")

    sizes = {name: len(gzip.compress(page.read_bytes(), 6)) for name, page in pages.items()}

    assert roadmap.count("data-since=") > 3 * WEEKS
    assert roadmap.count('class="mp-curve') == 8
    assert {name: size for name, size in sizes.items() if size > MOST_ON_THE_WIRE} == {}


def built(repository: Written) -> dict[str, bytes]:
    """The share's files, with the ids of commits taken out: what is internal is part of a commit, and so of its id."""
    with committed(repository) as source:
        files = rendered_files(shares_of(pipeline.build_client(source, "harbour", AS_OF))["harbour"])
        oids = [logged.commit.oid for logged in source.past_of_all.history.commits]
    # The feed names its entries by ids that are made from those of commits.
    pattern = re.compile("|".join([r"urn:uuid:[0-9a-f-]{36}", *(f"{oid}|{oid[:10]}" for oid in oids)]).encode())
    return {name: pattern.sub(b"(commit)", data) for name, data in files.items()}


def test_what_a_milestone_was_while_it_was_internal_changes_no_byte(tmp_path: Path) -> None:
    one = "- id: M1\n  title: Launch\n  agreed: {}\n{}"
    action = "- id: A-1\n  title: Pay\n  party: client\n  due: {}\n  audience: internal\n  links: [M1]\n"

    def history(name: str, agreed: str, expected: str, due: str) -> Written:
        repository = workspace(tmp_path / name)
        hidden = one.format(agreed, f"  expected: {expected}\n  audience: internal\n")
        repository.commit({MILESTONES: hidden, f"{FOLDER}actions.yaml": action.format(due)}, at=noon(date(2026, 6, 1)))
        repository.commit({MILESTONES: one.format("2026-10-01", "")}, at=noon(date(2026, 7, 1)))
        moved = one.format("2026-10-01", "  expected: 2026-10-11\n  reason: Rain.\n")
        repository.commit({MILESTONES: moved}, at=noon(date(2026, 8, 1)))
        again = one.format("2026-10-01", f"  expected: {expected}\n  audience: internal\n")
        repository.commit({MILESTONES: again}, at=noon(date(2026, 9, 1)))
        repository.commit({MILESTONES: moved}, at=noon(date(2026, 9, 2)))
        return repository

    files = built(history("a", "2026-09-01", "2026-12-24", "2026-06-10"))
    others = built(history("b", "2026-08-08", "2027-03-03", "2026-07-20"))

    assert files == others
    assert "1 Oct → 11 Oct" in text_of(files["roadmap/index.html"].decode())


def test_an_earlier_day_can_be_built_with_mkdocs_from_a_work_tree_of_its_commit(tmp_path: Path) -> None:
    repository = workspace(tmp_path / "now", CLIENT)
    index = "clients/_portfolio/index.md"
    first = repository.commit(
        {MILESTONES: "- id: M1\n  title: Launch\n  agreed: 2026-09-01\n", index: "Ours.\n", "mkdocs.yml": MKDOCS},
        at=noon(date(2026, 6, 1)),
    )
    repository.commit(
        {MILESTONES: "- id: M1\n  title: Launch\n  agreed: 2026-09-01\n  expected: 2026-09-15\n"},
        at=noon(date(2026, 7, 1)),
    )
    repository.save(check_out=True)
    repository.git("worktree", "add", "--quiet", str(tmp_path / "then"), first)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(noon(date(2026, 6, 1))), "NO_MKDOCS_2_WARNING": "1"}

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=tmp_path / "then",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    roadmap = text_of((tmp_path / "then/site/harbour/roadmap/index.html").read_text("utf-8"))
    assert "is expected on 1 September" in roadmap
    assert f"State on 1 June 2026, version {first[:10]}" in roadmap
    assert "15 Sept" not in roadmap
