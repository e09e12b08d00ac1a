"""Credits: an append-only ledger per user, and the balance that it sums to."""
