"""What is wrong with a comment."""

import difflib
from collections.abc import Collection

from experiments.errors import LabError

# So many names are listed.
FEW = 12


class CommentError(LabError):
    """Something in a comment cannot be shown; the message says what is expected, found, and to be done."""


def nearby(name: str, known: Collection[str], title: str) -> str:
    """Suggest the name that was meant, and list what there is.

    Parameters
    ----------
    name : str
        What was written.
    known : collection of str
        What could have been.
    title : str
        What these are: « Les filtres sont ».
    """
    lower = {each.lower().replace("_", "-"): each for each in known}
    near = difflib.get_close_matches(name.lower().replace("_", "-"), lower, 1)
    meant = f" Vouliez-vous dire « {lower[near[0]]} » ?" if near else ""
    listed = ", ".join(list(known)[:FEW]) + (", …" if len(known) > FEW else ".")
    return f"{meant} {title} : {listed}"
