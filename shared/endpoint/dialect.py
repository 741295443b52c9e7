"""How servers that speak OpenAI's protocol differ. Each is asked in the newest way first; where it names what it does
not take, the next older way is taken for all that comes.

By their documents json_schema is taken by OpenAI, llama.cpp, vLLM and Ollama from 0.5 on, which is not held to by all;
newer models of OpenAI refuse max_tokens, for max_completion_tokens, and temperature. Of these, llama.cpp was tried.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Dialect:
    form: Literal["json_schema", "json_object", "none"] = "json_schema"
    length: Literal["max_tokens", "max_completion_tokens", "none"] = "max_tokens"
    temperature: bool = True

    def options(self, schema: Mapping[str, Any], tokens: int) -> dict[str, Any]:
        """What stands in a request beside model and messages."""
        options: dict[str, Any] = {}
        if self.form == "json_schema":
            described = {"name": "answer", "strict": True, "schema": schema}
            options["response_format"] = {"type": "json_schema", "json_schema": described}
        elif self.form == "json_object":
            options["response_format"] = {"type": "json_object"}
        if self.length != "none":
            options[self.length] = tokens
        if self.temperature:
            options["temperature"] = 0
        return options

    def without(self, refusal: str) -> "Dialect | None":
        """The dialect that leaves out what this refusal names; None where it names nothing that was sent."""
        return next((dialect for words, dialect in self._older() if any(word in refusal for word in words)), None)

    def _older(self) -> Iterator[tuple[tuple[str, ...], "Dialect"]]:
        if self.form == "json_schema":
            yield ("response_format", "json_schema"), replace(self, form="json_object")
        elif self.form == "json_object":
            yield ("response_format", "json_object"), replace(self, form="none")
        if self.length == "max_tokens":
            yield ("max_tokens", "max_completion_tokens"), replace(self, length="max_completion_tokens")
        elif self.length == "max_completion_tokens":
            yield ("max_completion_tokens",), replace(self, length="none")
        if self.temperature:
            yield ("temperature",), replace(self, temperature=False)
