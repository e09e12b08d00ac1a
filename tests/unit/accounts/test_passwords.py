"""Password hashing at its real cost."""

from film_studio.accounts.passwords import hash_password, is_password


def test_a_password_is_known_by_its_bcrypt_hash_of_cost_12() -> None:
    hashed = hash_password("correct horse battery")
    assert hashed.startswith("$2b$12$")
    assert is_password("correct horse battery", hashed)
    assert not is_password("Correct horse battery", hashed)


def test_nothing_matches_where_there_is_no_hash() -> None:
    assert not is_password("correct horse battery", None)


def test_more_than_bcrypt_reads_matches_nothing() -> None:
    hashed = hash_password("x" * 72)
    assert is_password("x" * 72, hashed)
    assert not is_password("x" * 73, hashed)
