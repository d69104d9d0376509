"""Where every table of the service is declared."""

import sqlalchemy as sa

from shared.schema import NAMES, with_platform_tables

metadata = with_platform_tables(sa.MetaData(naming_convention=NAMES))
