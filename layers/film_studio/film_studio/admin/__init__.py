"""What the studio's administrators do: accounts, credits, jobs, and the record of who did it."""
