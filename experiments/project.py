"""Where the files of the project are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
RESULTS = ROOT / "results"
BUILD = ROOT / "build"
CACHE = BUILD / "cache"
TRAINING_LOCK = ROOT / "requirements" / "training.txt"
