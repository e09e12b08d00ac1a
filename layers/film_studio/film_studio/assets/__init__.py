"""Assets: images of a creator's own, uploaded to a project and proven before anything uses them."""
