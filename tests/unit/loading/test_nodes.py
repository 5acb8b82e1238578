from __future__ import annotations

import pytest

from milepost.diagnostics import Location
from milepost.loading.nodes import Scalar


@pytest.mark.parametrize(
    ("text", "plain", "nothing"),
    [
        ("", True, True),
        ("~", True, True),
        ("null", True, True),
        ("", False, False),
        ("null", False, False),
        ("0", True, False),
    ],
)
def test_nothing_is_written_without_quotes(text: str, *, plain: bool, nothing: bool) -> None:
    assert Scalar(text, plain, Location("a.yaml")).is_null is nothing
