"""The models that read. A new one is a file and a line here: its import path, so that nothing heavy is imported
before it is chosen. `load(models_folder, device)` gives what the table says."""

# embed: -> TextEmbedder
MODELS = {
    "bundled": "shared.inference.minilm:load",
    "fake": "shared.inference.fake:load_embedder",
}

# place: by the space that photos are placed in, what embeds its questions (-> TextEmbedder), and the vocabulary as that
# embeds it (-> Conse).
PLACERS = {
    "bundled": {
        "image.conse-1": ("shared.inference.minilm:load", "shared.inference.conse:load"),
        "image.conse-use-1": ("shared.inference.use:load", "shared.inference.conse:load_multilingual"),
    },
    "fake": {
        "image.conse-1": ("shared.inference.fake:load_embedder", "shared.inference.fake:load_conse"),
        "image.conse-use-1": (
            "shared.inference.fake:load_multilingual",
            "shared.inference.fake:load_multilingual_conse",
        ),
    },
    "fake-2": {"image.fake-2": ("shared.inference.fake:load_other", "shared.inference.fake:load_other_conse")},
}

# place: models that look at the photo itself (-> ImageTower), and what embeds their questions (-> TextTower). "own" is
# followed by the folder of a user's model.
IMAGE_TOWERS = {"own": "services.embedder.models.checkpoint:load_images"}
TEXT_TOWERS = {"own": "services.embedder.models.checkpoint:load_texts"}

# -> FaceEmbedder. A kind, such as arcface, is followed by a file's path.
FACE_EMBEDDERS = {
    "bundled": "services.embedder.models.faces:load",
    "arcface": "services.embedder.models.faces:load_file",
    "fake": "shared.inference.fake_faces:load_embedder",
    "fake-2": "shared.inference.fake_faces:load_other_embedder",
}
