from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.site_build.digests import folder_digest

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_changes_with_its_files_and_with_its_links(tmp_path: Path) -> None:
    (tmp_path / "client.yaml").write_text("name: Fern\n")
    seen = [folder_digest(tmp_path)]

    (tmp_path / "risks.yaml").symlink_to("nowhere")
    seen.append(folder_digest(tmp_path))
    (tmp_path / "requirements").symlink_to(tmp_path, target_is_directory=True)
    seen.append(folder_digest(tmp_path))

    assert folder_digest(tmp_path) == seen[-1]
    assert len(set(seen)) == len(seen)
