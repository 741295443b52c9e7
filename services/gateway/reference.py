"""The API's description as a page of plain HTML, made of its OpenAPI document: no script, nothing from elsewhere."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from starlette.responses import HTMLResponse

from services.gateway.web import PLAIN_HEADERS

_SCHEMAS = "#/components/schemas/"

Schema = Mapping[str, Any]


def page(openapi: Schema) -> HTMLResponse:
    return HTMLResponse(_page(openapi), headers=PLAIN_HEADERS)


def _page(openapi: Schema) -> str:
    sections: dict[str, list[str]] = defaultdict(list)
    for path, operations in openapi["paths"].items():
        for method, operation in operations.items():
            sections[operation.get("tags", ["other"])[0]].append(_operation(method.upper(), path, operation))
    info, schemas = openapi["info"], openapi.get("components", {}).get("schemas", {})
    contents = "".join(f'<li><a href="#{escape(tag)}">{escape(tag)}</a></li>' for tag in (*sections, "schemas"))
    body = "".join(f'<h2 id="{escape(tag)}">{escape(tag)}</h2>{"".join(parts)}' for tag, parts in sections.items())
    named = "".join(f'<h3 id="{escape(name)}">{escape(name)}</h3>{_schema(schema)}' for name, schema in schemas.items())
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(info["title"])}: the API</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/plain.css">
</head>
<body>
<h1>{escape(info["title"])} {escape(info["version"])}</h1>
{_text(info.get("description", ""))}
<p>For programs: <a href="/openapi.json">/openapi.json</a></p>
<nav><ul>{contents}</ul></nav>
<main>{body}<h2 id="schemas">schemas</h2>{named}</main>
</body>
</html>
"""


def _operation(method: str, path: str, operation: Schema) -> str:
    parts = [_text(operation.get("description", ""))]
    if parameters := operation.get("parameters"):
        rows = (
            (f"{each['name']} ({each['in']})", each["schema"], each.get("required", False), each.get("description"))
            for each in parameters
        )
        parts.append(_table("parameter", rows))
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<h4>Body: {escape(kind)}</h4>{_schema(content.get('schema', {}))}")
    answers = "".join(
        f"<li><b>{escape(status)}</b> {escape(answer.get('description', ''))} {_content(answer)}</li>"
        for status, answer in operation.get("responses", {}).items()
    )
    heading = f"<summary><code>{method} {escape(path)}</code> {escape(operation.get('summary', ''))}</summary>"
    return f"<details>{heading}{''.join(parts)}<h4>Answers</h4><ul>{answers}</ul></details>"


def _content(answer: Schema) -> str:
    kinds = (f"{escape(kind)} {_type(each.get('schema', {}))}" for kind, each in answer.get("content", {}).items())
    return ", ".join(kinds)


def _schema(schema: Schema) -> str:
    text = _text(schema.get("description", ""))
    if fields := schema.get("properties"):
        needed = schema.get("required", ())
        rows = ((name, each, name in needed, each.get("description")) for name, each in fields.items())
        return text + _table("field", rows) + _example(schema)
    return f"{text}<p>{_type(schema)}</p>"


def _table(what: str, rows: Iterable[tuple[str, Schema, bool, str | None]]) -> str:
    lines = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{_type(schema)}</td><td>{'yes' if needed else ''}</td>"
        f"<td>{escape(words or schema.get('description', ''))} {_example(schema)}</td></tr>"
        for name, schema, needed, words in rows
    )
    return f"<table><tr><th>{what}</th><th>type</th><th>needed</th><th></th></tr>{lines}</table>"


def _example(schema: Schema) -> str:
    found = schema.get("examples", ())
    return f"for example <code>{escape(json.dumps(found[0], ensure_ascii=False))}</code>" if found else ""


def _type(schema: Schema) -> str:
    """In words, with links to the schemas that have a name."""
    if ref := schema.get("$ref"):
        name = escape(ref.removeprefix(_SCHEMAS))
        return f'<a href="#{name}">{name}</a>'
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return " or ".join(map(_type, schema[choice]))
    if "enum" in schema:
        return ", ".join(escape(str(value)) for value in schema["enum"])
    if "const" in schema:
        return escape(str(schema["const"]))
    match schema.get("type"):
        case "array":
            return f"list of {_type(schema.get('items', {}))}"
        case "object" if isinstance(schema.get("additionalProperties"), Mapping):
            return f"name to {_type(schema['additionalProperties'])}"
        case None:
            return "anything" if not schema else ""
        case kind:
            return escape(" ".join(filter(None, (str(kind), schema.get("format")))))


def _text(words: str) -> str:
    """Paragraphs, and what stands between ``` as it is."""
    parts = []
    for number, part in enumerate(words.strip().split("```")):
        if number % 2:
            parts.append(f"<pre>{escape(part.strip())}</pre>")
        else:
            parts += [f"<p>{escape(paragraph)}</p>" for paragraph in part.split("\n\n") if paragraph.strip()]
    return "".join(parts)
