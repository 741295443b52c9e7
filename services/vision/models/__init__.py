"""The models that see. A new one is a file beside this and a line here: its import path, so that nothing heavy is
imported before it is chosen. `load(models_folder, device)` gives an ImageClassifier."""

MODELS = {
    "bundled": "services.vision.models.efficientnet:load",
    "fake": "shared.inference.fake:load_classifier",
}

# Those that read: `load` gives a TextReader.
READERS = {
    "bundled": "services.vision.models.ppocr:load",
    "fake": "shared.inference.fake:load_reader",
}
