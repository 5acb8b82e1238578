"""Who changed what, from real repositories: what each commit changed, and what of it a share may see."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from milepost import pipeline
from milepost.history.platforms import PlatformKey
from milepost.history.verdict import Status
from milepost.shares import client_trail
from milepost.site_build.preview import Previews
from milepost.working_files import WorkingFiles
from support.command import run
from support.html import text_of
from support.real_data import keps_truth, keps_workspace
from support.repositories import OTIS
from support.signing import ed25519
from support.sites import rendered_files, shares_of
from support.trails import CLIENT, NORA, committed, told, trail_of, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from milepost.analysis.trail import Trail
    from support.repositories import Written

AS_OF = date(2026, 11, 22)
FOLDER = "clients/harbour/"
MILESTONES = f"{FOLDER}milestones.yaml"
ONE = "- id: M1\n  title: Launch\n  agreed: 2027-01-04\n"
ACTION = "- id: A1\n  title: Sign\n  party: client\n"
MOVED = f"{ONE}  expected: 2027-01-18\n  reason: The list came late.\n"


def test_a_change_is_told_by_record_and_field_with_both_values(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: MOVED})

    newest, added = trail_of(repository).revisions

    assert [(item.record, item.kind, item.field, item.before, item.after) for item in newest.changes] == [
        ("M1", "changed", "expected", None, "2027-01-18"),
        ("M1", "changed", "reason", None, "The list came late."),
    ]
    assert added.changes[0].after == {
        "id": "M1",
        "title": "Launch",
        "agreed": "2027-01-04",
        "precision": "day",
        "status": "planned",
    }


def test_the_foot_names_who_signed_what_is_shown_and_not_a_branch_that_came_to_nothing(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    root = repository.tip
    first = repository.commit({MILESTONES: ONE}, signer=NORA)
    unsigned = repository.commit({MILESTONES: MOVED})
    signed = repository.commit({MILESTONES: ONE.replace("Launch", "Opening")}, parents=[first], signer=NORA)
    repository.commit({}, "Nothing of the branch is taken", parents=[unsigned, signed])

    with committed(repository, root=root) as found:
        site = shares_of(pipeline.build_client(found, "harbour", AS_OF))["harbour"]

    overview = next(page for page in site.pages if page.url == "")
    assert f"version {unsigned[:10]}, without a checked signature." in text_of(overview.html)
    data = next(file.data for file in site.files if file.path == "data/engagement.json")
    assert json.loads(data)["commit"] == unsigned


def test_what_a_branch_changed_and_its_merge_left_out_is_told_as_such(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    first = repository.commit({MILESTONES: ONE})
    main = repository.commit({MILESTONES: ONE.replace("Launch", "Opening")})
    left_out = repository.commit({MILESTONES: MOVED, f"{FOLDER}actions.yaml": ACTION}, parents=[first])
    merge = repository.commit({}, parents=[main, left_out])
    taken = repository.commit({f"{FOLDER}actions.yaml": ACTION}, parents=[first])
    second = repository.commit({f"{FOLDER}actions.yaml": ACTION}, parents=[merge, taken])

    with committed(repository) as found:
        site = shares_of(pipeline.build_client(found, "harbour", AS_OF))["harbour"]
    told_of = {page.url: text_of(page.html) for page in site.pages}
    feed = next(file.data for file in site.files if file.path == "feed.xml").decode()

    nothing = "When this was brought in, it changed nothing in the project record."
    shown = told_of["trail/"].split(nothing)
    assert len(shown) == 2
    assert left_out[:10] in shown[1].partition("·")[2][:30]
    assert [told_of[f"records/{record}/"].count(nothing) for record in ("M1", "A1")] == [1, 1]
    assert feed.count(nothing) == 1
    assert second[:10] in told_of["trail/"]


def test_a_date_that_cannot_be_true_is_said_beside_the_signature(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    root = repository.tip
    repository.commit({MILESTONES: ONE}, signer=NORA)
    past = repository.commit({MILESTONES: MOVED}, signer=NORA, at=946684800)
    future = repository.commit({MILESTONES: ONE}, signer=NORA, at=4102444800)

    with committed(repository, root=root) as found:
        trail = client_trail(found, "harbour", "client")
        site = shares_of(pipeline.build_client(found, "harbour", AS_OF))["harbour"]

    assert [item.commit for item in trail.revisions if item.doubtful_date] == [future, past]
    page = next(page for page in site.pages if page.url == "trail/")
    assert text_of(page.html).count("Its date cannot be true") == 2


def test_a_removed_record_keeps_its_fields_in_before(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: None})

    gone = trail_of(repository).revisions[0].changes[0]

    assert (gone.kind, gone.field, gone.after) == ("removed", None, None)
    assert isinstance(gone.before, dict)
    assert gone.before["title"] == "Launch"


def test_a_record_that_moves_between_file_and_folder_has_not_changed(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: None, f"{FOLDER}milestones/M1.yaml": "id: M1\ntitle: Launch\nagreed: 2027-01-04\n"})

    assert told(trail_of(repository)) == [("M1", "added", None)]


def test_a_record_that_goes_to_another_collection_is_moved(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({f"{FOLDER}lessons.yaml": "- id: L1\n  title: Ask earlier\n"})
    repository.commit({f"{FOLDER}lessons.yaml": None, f"{FOLDER}risks.yaml": "- id: L1\n  title: Ask earlier\n"})

    moved = trail_of(repository).revisions[0].changes[0]

    assert (moved.kind, moved.before, moved.after) == ("moved", "lessons", "risks")


def test_a_renamed_client_keeps_its_history(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit(
        {
            MILESTONES: None,
            f"{FOLDER}client.yaml": None,
            "clients/museum/milestones.yaml": ONE,
            "clients/museum/client.yaml": CLIENT,
        }
    )

    assert told(trail_of(repository, slug="museum")) == [("M1", "added", None)]


def test_who_takes_a_freed_name_gets_none_of_the_earlier_clients_history(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE.replace("Launch", "Secret of the first")})
    repository.commit(
        {
            MILESTONES: None,
            f"{FOLDER}client.yaml": None,
            "clients/museum/client.yaml": CLIENT,
            "clients/museum/milestones.yaml": ONE,
        }
    )
    repository.commit({f"{FOLDER}client.yaml": CLIENT, f"{FOLDER}risks.yaml": "- id: R1\n  title: A new client's\n"})

    assert "A new client's" not in str(trail_of(repository, slug="museum").revisions)


def test_a_typing_error_is_not_a_removal(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: ONE.replace("2027-01-04", "4 January")})
    repository.commit({MILESTONES: "- id: M1\n  title: [Launch\n"})
    repository.commit({MILESTONES: ONE})

    assert told(trail_of(repository)) == [("M1", "added", None)]


def test_a_merged_change_is_its_authors_own_and_lands_with_the_merge(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    base = repository.commit({MILESTONES: ONE})
    branch = repository.commit({MILESTONES: MOVED}, parents=[base], author=OTIS)
    main = repository.commit({"clients/harbour/risks.yaml": "- id: R1\n  title: Snow\n"}, parents=[base])
    merge = repository.commit({MILESTONES: MOVED}, parents=[main, branch])

    trail = trail_of(repository)
    told_by = {item.commit: item for item in trail.revisions}

    assert told_by[branch].author == "Otis Reed"
    assert [change.field for change in told_by[branch].changes] == ["expected", "reason"]
    assert told_by[branch].landed_at > told_by[branch].committed_at
    assert [change.field for change in told_by[merge].changes] == ["expected", "reason"]


def test_a_word_of_the_message_is_shown_only_after_client_note(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE}, "Lena is furious\n\nClient-Note: The date as agreed by telephone.")

    assert trail_of(repository).revisions[0].notes == ("The date as agreed by telephone.",)
    assert "furious" not in str(site_of(repository))


def test_what_was_internal_stays_internal_when_the_record_is_shown_later(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    risk = "- id: R1\n  title: {}\n  audience: {}\n"
    repository.commit({f"{FOLDER}risks.yaml": risk.format("They cannot pay", "internal")})
    repository.commit({f"{FOLDER}risks.yaml": risk.format("They will not pay", "internal")})
    repository.commit({f"{FOLDER}risks.yaml": risk.format("The grant may be late", "client")})

    assert told(trail_of(repository, "client")) == [("R1", "added", None)]
    assert "pay" not in text_of(str(site_of(repository)))
    assert len(told(trail_of(repository))) == 4


def test_of_a_record_taken_back_only_its_coming_and_going_is_told(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    risk = "- id: R1\n  title: {}\n  audience: {}\n"
    repository.commit({f"{FOLDER}risks.yaml": risk.format("Shown by mistake", "client")})
    repository.commit({f"{FOLDER}risks.yaml": risk.format("Still by mistake", "client")})
    repository.commit({f"{FOLDER}risks.yaml": risk.format("Now hidden", "internal")})

    assert told(trail_of(repository, "client")) == [("…1", "added", None), ("…1", "removed", None)]
    assert b"mistake" not in b"".join(site_of(repository).values())


def test_a_hidden_record_is_named_by_no_revision_of_another(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    hidden = "- id: R-HIDDEN\n  title: Staff only\n  audience: internal\n"
    repository.commit(
        {f"{FOLDER}risks.yaml": hidden, MILESTONES: f"{ONE}  reason: See [R-HIDDEN].\n  links: [R-HIDDEN]\n"}
    )
    repository.commit({f"{FOLDER}risks.yaml": None, MILESTONES: ONE})

    assert "HIDDEN" in str(trail_of(repository).revisions)
    assert "HIDDEN" not in str(trail_of(repository, "client").revisions)
    assert b"HIDDEN" not in b"".join(site_of(repository).values())


def test_internal_work_leaves_a_share_byte_identical(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    before = site_of(repository)
    repository.commit({MILESTONES: f"{ONE}  internal: We are late.\n  buffer: 5d\n"})
    repository.commit({f"{FOLDER}account.yaml": "- id: A1\n  title: Upsell\n", "clients/other/client.yaml": CLIENT})

    assert site_of(repository) == before


def test_every_page_names_the_last_commit_that_changed_something_shown(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    shown = repository.commit({MILESTONES: ONE})
    repository.commit({MILESTONES: f"{ONE}  internal: late\n"})

    files = site_of(repository)

    assert json.loads(files["data/engagement.json"])["commit"] == shown
    assert all(shown[:10].encode() in page for name, page in files.items() if name.endswith("index.html"))


def test_only_a_checked_signature_is_green(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    root = repository.tip
    repository.commit({MILESTONES: ONE}, signer=NORA)
    repository.commit({MILESTONES: MOVED}, signer=ed25519("stranger"))
    repository.commit({f"{FOLDER}risks.yaml": "- id: R1\n  title: Snow\n"})

    trail = trail_of(repository, "client", root=root)
    page = site_of(repository, root=root)["trail/index.html"].decode()

    assert [item.verdict.status if item.verdict else None for item in trail.revisions] == [
        Status.UNSIGNED,
        Status.UNKNOWN_KEY,
        Status.VALID_PERSON,
        Status.VALID_PERSON,
    ]
    assert page.count("mp-tag t-good") == 2
    assert "2 carry a person's checked signature, 2 do not." in text_of(page)


def test_a_platform_s_signature_is_no_person_s_and_does_not_meet_the_policy(tmp_path: Path) -> None:
    forge = ed25519("forge")
    repository = workspace(tmp_path, f"{CLIENT}policy:\n  require_signed: fail\n")
    root = repository.tip
    repository.commit({MILESTONES: ONE}, signer=forge)
    platforms = (PlatformKey("Forge", forge.fingerprint),)

    with committed(repository, root=root, platforms=platforms) as source:
        refused = pipeline.build_client(source, "harbour", None)
        trail = client_trail(source, "harbour", "client")

    assert [item.code for item in refused.diagnostics] == ["S401"]
    assert [(item.is_checked, item.is_by_platform) for item in trail.revisions] == [(False, True), (True, False)]


def test_without_a_root_of_trust_nothing_is_green(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE}, signer=NORA)

    assert "t-good" not in site_of(repository)["trail/index.html"].decode()


@pytest.mark.parametrize(("policy", "errors"), [("off", 0), ("warn", 0), ("fail", 1)])
def test_a_policy_decides_whether_unsigned_work_is_shown(policy: str, errors: int, tmp_path: Path) -> None:
    repository = workspace(tmp_path, f'{CLIENT}policy:\n  require_signed: "{policy}"\n')
    repository.commit({MILESTONES: ONE})

    with committed(repository) as source:
        outcome = pipeline.build_client(source, "harbour", None)

    assert [item.code for item in outcome.diagnostics] == ["S401"] * errors
    assert bool(outcome.shares) is not bool(errors)
    if outcome.shares:
        overview = rendered_files(outcome.shares[0].site)["index.html"].decode()
        assert ("none carries a person's checked signature" in text_of(overview)) is (policy == "warn")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("client.yaml", f"{CLIENT}summary: Pay to another account.\npolicy: {{require_signed: fail}}\n"),
        ("client.yaml", f'{CLIENT}policy: {{require_signed: "off"}}\n'),
        ("welcome.md", "Pay to another account.\n"),
        ("files/figures.csv", "date,value\n2026-01-02,99\n"),
    ],
)
def test_what_is_shown_beside_records_and_the_policy_itself_must_be_signed_too(
    name: str, text: str, tmp_path: Path
) -> None:
    repository = workspace(tmp_path, f"{CLIENT}policy: {{require_signed: fail}}\n")
    root = repository.tip
    repository.commit({MILESTONES: ONE}, signer=NORA)
    for signer, codes in ((NORA, []), (None, ["S401"])):
        tip = repository.tip
        repository.commit({f"{FOLDER}{name}": text}, signer=signer)
        with committed(repository, root=root) as source:
            outcome = pipeline.build_client(source, "harbour", None)
        assert [item.code for item in outcome.diagnostics] == codes
        repository.tip = tip


def test_an_unsigned_commit_does_not_switch_off_the_note_about_itself(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    root = repository.tip
    repository.commit({MILESTONES: ONE, f"{FOLDER}client.yaml": f'{CLIENT}policy: {{require_signed: "off"}}\n'})

    assert "carries no person's checked signature" in text_of(site_of(repository, root=root)["index.html"].decode())


FIGURES = {
    f"{FOLDER}kpis.yaml": "- {id: K-1, title: Visits, target: 100, measurements_csv: files/figures.csv}\n",
    f"{FOLDER}files/figures.csv": "date,value\n2026-01-02,9\n",
    f"{FOLDER}files/notes.csv": "of,nobody\n",
}


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("client.yaml", f"{CLIENT}summary: Pay to another account.\n", "what is said of the engagement and its people"),
        ("client.yaml", f"{CLIENT}shares: [{{name: client, audience: sponsor}}]\n", "what is said of the engagement"),
        ("welcome.md", "Pay to another account.\n", "the welcome text"),
        ("files/figures.csv", "date,value\n2026-01-02,99\n", "attached files"),
    ],
)
def test_what_is_shown_beside_records_is_never_taken_for_signed_with_them(
    name: str, text: str, what: str, tmp_path: Path
) -> None:
    repository = workspace(tmp_path)
    root = repository.tip
    repository.commit({MILESTONES: ONE, **FIGURES}, signer=NORA)
    for signer, said in ((NORA, "signed by Nora Quill."), (None, "without a checked signature.")):
        tip = repository.tip
        made = repository.commit({f"{FOLDER}{name}": text}, signer=signer)
        files = site_of(repository, root=root)

        overview, trail = (text_of(files[page].decode()) for page in ("index.html", "trail/index.html"))
        assert f"version {made[:10]}, {said}" in overview
        assert ("1 of 3 changes carries no person's checked signature" in overview) is (signer is None)
        assert f"Written or changed: {what}" in trail
        assert json.loads(files["data/engagement.json"])["commit"] == made
        repository.tip = tip


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("client.yaml", f"# A comment\n{CLIENT}internal: Late payer.\n"),
        ("client.yaml", f"{CLIENT}shares: [{{name: client, audience: client}}, {{name: board, audience: sponsor}}]\n"),
        ("files/notes.csv", "of,nobody else\n"),
    ],
)
def test_what_is_not_shown_beside_records_leaves_every_byte_as_it_was(name: str, text: str, tmp_path: Path) -> None:
    shares = "shares: [{name: client, audience: client}]\n"
    repository = workspace(tmp_path, f"{CLIENT}{shares}")
    root = repository.tip
    repository.commit({MILESTONES: ONE, **FIGURES}, signer=NORA)
    before = site_of(repository, root=root)
    text = text if "shares" in text or name != "client.yaml" else text + shares
    repository.commit({f"{FOLDER}{name}": text})

    assert site_of(repository, root=root) == before


def test_a_build_shows_the_commit_and_says_what_it_left_out(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE, "clients/_portfolio/index.md": "Ours.\n"})
    repository.save(check_out=True)
    (tmp_path / MILESTONES).write_text(ONE.replace("Launch", "Not committed"))

    done = run("build", "--workspace", tmp_path, "--out", tmp_path / "out")

    assert done.code == 0
    assert "1 file with changes that are not committed were left out" in done.err
    assert MILESTONES in done.err
    assert "Not committed" not in (tmp_path / "out/harbour/roadmap/index.html").read_text()


def test_a_preview_marks_what_is_not_committed(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: ONE})
    with committed(repository) as behind:
        repository.git("reset", "--quiet", "--hard")
        (tmp_path / MILESTONES).write_text(MOVED)
        outcome = pipeline.build_client(WorkingFiles(tmp_path / "clients", behind), "harbour", None)

    files = rendered_files(shares_of(outcome)["harbour"])

    assert "Not committed yet" in text_of(files["records/M1/index.html"].decode())
    assert "Draft: 1 record is not committed yet." in text_of(files["roadmap/index.html"].decode())


def test_an_earlier_state_is_built_from_its_commit(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    first = repository.commit({MILESTONES: ONE, "clients/_portfolio/index.md": "Ours.\n"})
    repository.commit({MILESTONES: MOVED})
    repository.save()

    run("build", "--workspace", _with_configuration(tmp_path), "--as-of", first, "--out", tmp_path / "out")

    assert "18 Jan" not in (tmp_path / "out/harbour/roadmap/index.html").read_text()


@pytest.mark.parametrize("slug", ["sig-network", "sig-node", "sig-storage"])
def test_the_series_of_dates_equals_the_source_of_the_real_data(slug: str, tmp_path: Path) -> None:
    folder = keps_workspace(tmp_path)
    _with_configuration(folder)

    done = run("trail", slug, "--json", "--workspace", folder)

    assert _series(json.loads(done.out)["commits"]) == {
        name: [item["expected"] for item in found["expected"]] for name, found in keps_truth(slug)["series"].items()
    }


def _series(commits: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Every milestone's distinct expected dates, oldest first."""
    found: dict[str, list[str]] = {}
    for commit in reversed(commits):
        for change in commit["changes"]:
            is_new = change["kind"] == "added" and change["collection"] == "milestones"
            day = change["after"]["expected"] if is_new else None
            day = change["after"] if change["field"] == "expected" else day
            if day and found.get(change["record"], [""])[-1] != day:
                found.setdefault(change["record"], []).append(day)
    return found


def site_of(repository: Written, root: str = "") -> dict[str, bytes]:
    """Every file of the client's share, from the last commit."""
    with committed(repository, root=root) as source:
        return rendered_files(shares_of(pipeline.build_client(source, "harbour", None))["harbour"])


def _with_configuration(folder: Path) -> Path:
    (folder / "clients").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: Agency\nplugins:\n  - milepost\n")
    return folder


def test_the_trail_of_one_record_has_nothing_of_another(tmp_path: Path) -> None:
    repository = workspace(tmp_path)
    repository.commit({MILESTONES: f"{ONE}- id: M2\n  title: Review\n"})

    trail: Trail = trail_of(repository).only("M2")

    assert told(trail) == [("M2", "added", None)]


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8z"/></svg>'
BRANDED = f"{CLIENT}brand: {{logo: files/logo.svg}}\n"


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("client.yaml", f"{BRANDED}summary: Soon.\n", "what is said of the engagement and its people"),
        ("welcome.md", "Hello.\n", "the welcome text"),
        ("files/logo.svg", LOGO.replace("8v8", "7v7"), "attached files"),
        ("client.yaml", f"{BRANDED}internal: Late payer.\n", ""),
    ],
)
def test_a_preview_says_what_beside_the_records_is_not_committed(
    name: str, text: str, what: str, tmp_path: Path
) -> None:
    repository = workspace(tmp_path / "agency", BRANDED)
    repository.commit({MILESTONES: ONE, f"{FOLDER}files/logo.svg": LOGO}, signer=NORA)
    with committed(repository) as behind:
        repository.git("reset", "--quiet", "--hard")
        (repository.folder / FOLDER / name).write_text(text)
        Previews(tmp_path / "cache").update(WorkingFiles(repository.folder / "clients", behind), "", AS_OF)

    shown = text_of((tmp_path / "cache/harbour/roadmap/index.html").read_text())
    assert (f"Draft, not committed yet: {what}." in shown) is bool(what)
    assert ("Draft" in shown) is bool(what)


def test_a_commit_takes_the_draft_marks_away_and_leaves_other_clients_previews_alone(tmp_path: Path) -> None:
    repository = workspace(tmp_path / "agency")
    repository.commit({"clients/fern/client.yaml": CLIENT, MILESTONES: ONE})
    previews = Previews(tmp_path / "cache")
    with committed(repository) as behind:
        repository.git("reset", "--quiet", "--hard")
        (repository.folder / MILESTONES).write_text(MOVED)
        before = previews.update(WorkingFiles(repository.folder / "clients", behind), "", AS_OF)
        drafted = (tmp_path / "cache/harbour/records/M1/index.html").read_text()

    repository.commit({MILESTONES: MOVED})
    with committed(repository) as behind:
        after = previews.update(WorkingFiles(repository.folder / "clients", behind), "", AS_OF)

    assert [outcome.slug for outcome in before.built] == ["fern", "harbour"]
    assert [outcome.slug for outcome in after.built] == ["harbour"]
    assert "Not committed yet" in text_of(drafted)
    assert "Not committed yet" not in text_of((tmp_path / "cache/harbour/records/M1/index.html").read_text())
