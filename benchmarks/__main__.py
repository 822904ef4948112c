"""Every benchmark, one after the other: ``make bench``."""

from benchmarks.hog import main

if __name__ == "__main__":
    main()
