"""Buying: what is offered, Checkout and the portal, and what Stripe tells becomes credits and tiers."""
