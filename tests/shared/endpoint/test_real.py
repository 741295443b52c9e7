"""A real server's protocol, where one is named: llama.cpp, Ollama, vLLM or OpenAI. What it sees is not judged.

It is no test for whoever has none, so it is not skipped but not there.
"""

import os
from io import BytesIO

from PIL import Image

from services.vision.describing import prompt
from shared.endpoint.client import Endpoint
from shared.endpoint.place import Place

if URL := os.environ.get("HELIOGRAPH_TEST_ENDPOINT_URL"):

    async def test_a_real_endpoint_describes_a_drawn_picture() -> None:
        model = os.environ.get("HELIOGRAPH_TEST_ENDPOINT_MODEL", "")
        client = Endpoint(Place(URL, model, os.environ.get("HELIOGRAPH_TEST_ENDPOINT_KEY", ""), private=True))
        out = BytesIO()
        Image.linear_gradient("L").convert("RGB").save(out, "JPEG")
        try:
            reply = await client.ask(prompt.question(out.getvalue()), prompt.SCHEMA)
        finally:
            await client.close()
        assert reply.text.lstrip().startswith("{")
