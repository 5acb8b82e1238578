from __future__ import annotations

import pytest

from milepost.errors import UsageError
from milepost.loading.engagement import load
from milepost.loading.tree import MemoryTree
from milepost.model.client import Share
from milepost.shares import share_folders, share_named
from support.engagements import CLIENT


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (("client", "board"), ("harbour", "harbour--board")),
        (("board", "client"), ("harbour--board", "harbour")),
        (("board", "press"), ("harbour", "harbour--press")),
        ((), ()),
    ],
)
def test_the_client_s_own_share_has_the_client_s_folder(names: tuple[str, ...], folders: tuple[str, ...]) -> None:
    assert share_folders("harbour", [Share(name=name, audience="client") for name in names]) == folders


def test_where_no_share_is_left_none_is_chosen() -> None:
    engagement = load(MemoryTree({"client.yaml": CLIENT + "shares: []\n"}), "harbour").engagement
    assert engagement is not None

    with pytest.raises(UsageError, match="has no share"):
        share_named(engagement, None)
