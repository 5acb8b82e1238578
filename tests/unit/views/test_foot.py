"""The foot claims nothing that it cannot know."""

from __future__ import annotations

from milepost.analysis.trail import Trail
from milepost.views.foot import foot_of
from support.contexts import a_context


def test_a_share_whose_records_nobody_has_changed_does_not_say_that_nothing_was_committed() -> None:
    foot = foot_of(a_context({}, trail=Trail(())))

    assert foot.text.endswith("State on 22 November 2026. No change of it is on record yet.")
