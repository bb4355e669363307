"""The site in a real browser: what the tests share."""

from pathlib import Path

from sample import ROOT


def share_browser_packages(project: Path) -> None:
    """Let a made-up project use the npm packages that are installed for this one, instead of installing its own."""
    (ROOT / "build" / "browser").mkdir(parents=True, exist_ok=True)
    (project / "build").mkdir(exist_ok=True)
    (project / "build" / "browser").symlink_to(ROOT / "build" / "browser", target_is_directory=True)
