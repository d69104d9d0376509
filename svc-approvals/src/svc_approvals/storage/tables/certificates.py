"""Certificates, their types, and what they were used for."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

sa.Table(
    "certificate_type", metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("issuers", ARRAY(sa.Text), nullable=False),
    sa.Column("schema", JSON, nullable=False),  # not JSONB: the order of its members is in print
    sa.Column("valid_days", sa.Integer),
    sa.Column("from_form", JSONB, nullable=False),
    sa.Column("prefill", JSONB, nullable=False),
)  # fmt: skip

certificate = sa.Table(
    "certificate", metadata,
    sa.Column("certificate_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("type_code", sa.Text, sa.ForeignKey("certificate_type.code"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("holder_id", sa.Uuid, nullable=False),
    sa.Column("holder_masked", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid, nullable=False),
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("issued_at", MOMENT, nullable=False),
    sa.Column("issued_by", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_until", sa.Date),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id")),
    sa.Column("product_code", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("revoked_at", MOMENT),
    sa.Column("revoked_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("signature", sa.Text, nullable=False),
    sa.Column("issued_no_index", sa.Text, nullable=False),
    sa.Column("personal", Encrypted, nullable=False),
    sa.UniqueConstraint("type_code", "issued_no_index"),
    sa.UniqueConstraint("case_id", "product_code"),
)  # fmt: skip
sa.Index(
    "ix_certificate_holder_id_certificate_id",
    certificate.c.holder_id, certificate.c.certificate_id,
)  # fmt: skip
sa.Index(
    "ix_certificate_ending", certificate.c.valid_until, certificate.c.certificate_id,
    postgresql_where=sa.text("state = 'valid' AND valid_until IS NOT NULL"),
)  # fmt: skip

use = sa.Table(
    "certificate_use", metadata,
    sa.Column("use_id", sa.Uuid, primary_key=True),
    sa.Column(
        "certificate_id", sa.Uuid, sa.ForeignKey("certificate.certificate_id"), nullable=False
    ),
    sa.Column("case_id", sa.Uuid, sa.ForeignKey("kase.case_id"), nullable=False),
    sa.Column("material_code", sa.Text, nullable=False),
    sa.Column("consent_version", sa.Text, nullable=False),
    sa.Column("consented_by", sa.Text, nullable=False),
    sa.Column("consented_at", MOMENT, nullable=False),
    sa.Column("ended_at", MOMENT),
)  # fmt: skip
sa.Index("ix_certificate_use_certificate_id_use_id", use.c.certificate_id, use.c.use_id)
sa.Index(
    "uq_certificate_use_standing", use.c.case_id, use.c.material_code, unique=True,
    postgresql_where=use.c.ended_at.is_(None),
)  # fmt: skip
