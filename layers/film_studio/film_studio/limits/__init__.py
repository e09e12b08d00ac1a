"""Rate limits: how many requests a user, an address or an account may make in a while."""
