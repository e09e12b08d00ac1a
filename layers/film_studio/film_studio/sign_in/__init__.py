"""Sign-in through others: Google and GitHub."""
