"""A Field is one thing that photos are found by; shared/domain/fields.py has the table of them."""

from dataclasses import dataclass
from typing import Literal

from shared.domain.share import Subject

# all: a photo has several, and each of those that are asked for is wanted. Of the others it has one. any: of those that
# are asked for, one is enough. least: a number, so much or more. range: a number between two. is: yes or no.
Asked = Literal["all", "any", "least", "range", "is"]

MORE = "more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`name`: on the photo. `said`: the stage, feature or plugin that says it, and its name among what that found; none
    where it follows from several (shared/domain/effective.py). What the owner says by the same name wins.

    `filter`: what PhotoFilter, facets and Names call it; none where PhotoFilter asks for it in its own way. `parameter`
    is a request's, `one` where that takes one name only; `without` is the parameter for what must not be.
    `described`, `example`, `pattern`, `least` and `most` are told of it in OpenAPI.

    `counted`: search knows how many photos have each value. `facet`: that is shown as well, and values are suggested
    where there is a `chip`: the kind of the part of a question that asks for it. `typed`: it is asked for by typing a
    value; others are read by grammars of their own. `dated`: names end with a comma and a date, and without that are
    typed for all that are called so. `spoken`: values are written with "_" for a space. `labels`: values are ids of
    this collection (shared/catalog/labels.py), and the names of its records are what is shown and typed.
    `private`: it answers nobody but the owner, and nobody else is told; but where it `tells` of a subject, those are
    who may be told of that. What is not private and `tells` of a subject answers nobody from whom that is withheld.
    `instead`: the field that answers for this one where anything is withheld."""

    name: str
    asked: Asked = "all"
    said: tuple[str, str] | None = None
    filter: str = ""
    parameter: str = ""
    one: bool = False
    without: str = ""
    described: str = ""
    example: str = ""
    pattern: str | None = None
    least: int | None = None
    most: int | None = None
    counted: bool = False
    facet: bool = False
    chip: str = ""
    typed: bool = False
    dated: bool = False
    spoken: bool = False
    labels: str = ""
    private: bool = False
    tells: Subject | None = None
    instead: str = ""

    @property
    def many(self) -> bool:
        """Whether a photo has several."""
        return self.asked == "all"

    @property
    def names(self) -> bool:
        """Whether its values are names."""
        return self.asked in ("all", "any")

    @property
    def suggested(self) -> bool:
        return self.facet and bool(self.chip)

    def says(self, value: str) -> str:
        """A value as people say it."""
        return value.replace("_", " ") if self.spoken else value

    @property
    def type(self) -> object:
        """Of what a photo has."""
        return {"all": list[str], "any": str, "least": int, "range": int | float, "is": bool}[self.asked]
