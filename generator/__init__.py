"""Turn ``results/*.json`` into the French report site."""

import time

# Before any of its modules is read: what changes from then on may not be what runs.
STARTED = time.time()
