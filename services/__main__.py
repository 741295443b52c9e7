"""All four services in one process: the embedded profile."""

from services.embedder.service import build as embedder
from services.gateway.service import build as gateway
from services.smart.service import build as smart
from services.vision.service import build as vision
from shared.runtime.service import main

if __name__ == "__main__":
    main(embedder, vision, smart, gateway)
