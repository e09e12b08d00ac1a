"""The running studio keeps to its API document, and refuses what that does not allow: a part of `make contract`."""

from pathlib import Path

from tests.contract import run


def test_the_studio_keeps_to_its_document(tmp_path: Path) -> None:
    with run.studio(tmp_path / "studio") as studio:
        outcome = run.ask(studio, examples=5, seed=1)
    assert outcome.failures == 0, outcome.said
    assert outcome.requests >= 1500
