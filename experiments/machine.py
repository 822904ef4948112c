"""What is the machine's in this package: the rest are the files of students."""

PACKAGE = "experiments"
MACHINE = {
    *("__init__", "__main__", "atomic", "errors", "exclusion", "language", "libraries", "machine", "project"),
    *("spelling", "terminal"),
    *("code", "commands", "data", "engine", "figures", "measures", "results", "survey", "training"),
}


def is_machine(module: str) -> bool:
    """Tell whether a module of the project is the machine's, and not a student's."""
    top, _, rest = module.partition(".")
    return top == PACKAGE and (not rest or rest.split(".")[0] in MACHINE)
