"""Google's and GitHub's place in sign-in: the same protocols on loopback, for people of one's own invention."""
