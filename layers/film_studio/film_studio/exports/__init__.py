"""Exports: everything that the studio has of a user, in one archive (GDPR, articles 15 and 20)."""
