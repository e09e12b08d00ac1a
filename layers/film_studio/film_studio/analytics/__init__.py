"""How the studio does: figures of a period, and what monitoring reads."""
