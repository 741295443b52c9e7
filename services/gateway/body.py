"""The base of the bodies of JSON that requests carry."""

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A field that it does not know is refused, so that nothing misspelled goes unheard."""

    model_config = ConfigDict(extra="forbid")
