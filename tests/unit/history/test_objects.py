"""Objects come back whole, in order, and only with the content that their id says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from milepost.history import objects
from milepost.history.faults import CorruptHistory, MissingObject, ObjectTooLarge
from milepost.history.repository import open_repository
from support.repositories import Written, swap_loose, unpack

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_objects_come_in_the_order_asked_for(tmp_path: Path, object_format: Literal["sha1", "sha256"]) -> None:
    made = Written(tmp_path, object_format)
    contents = [b"", b"one\n", b"\0\n\0two", b"x" * 300_000]
    oids = [made.add("blob", content) for content in contents]
    made.commit({})
    made.save()

    with open_repository(tmp_path) as repository:
        found = list(repository.objects.read(oids))

        assert [item.oid for item in found] == oids
        assert [item.data for item in found] == contents
        assert [repository.objects.blob(oid) for oid in reversed(oids)] == contents[::-1]
        assert repository.objects.sizes(oids) == dict(zip(oids, [0, 4, 6, 300_000], strict=True))


def test_a_file_that_was_swapped_on_disk_is_refused(tmp_path: Path) -> None:
    made = Written(tmp_path)
    true = made.add("blob", b"expected: 2027-01-04\n")
    made.commit({})
    made.save()
    unpack(made)
    swap_loose(made, true, "blob", b"expected: 2027-01-18\n")

    with open_repository(tmp_path) as repository:
        with pytest.raises(CorruptHistory, match=f"{true}.*git fsck"):
            repository.objects.blob(true)
        with pytest.raises(CorruptHistory, match=f"{true}.*git fsck"):
            list(repository.objects.read([true]))


def test_a_damaged_object_is_refused(tmp_path: Path) -> None:
    made = Written(tmp_path)
    oid = made.add("blob", b"words")
    made.commit({})
    made.save()
    unpack(made)
    path = made.git_dir / "objects" / oid[:2] / oid[2:]
    path.chmod(0o644)
    path.write_bytes(b"\0\0\0")

    with open_repository(tmp_path) as repository:
        with pytest.raises(CorruptHistory, match=r"git fsck"):
            repository.objects.blob(oid)
        with pytest.raises(CorruptHistory, match=r"git fsck"):
            list(repository.objects.read([oid]))


def test_a_missing_object_is_named(tmp_path: Path) -> None:
    made = Written(tmp_path)
    tip = made.commit({})
    made.save()

    with open_repository(tmp_path) as repository:
        with pytest.raises(MissingObject, match=r"0{40} is missing"):
            repository.objects.get("0" * 40)
        with pytest.raises(MissingObject, match=r"0{40} is missing"):
            list(repository.objects.read(["0" * 40]))
        assert repository.objects.get(tip).kind == "commit"


def test_a_commit_is_no_file(tmp_path: Path) -> None:
    made = Written(tmp_path)
    tip = made.commit({})
    made.save()

    with open_repository(tmp_path) as repository, pytest.raises(CorruptHistory, match="is a commit where a blob"):
        repository.objects.blob(tip)


def test_what_is_too_large_is_not_read_and_the_next_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Written(tmp_path)
    large, small = made.add("blob", b"x" * 1001), made.add("blob", b"x" * 1000)
    made.commit({})
    made.save()
    monkeypatch.setattr(objects, "LARGEST_OBJECT", 1000)

    with open_repository(tmp_path) as repository:
        with pytest.raises(ObjectTooLarge, match=r"1,001 bytes; at most 1,000"):
            repository.objects.blob(large)
        with pytest.raises(ObjectTooLarge):
            list(repository.objects.read([large]))
        assert repository.objects.blob(small) == b"x" * 1000


def test_reading_may_be_given_up_before_the_end(tmp_path: Path) -> None:
    made = Written(tmp_path)
    oids = [made.add("blob", b"%d" % number * 100_000) for number in range(50)]
    made.commit({})
    made.save()

    with open_repository(tmp_path) as repository:
        assert next(repository.objects.read(oids)).oid == oids[0]
        assert repository.objects.blob(oids[1]) == b"1" * 100_000
