"""The models that read. A new one is a file and a line here: its import path, so that nothing heavy is imported
before it is chosen. `load(models_folder, device)` gives what the table says."""

# -> TextEmbedder
MODELS = {
    "bundled": "shared.inference.minilm:load",
    "fake": "shared.inference.fake:load_embedder",
}

# -> TextEmbedder that reads many languages
MULTILINGUAL_MODELS = {
    "bundled": "shared.inference.use:load",
    "fake": "shared.inference.fake:load_multilingual",
}

# -> Conse: the vocabulary as that model embeds it
VOCABULARIES = {
    "bundled": "shared.inference.conse:load",
    "fake": "shared.inference.fake:load_conse",
}
MULTILINGUAL_VOCABULARIES = {
    "bundled": "shared.inference.conse:load_multilingual",
    "fake": "shared.inference.fake:load_multilingual_conse",
}
