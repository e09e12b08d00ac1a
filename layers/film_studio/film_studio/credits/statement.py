"""A user's ledger as CSV that is safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from film_studio.credits import repository
from film_studio.credits.models import TransactionType
from film_studio.database import transaction
from film_studio.paging import Cursor

COLUMNS = ("created_at", "transaction_type", "amount", "balance_after", "description", "reference_id", "id")

MAX_ROWS = 20_000
"""The most rows of one file: a Lambda function answers with 6 MB at most."""


def statement(
    user_id: UUID,
    transaction_type: TransactionType | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str | None = None,
) -> tuple[str, str | None]:
    """Up to `MAX_ROWS` rows of the ledger as CSV (RFC 4180), newest first, and the cursor of the rest, if there is one.

    Rows are written as the database gives them. Raises `Malformed` for a strange cursor.
    """
    after = Cursor.decode(cursor) if cursor else None
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    last = None
    with transaction() as connection:
        rows = repository.history(connection, user_id, transaction_type, since, until, after, MAX_ROWS + 1)
        for number, row in enumerate(rows):
            if number == MAX_ROWS:
                return text.getvalue(), last
            writer.writerow(_cells(row))
            last = Cursor(created_at=row["created_at"], id=row["id"]).encode()
    return text.getvalue(), None


def _cells(row: dict[str, object]) -> Iterator[object]:
    for column in COLUMNS:
        value = row[column]
        if isinstance(value, datetime):
            yield value.isoformat()
        elif isinstance(value, int):
            yield value
        else:
            yield harmless("" if value is None else str(value))


def harmless(text: str) -> str:
    """Text that a spreadsheet will not take for a formula: an apostrophe goes before whatever could begin one."""
    # Spreadsheets skip blanks, and take the full-width forms for the plain ones.
    return f"'{text}" if text.lstrip().startswith(tuple("=+-@＝＋－＠")) or text[:1] in ("\t", "\r", "\n") else text
