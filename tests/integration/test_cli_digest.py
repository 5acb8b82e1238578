"""`milepost digest`: the e-mail of what changed, as a share may be told."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from support.command import Ended, run
from support.leaks import leaks
from support.repositories import HOUR
from support.trails import workspace

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from support.repositories import Written

FOLDER = "clients/harbour/"
CLIENT = """\
name: Harbour Museum
engagement: Collections portal
people:
  - {id: nora, name: Nora Quill, party: agency, email: nora@agency.example}
  - {id: lena, name: Lena Ortiz, party: client, email: lena@museum.example}
shares:
  - {name: client, audience: client}
  - {name: board, audience: sponsor}
  - {name: open, audience: public}
"""
LAUNCH = "- {id: M1, title: Launch, agreed: 2027-01-04}\n"
MOVED = "- {id: M1, title: Launch, agreed: 2027-01-04, expected: 2027-01-18, reason: The list came late.}\n"
TODAY = ("--as-of", "2026-11-22")
START = 1_793_000_000
"""26 October 2026."""


@pytest.fixture
def repository(tmp_path: Path) -> Written:
    return workspace(tmp_path / "work", CLIENT)


def digest(repository: Written, *arguments: str | Path) -> Ended:
    repository.save(check_out=True)
    return run("digest", "harbour", *arguments, workspace=repository.folder)


def read(text: str | bytes) -> EmailMessage:
    data = text.encode() if isinstance(text, str) else text
    return message_from_bytes(data, policy=policy.default)


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_it_tells_what_changed_after_a_commit_and_nothing_from_before(repository: Written) -> None:
    first = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH, f"{FOLDER}risks.yaml": "- {id: R-1, title: Old}\n"})
    repository.commit({f"{FOLDER}milestones.yaml": MOVED})

    ended = digest(repository, "--since", first)

    mail = read(ended.out)
    assert ended.code == 0
    assert mail["Subject"] == "Collections portal: Launch has moved 2 weeks, to 18 January 2027."
    assert (mail["From"], mail["To"]) == ("Nora Quill <nora@agency.example>", "Lena Ortiz <lena@museum.example>")
    assert "- Launch · Expected: 4 Jan 2027 → 18 Jan 2027" in body(mail)
    assert "Old" not in body(mail)


def test_a_day_means_its_end(repository: Written) -> None:
    repository.commit({f"{FOLDER}risks.yaml": "- {id: R-1, title: Of that day}\n"}, at=START)
    repository.commit({f"{FOLDER}milestones.yaml": LAUNCH}, at=START + 48 * HOUR)

    text = body(read(digest(repository, "--since", "2026-10-26", *TODAY).out))

    assert "1 record changed since 26 October." in text
    assert "Launch · added" in text
    assert "Of that day" not in text


def test_a_change_on_a_branch_counts_once_it_is_merged(repository: Written) -> None:
    base = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    branch = repository.commit({f"{FOLDER}milestones.yaml": MOVED}, parents=[base])
    told = repository.commit({f"{FOLDER}risks.yaml": "- {id: R-1, title: Told}\n"}, parents=[base])
    repository.commit({f"{FOLDER}milestones.yaml": MOVED}, parents=[told, branch])

    text = body(read(digest(repository, "--since", told).out))

    assert "18 Jan 2027" in text
    assert "Told" not in text


def test_without_a_change_no_mail_is_written(repository: Written, tmp_path: Path) -> None:
    last = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    repository.commit({f"{FOLDER}account.yaml": "- {id: AC-1, title: Quiet}\n"})

    ended = digest(repository, "--since", last, "--out", tmp_path / "mail.eml")

    assert (ended.code, ended.out) == (0, "")
    assert f"Nothing that the share client of harbour shows has changed since {last}." in ended.err
    assert not (tmp_path / "mail.eml").exists()


def test_the_file_is_written_once_and_never_over_another(repository: Written, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    first = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    repository.commit({f"{FOLDER}milestones.yaml": MOVED})

    written = digest(repository, "--since", first, "--out", file, *TODAY)
    again = digest(repository, "--since", first, "--out", file, *TODAY)
    printed = digest(repository, "--since", first, *TODAY)

    assert (written.code, again.code) == (0, 4)
    assert written.out == f"{file}: 1 record changed. Read it before you send it.\n"
    assert file.read_bytes().decode().splitlines() == printed.out.splitlines()


def test_programs_get_the_mail_or_where_it_is(repository: Written, tmp_path: Path) -> None:
    first = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    repository.commit({f"{FOLDER}milestones.yaml": MOVED})

    printed = json.loads(digest(repository, "--since", first, "--json").out)
    written = json.loads(digest(repository, "--since", first, "--json", "--out", tmp_path / "m.eml").out)
    nothing = json.loads(digest(repository, "--since", "HEAD", "--json").out)

    assert (printed["client"], printed["share"], printed["records"], printed["file"]) == ("harbour", "client", 1, None)
    assert read(printed["mail"])["X-Unsent"] == "1"
    assert (written["file"], written["mail"]) == (str(tmp_path / "m.eml"), None)
    assert (nothing["records"], nothing["mail"], nothing["file"]) == (0, None, None)


SECRETS = {
    "qzbudgetzq": "a budget line for sponsors",
    "qznotezq": "an account note",
    "qzinternalzq": "an internal key",
    "qzrecordzq": "the id of an internal record",
    "qzmessagezq": "a commit's message",
}


def planted(repository: Written) -> str:
    first = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    repository.commit(
        {
            f"{FOLDER}milestones.yaml": MOVED.replace("late.", "late, as \\[x] and [qzrecordzq] say.").replace(
                "}", ", internal: qzinternalzq}"
            ),
            f"{FOLDER}budget.yaml": "- {id: B-1, title: qzbudgetzq, estimate: 100, cost: 4872501}\n",
            f"{FOLDER}account.yaml": "- {id: AC-1, title: qznotezq}\n",
            f"{FOLDER}risks.yaml": "- {id: qzrecordzq, title: qznotezq, audience: internal}\n",
        },
        "qzmessagezq",
    )
    return first


@pytest.mark.parametrize(
    ("share", "hidden"),
    [
        ("client", {**SECRETS, "4872501": "a cost"}),
        ("board", {name: what for name, what in SECRETS.items() if name != "qzbudgetzq"} | {"4872501": "a cost"}),
        ("open", {**SECRETS, "Launch": "a milestone", "Lena": "someone of the client"}),
    ],
)
def test_nothing_that_the_share_may_not_know_is_in_the_mail(
    repository: Written, share: str, hidden: dict[str, str]
) -> None:
    first = planted(repository)

    ended = digest(repository, "--since", first, "--share", share)

    told = ended.out.encode()
    if ended.out:
        mail = read(ended.out)
        told += body(mail).encode() + body(mail, "html").encode()
    assert leaks({"mail": told + ended.err.encode()}, hidden) == []


def test_the_board_is_told_of_money_in_a_letter_that_is_addressed_to_nobody(repository: Written) -> None:
    first = planted(repository)

    mail = read(digest(repository, "--since", first, "--share", "board").out)

    assert "qzbudgetzq" in body(mail)
    assert (mail["From"], mail["To"]) == ("Nora Quill <nora@agency.example>", None)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--since", "HEAD", "--share", "bord"), 2, "board"),
        (("--since", "HEAD", "--site", "museum.example"), 2, "https://"),
        ((), 2, "--since"),
        (("--since", "nowhere"), 2, "nowhere"),
    ],
)
def test_a_wrong_call_says_what_to_do(repository: Written, arguments: tuple[str, ...], code: int, said: str) -> None:
    ended = digest(repository, *arguments)

    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_a_revision_outside_the_history_is_a_wrong_call(repository: Written) -> None:
    base = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    other = repository.commit({f"{FOLDER}milestones.yaml": MOVED}, parents=[base])
    repository.save(branch="other")
    repository.commit({f"{FOLDER}risks.yaml": "- {id: R-1, title: T}\n"}, parents=[base])

    ended = digest(repository, "--since", other)

    assert ended.code == 2
    assert "not in the history" in ended.err


@pytest.mark.parametrize("since", ["nonsense", "2026-13-45", "2001-01-01"])
def test_a_day_or_a_name_that_there_is_not_is_wrong_usage(repository: Written, since: str) -> None:
    repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})

    ended = digest(repository, "--since", since)

    assert ended.code == 2
    assert f"'{since}' cannot be used" in ended.err


def test_before_the_first_commit_there_is_nothing_to_tell(tmp_path: Path) -> None:
    (tmp_path / "clients" / "harbour").mkdir(parents=True)
    (tmp_path / "clients" / "harbour" / "client.yaml").write_text(CLIENT)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins:\n  - milepost\n")

    ended = run("digest", "harbour", "--since", "HEAD", workspace=tmp_path)

    assert ended.code == 3
    assert "git" in ended.err


def test_files_that_cannot_be_read_are_named(repository: Written) -> None:
    repository.commit({f"{FOLDER}client.yaml": "name: [\n"})

    ended = digest(repository, "--since", "HEAD")

    assert ended.code == 3
    assert "milepost check harbour" in ended.err


def test_the_site_is_linked_where_its_address_is_said(repository: Written) -> None:
    first = repository.commit({f"{FOLDER}milestones.yaml": LAUNCH})
    repository.commit({f"{FOLDER}milestones.yaml": MOVED})

    mail = read(digest(repository, "--since", first, "--site", "https://harbour.example/").out)

    assert '<a href="https://harbour.example/">' in body(mail, "html")
