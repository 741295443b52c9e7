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

# Those that find things: `load` gives an ObjectDetector. "own" is followed by the folder of a user's model.
DETECTORS = {
    "bundled": "services.vision.models.nanodet:load",
    "own": "services.vision.models.yolo:load",
    "fake": "shared.inference.fake:load_detector",
}

# Those that find faces, as FaceDetector and FaceLandmarks. A kind, such as scrfd, is followed by a file's path.
FACE_DETECTORS = {
    "bundled": "services.vision.models.faces.yunet:load",
    "scrfd": "services.vision.models.faces.scrfd:load",
    "fake": "shared.inference.fake_faces:load_detector",
}
# By the detector, who looks at what it found.
FACE_LANDMARKS = {
    "bundled": "services.vision.models.faces.onet:load",
    "scrfd": "services.vision.models.faces.onet:load",
    "fake": "shared.inference.fake_faces:load_landmarks",
}
