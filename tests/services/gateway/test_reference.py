"""The page of the API, of a document with all that ours may have one day."""

from typing import Any

from services.gateway.reference import page

DOCUMENT: dict[str, Any] = {
    "info": {"title": "A <b>", "version": "1", "description": "Try:\n\n```\ncurl 'x' && y\n```\n\nThat was it."},
    "paths": {
        "/things/{id}": {
            "get": {
                "tags": ["things"],
                "summary": "One",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "description": "It",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    }
                },
            },
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
            },
        }
    },
    "components": {
        "schemas": {
            "Thing": {
                "required": ["size"],
                "properties": {
                    "size": {"anyOf": [{"type": "integer"}, {"type": "null"}], "description": "In <metres>"},
                    "names": {"type": "array", "items": {"type": "string"}},
                    "kind": {"enum": ["a", "b"], "examples": ["<a>"]},
                    "more": {"type": "object", "additionalProperties": {"type": "number"}},
                    "free": {},
                    "one": {"const": 1},
                },
            },
            "Word": {"type": "string", "format": "date", "description": "A day"},
        }
    },
}


def test_everything_is_told_and_nothing_is_markup() -> None:
    answer = page(DOCUMENT)
    text = bytes(answer.body).decode()
    assert "script-src" not in answer.headers["content-security-policy"]
    for part in (
        "<h1>A &lt;b&gt; 1</h1>", "<pre>curl &#x27;x&#x27; &amp;&amp; y</pre>", "<p>That was it.</p>",
        "<code>GET /things/{id}</code> One", "<code>id (path)</code></td><td>string</td><td>yes</td>",
        '<b>200</b> It application/json <a href="#Thing">Thing</a>', "<h4>Body: application/json</h4>",
        "integer or null</td><td>yes</td><td>In &lt;metres&gt;", "list of string", "a, b",
        "for example <code>&quot;&lt;a&gt;&quot;</code>",
        "name to number", "anything",
        "<td>1</td>", '<h3 id="Word">Word</h3><p>A day</p><p>string date</p>',
    ):  # fmt: skip
        assert part in text, part
