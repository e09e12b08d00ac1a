"""Accounts are many in these tests, so their passwords are hashed quickly."""

import pytest

from film_studio.accounts import passwords


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """bcrypt at its lowest cost."""
    monkeypatch.setattr(passwords, "COST", 4)
