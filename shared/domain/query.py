"""Query: what someone asks of their library, taken apart."""

import msgspec


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """`text` is the whole question as plain words, to be embedded and split into words. `phrases` were quoted:
    a photo is found only if each of them is written on it. A Query that asks nothing finds nothing; the list
    of everything is another resource."""

    text: str = ""
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)
