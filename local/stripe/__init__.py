"""Stripe's place: its API, hosted pages and webhooks on loopback, true to the protocol of the official library.

What the studio needs of it: customers, prices, Checkout, subscriptions with renewals, the billing portal, refunds and
disputes. Two things differ from Stripe: there is one test clock, and all customers obey it; webhooks are tried again
after seconds instead of hours. Cards are Stripe's own test numbers; no money moves.
"""
