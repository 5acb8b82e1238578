from __future__ import annotations

from milepost.exports.identity import stable_id


def test_the_same_parts_have_the_same_id_for_ever() -> None:
    # Changing it would make every entry of every calendar and feed a new one.
    assert str(stable_id("harbour", "M1")) == "57b26c23-a024-5488-a672-77fef06fee86"


def test_parts_are_told_apart() -> None:
    assert len({stable_id("a", "b"), stable_id("ab"), stable_id("b", "a"), stable_id("a", "b", "")}) == 4
