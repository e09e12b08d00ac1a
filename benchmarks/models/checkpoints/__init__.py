"""Random checkpoints in the formats in which models are published: tiny ones for tests, and of full size."""
