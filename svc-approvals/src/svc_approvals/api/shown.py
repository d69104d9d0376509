"""What every view shares that is read from what the domain or a row gives."""

from pydantic import BaseModel, ConfigDict


class Shown(BaseModel):
    """A view read from what the domain or a row gives."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True)
