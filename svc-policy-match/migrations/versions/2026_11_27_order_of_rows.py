"""Profiles' rows can be laid in the order of places by the service, which does not own them."""

from alembic import op

revision = "order_of_rows"
down_revision = "profiles"

LAY_IN_ORDER = """
CREATE FUNCTION lay_profile_rows_in_order() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    CLUSTER profile_row USING ix_profile_row_region_industry;
    ANALYZE profile_row;
END $$
"""


def upgrade() -> None:
    op.execute(LAY_IN_ORDER)
    op.execute("REVOKE EXECUTE ON FUNCTION lay_profile_rows_in_order() FROM PUBLIC")
