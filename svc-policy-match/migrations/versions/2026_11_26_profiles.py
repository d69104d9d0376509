"""Data accounts, their rows, what people are told and follow."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "profiles"
down_revision = "policies"


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("applied_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("policy_id", "case_id", name=op.f("pk_application")),
    )
    op.create_index(
        "ix_application_account", "application", ["account_id", "policy_id"], unique=False
    )
    op.create_table(
        "application_grant",
        sa.Column("allocation_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("allocation_id", name=op.f("pk_application_grant")),
    )
    op.create_index(
        "ix_application_grant_policy", "application_grant", ["policy_id", "case_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tiding", sa.Text(), nullable=False),
        sa.Column("days", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("leaves_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("sent_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("read_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "policy_id",
            "version",
            "account_id",
            "tiding",
            "days",
            name=op.f("uq_message_policy_id_version_account_id_tiding_days"),
        ),
    )
    op.create_index("ix_message_inbox", "message", ["account_id", "message_id"], unique=False)
    op.create_index(
        "ix_message_leaving",
        "message",
        ["leaves_at"],
        unique=False,
        postgresql_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "profile",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("credit_code", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("refresh_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_profile")),
    )
    op.create_index(op.f("ix_profile_refresh_on"), "profile", ["refresh_on"], unique=False)
    op.create_table(
        "profile_access",
        sa.Column("access_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("access_id", name=op.f("pk_profile_access")),
    )
    op.create_index(
        "ix_profile_access_listed", "profile_access", ["account_id", "at"], unique=False
    )
    op.create_table(
        "profile_change",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_profile_change")),
    )
    op.create_index(
        op.f("ix_profile_change_changed_at"), "profile_change", ["changed_at"], unique=False
    )
    op.create_table(
        "profile_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=True),
        sa.Column("tax_credit", sa.BigInteger(), nullable=True),
        sa.Column("dishonest", sa.SmallInteger(), nullable=True),
        sa.Column("accident", sa.SmallInteger(), nullable=True),
        sa.Column("revenue_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("revenue_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("revenue_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("revenue_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("revenue_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("revenue_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("assets_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("assets_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("assets_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("assets_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("assets_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("assets_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("taxable_income_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("taxable_income_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("taxable_income_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("taxable_income_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("taxable_income_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("taxable_income_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_spending_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_spending_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_spending_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_spending_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_spending_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_spending_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_share_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_share_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_share_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_share_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_share_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_share_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_mean2_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_mean2_hi", sa.BigInteger(), nullable=True),
        sa.Column("research_share3_lo", sa.BigInteger(), nullable=True),
        sa.Column("research_share3_hi", sa.BigInteger(), nullable=True),
        sa.Column("domestic_research_share_lo", sa.BigInteger(), nullable=True),
        sa.Column("domestic_research_share_hi", sa.BigInteger(), nullable=True),
        sa.Column("hitech_income_share_lo", sa.BigInteger(), nullable=True),
        sa.Column("hitech_income_share_hi", sa.BigInteger(), nullable=True),
        sa.Column("equity_2y_lo", sa.BigInteger(), nullable=True),
        sa.Column("equity_2y_hi", sa.BigInteger(), nullable=True),
        sa.Column("fixed_investment_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("fixed_investment_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("fixed_investment_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("fixed_investment_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("fixed_investment_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("fixed_investment_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("technical_contracts_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("technical_contracts_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("technical_contracts_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("technical_contracts_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("technical_contracts_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("technical_contracts_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("exports_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("exports_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("exports_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("exports_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("exports_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("exports_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("online_sales_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("online_sales_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("online_sales_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("online_sales_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("online_sales_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("online_sales_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("loan_lo", sa.BigInteger(), nullable=True),
        sa.Column("loan_hi", sa.BigInteger(), nullable=True),
        sa.Column("loan_interest_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("loan_interest_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("loan_interest_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("loan_interest_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("loan_interest_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("loan_interest_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("guarantee_fee_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("guarantee_fee_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("guarantee_fee_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("guarantee_fee_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("guarantee_fee_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("guarantee_fee_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("taxes_paid_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("taxes_paid_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("taxes_paid_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("taxes_paid_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("taxes_paid_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("taxes_paid_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_paid_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_paid_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_paid_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_paid_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_paid_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_paid_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_months_lo", sa.BigInteger(), nullable=True),
        sa.Column("unemployment_months_hi", sa.BigInteger(), nullable=True),
        sa.Column("layoff_rate_lo", sa.BigInteger(), nullable=True),
        sa.Column("layoff_rate_hi", sa.BigInteger(), nullable=True),
        sa.Column("insured_staff_lo", sa.BigInteger(), nullable=True),
        sa.Column("insured_staff_hi", sa.BigInteger(), nullable=True),
        sa.Column("staff_lo", sa.BigInteger(), nullable=True),
        sa.Column("staff_hi", sa.BigInteger(), nullable=True),
        sa.Column("science_staff_share_lo", sa.BigInteger(), nullable=True),
        sa.Column("science_staff_share_hi", sa.BigInteger(), nullable=True),
        sa.Column("new_graduates_lo", sa.BigInteger(), nullable=True),
        sa.Column("new_graduates_hi", sa.BigInteger(), nullable=True),
        sa.Column("hard_to_employ_lo", sa.BigInteger(), nullable=True),
        sa.Column("hard_to_employ_hi", sa.BigInteger(), nullable=True),
        sa.Column("disabled_staff_lo", sa.BigInteger(), nullable=True),
        sa.Column("disabled_staff_hi", sa.BigInteger(), nullable=True),
        sa.Column("invention_patents_lo", sa.BigInteger(), nullable=True),
        sa.Column("invention_patents_hi", sa.BigInteger(), nullable=True),
        sa.Column("new_patents_lo", sa.BigInteger(), nullable=True),
        sa.Column("new_patents_hi", sa.BigInteger(), nullable=True),
        sa.Column("core_rights", sa.SmallInteger(), nullable=True),
        sa.Column("standards_lo", sa.BigInteger(), nullable=True),
        sa.Column("standards_hi", sa.BigInteger(), nullable=True),
        sa.Column("evaluation_score_lo", sa.BigInteger(), nullable=True),
        sa.Column("evaluation_score_hi", sa.BigInteger(), nullable=True),
        sa.Column("key_field", sa.SmallInteger(), nullable=True),
        sa.Column("solar_capacity_lo", sa.BigInteger(), nullable=True),
        sa.Column("solar_capacity_hi", sa.BigInteger(), nullable=True),
        sa.Column("farm_area_lo", sa.BigInteger(), nullable=True),
        sa.Column("farm_area_hi", sa.BigInteger(), nullable=True),
        sa.Column("honours_has", sa.BigInteger(), nullable=True),
        sa.Column("honours_may", sa.BigInteger(), nullable=True),
        sa.Column("industry", sa.Text(collation="C"), nullable=True),
        sa.Column("organisation", sa.BigInteger(), nullable=True),
        sa.Column("founded_on_lo", sa.BigInteger(), nullable=True),
        sa.Column("founded_on_hi", sa.BigInteger(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("small_profit", sa.SmallInteger(), nullable=True),
        sa.Column("restricted_trade", sa.SmallInteger(), nullable=True),
        sa.Column("listing", sa.BigInteger(), nullable=True),
        sa.Column("foreign_share_lo", sa.BigInteger(), nullable=True),
        sa.Column("foreign_share_hi", sa.BigInteger(), nullable=True),
        sa.Column("foreign_paid_in_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("foreign_paid_in_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("foreign_paid_in_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("foreign_paid_in_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("foreign_paid_in_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("foreign_paid_in_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("niche_years_lo", sa.BigInteger(), nullable=True),
        sa.Column("niche_years_hi", sa.BigInteger(), nullable=True),
        sa.Column("talents", sa.SmallInteger(), nullable=True),
        sa.Column("region", sa.Text(collation="C"), nullable=True),
        sa.Column("park", sa.BigInteger(), nullable=True),
        sa.Column("rented_area_lo", sa.BigInteger(), nullable=True),
        sa.Column("rented_area_hi", sa.BigInteger(), nullable=True),
        sa.Column("rent_y0_lo", sa.BigInteger(), nullable=True),
        sa.Column("rent_y0_hi", sa.BigInteger(), nullable=True),
        sa.Column("rent_y1_lo", sa.BigInteger(), nullable=True),
        sa.Column("rent_y1_hi", sa.BigInteger(), nullable=True),
        sa.Column("rent_y2_lo", sa.BigInteger(), nullable=True),
        sa.Column("rent_y2_hi", sa.BigInteger(), nullable=True),
        sa.Column("declared_yes", ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("declared_no", ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_row")),
    )
    op.create_index(
        "ix_profile_row_industry_region", "profile_row", ["industry", "region"], unique=False
    )
    op.create_index(
        "ix_profile_row_region_industry", "profile_row", ["region", "industry"], unique=False
    )
    op.create_table(
        "profile_row_talents",
        sa.Column("person_id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("degree", sa.BigInteger(), nullable=True),
        sa.Column("full_time", sa.SmallInteger(), nullable=True),
        sa.Column("age_lo", sa.BigInteger(), nullable=True),
        sa.Column("age_hi", sa.BigInteger(), nullable=True),
        sa.Column("insured_months_lo", sa.BigInteger(), nullable=True),
        sa.Column("insured_months_hi", sa.BigInteger(), nullable=True),
        sa.Column("years_since_graduation_lo", sa.BigInteger(), nullable=True),
        sa.Column("years_since_graduation_hi", sa.BigInteger(), nullable=True),
        sa.Column("local_home", sa.SmallInteger(), nullable=True),
        sa.Column("household_here", sa.SmallInteger(), nullable=True),
        sa.Column("first_venture", sa.SmallInteger(), nullable=True),
        sa.Column("title_level", sa.BigInteger(), nullable=True),
        sa.Column("identity", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_profile_row_talents")),
    )
    op.create_index(op.f("ix_profile_row_talents_id"), "profile_row_talents", ["id"], unique=False)
    op.create_table(
        "push_run",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reached", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("matched", sa.Integer(), server_default="0", nullable=False),
        sa.Column("possible", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lost", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "state IN ('finding', 'leaving', 'done')", name=op.f("ck_push_run_state")
        ),
        sa.PrimaryKeyConstraint("policy_id", "version", "cause", name=op.f("pk_push_run")),
    )
    op.create_index(
        "ix_push_run_open",
        "push_run",
        ["asked_at"],
        unique=False,
        postgresql_where=sa.text("state <> 'done'"),
    )
    op.create_table(
        "subscription",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "account_id", "kind", "value", name=op.f("uq_subscription_account_id_kind_value")
        ),
    )
    op.create_index(
        op.f("ix_subscription_account_id"), "subscription", ["account_id"], unique=False
    )
    op.create_table(
        "told",
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tiding", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("policy_id", "account_id", name=op.f("pk_told")),
    )
    op.create_index("ix_told_account", "told", ["account_id"], unique=False)
    op.create_table(
        "profile_consent",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["profile.account_id"],
            name=op.f("fk_profile_consent_account_id_profile"),
        ),
        sa.PrimaryKeyConstraint("account_id", "purpose", name=op.f("pk_profile_consent")),
    )
    op.create_table(
        "profile_fact",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("said", JSONB(), nullable=False),
        sa.Column("stated_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["profile.account_id"], name=op.f("fk_profile_fact_account_id_profile")
        ),
        sa.PrimaryKeyConstraint(
            "account_id", "attribute", "year", "source", name=op.f("pk_profile_fact")
        ),
    )
