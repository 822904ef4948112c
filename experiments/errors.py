"""Failures a user can act on: their message is in French and says what to do."""


class LabError(Exception):
    """Base of every expected failure; printed without a traceback by the command lines."""


class DataError(LabError):
    """Images or labels are missing, damaged or not what they should be."""


class ExperimentError(LabError):
    """An experiment is declared in a way that cannot be trained."""


class ResultError(LabError):
    """A file under ``results/`` cannot be trusted."""


class EditedResultError(ResultError):
    """A file under ``results/`` is not as the training that wrote it left it."""
