"""Credits taken back from payments; customers and subscriptions of Stripe; receipts that are tried again."""

from alembic import op

revision = "0007"
down_revision = "0006"

# A payment is what a reversal takes credits back from. `reversed` is what was taken so far, `to_reverse` what shall be;
# where the credits are spent already the difference stays, a debt.
PAYMENTS = """
ALTER TABLE credit_transactions
    DROP CONSTRAINT credit_transactions_transaction_type_check,
    DROP CONSTRAINT credit_transactions_check,
    ADD CONSTRAINT credit_transactions_type
        CHECK (transaction_type IN ('grant', 'deduction', 'refund', 'purchase', 'reversal')),
    ADD CONSTRAINT credit_transactions_sign
        CHECK (transaction_type = 'reversal' OR (transaction_type = 'deduction') = (amount < 0));

CREATE TABLE credit_payments (
    reference_id text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    credits integer NOT NULL CHECK (credits >= 0),
    to_reverse integer NOT NULL DEFAULT 0 CHECK (to_reverse BETWEEN 0 AND credits),
    reversed integer NOT NULL DEFAULT 0 CHECK (reversed BETWEEN 0 AND credits),
    reversals integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX credit_payments_user ON credit_payments (user_id);
CREATE INDEX credit_payments_owed ON credit_payments (user_id, created_at) WHERE reversed < to_reverse;
"""

# Rows of one transaction keep their order: each is dated when its user is locked, not when the transaction began.
LEDGER = """
CREATE OR REPLACE FUNCTION set_balance_after() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT credits_balance + NEW.amount INTO NEW.balance_after FROM users WHERE id = NEW.user_id FOR UPDATE;
    IF NEW.created_at = now() THEN
        NEW.created_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
"""

LEDGER_BEFORE = """
CREATE OR REPLACE FUNCTION set_balance_after() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT credits_balance + NEW.amount INTO NEW.balance_after FROM users WHERE id = NEW.user_id FOR UPDATE;
    RETURN NEW;
END $$;
"""

# grants_end: months that begin on this day or later are not paid for; NULL where no end is known.
GRANTS = """
ALTER TABLE users ADD grants_end date;
CREATE INDEX users_grant_due ON users (credits_reset_date) WHERE subscription_tier <> 'free';
"""

STRIPE = """
CREATE TABLE stripe_customers (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    customer_id text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE subscriptions (
    id text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    tier text NOT NULL CHECK (tier IN ('pro', 'studio')),
    status text NOT NULL,
    started_at timestamptz NOT NULL,
    entitled boolean NOT NULL,
    grace_until timestamptz,
    grants_end date,
    ended_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX subscriptions_user ON subscriptions (user_id);
CREATE INDEX subscriptions_grace ON subscriptions (grace_until) WHERE entitled AND grace_until IS NOT NULL;

CREATE TABLE stripe_readings (
    object_id text PRIMARY KEY,
    begun bigint NOT NULL DEFAULT 0,
    entered bigint NOT NULL DEFAULT 0
);

ALTER TABLE webhook_receipts
    ADD attempts integer NOT NULL DEFAULT 0,
    ADD next_attempt_at timestamptz NOT NULL DEFAULT now(),
    ADD last_error text;
CREATE INDEX webhook_receipts_due ON webhook_receipts (next_attempt_at) WHERE processed_at IS NULL;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(PAYMENTS)
    op.get_bind().exec_driver_sql(LEDGER)
    op.get_bind().exec_driver_sql(GRANTS)
    op.get_bind().exec_driver_sql(STRIPE)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(LEDGER_BEFORE)
    op.execute("DROP INDEX webhook_receipts_due")
    op.execute("ALTER TABLE webhook_receipts DROP attempts, DROP next_attempt_at, DROP last_error")
    for name in ("stripe_readings", "subscriptions", "stripe_customers", "credit_payments"):
        op.execute(f"DROP TABLE {name}")
    op.execute("DROP INDEX users_grant_due")
    op.execute("ALTER TABLE users DROP grants_end")
    # The ledger is append-only: where reversals were entered, their rows stay and only the new ones are refused.
    op.execute("ALTER TABLE credit_transactions DROP CONSTRAINT credit_transactions_type")
    op.execute("ALTER TABLE credit_transactions DROP CONSTRAINT credit_transactions_sign")
    op.execute(
        "ALTER TABLE credit_transactions ADD CONSTRAINT credit_transactions_transaction_type_check"
        " CHECK (transaction_type IN ('grant', 'deduction', 'refund', 'purchase')) NOT VALID"
    )
    op.execute(
        "ALTER TABLE credit_transactions ADD CONSTRAINT credit_transactions_check"
        " CHECK ((transaction_type = 'deduction') = (amount < 0)) NOT VALID"
    )
