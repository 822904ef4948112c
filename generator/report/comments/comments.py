"""The comments of a folder, each on the page that it is about."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from experiments.results.folder import content_of, json_files
from generator.report.comments.accepted import Accepted, accept, changes, keep, read_accepted
from generator.report.comments.comment import Comment, read_comment
from generator.report.comments.fault import CommentError, nearby
from generator.report.comments.places import COMMENTS, PAGE, Desk, Place, places
from generator.report.comments.vocabulary import Vocabulary
from generator.report.lab import Lab
from generator.report.results import Results

# Files that someone may take for comments.
OTHER_TEXTS = (PAGE, ".markdown", ".mdown", ".mkd", ".txt", ".docx", ".odt")
FULL = "full"
READ = "Si rien n’est à y changer, lancez « .venv/bin/python -m generator relu »."


@dataclass(frozen=True)
class ShownComment:
    """A comment on its page.

    Attributes
    ----------
    title : str
        What it is about, where the page is about several models.
    changes : tuple of str
        The values that changed since its authors read it.
    """

    comment: Comment
    title: str
    changes: tuple[str, ...]


class Comments:
    """What the authors say of their report in their own words.

    Parameters
    ----------
    folder : Path or None
        Where their files are; nowhere by default.

    Attributes
    ----------
    faults : list of str
        What is wrong with them.
    to_read_again : dict of str
        Which ones show a value that changed since their authors read them, and how, by name.
    names : list of str
        Of those that are shown, in order.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.faults: list[str] = []
        self.to_read_again: dict[str, str] = {}
        self.names: list[str] = []
        self._shown: dict[str, list[ShownComment]] = {}
        self._pictures: dict[str, Path] = {}
        self._accepted: dict[str, Accepted] | None = None
        self._now: dict[str, Accepted] = {}

    def read(self, lab: Lab, results: Results, tooltip: str = "") -> None:
        """Read them; what is wrong with them is noted.

        Parameters
        ----------
        lab : Lab
        results : Results
        tooltip : str
            What is said of a number that authors typed.
        """
        if self.folder is None:
            return
        judged, known = results.profile == FULL, places(lab, results)
        if judged:
            try:
                self._accepted = read_accepted(self.folder, COMMENTS)
            except CommentError as error:
                self.faults.append(str(error))
        found = {result.id: result for family in lab.listed for result in results.found(family)}
        unshown = {f"{path.stem}{PAGE}" for path in json_files(results.folder)} - known.keys()
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_dir() or path.suffix.lower() not in OTHER_TEXTS or path.name.startswith("."):
                continue
            if name in known:
                place = known[name]
                vocabulary = Vocabulary(found, place.families, place.model)
                self._add(name, path, place, vocabulary, known, tooltip, judged)
            elif name in unshown:  # a notice says why its model is not shown
                self._now |= {name: self._accepted[name]} if self._accepted and name in self._accepted else {}
            else:
                self.faults.append(
                    f"{COMMENTS}/{name} : aucune page ni aucun modèle ne porte ce nom. Renommez ce fichier."
                    + nearby(name, known, "Pages et modèles")
                )

    def on(self, page: str) -> list[ShownComment]:
        """Return the comments of a page, under ``docs/``: its own, then those of its models."""
        return self._shown.get(page, [])

    def files(self) -> dict[str, bytes]:
        """Return the pictures that they show, by path under ``docs/``."""
        files = {}
        for offered, path in self._pictures.items():
            with suppress(OSError):
                files[offered] = content_of(path)
        return files

    @property
    def remarks(self) -> list[str]:
        """What is to be read again, and what to do then."""
        if not self.to_read_again:
            return []
        return [*self.to_read_again.values(), READ]

    def keep(self, again: Collection[str] = ()) -> None:
        """Keep the values of the comments that were written or edited, and of those that were read again.

        Parameters
        ----------
        again : collection of str
            Names of those that their authors declare to have read.
        """
        if self.folder is not None and self._accepted is not None:
            before = {name: record for name, record in self._accepted.items() if name not in again}
            keep(self.folder, {name: _left(before.get(name), record) for name, record in self._now.items()})

    def accept(self, names: Collection[str]) -> list[str]:
        """Hold comments for read again, all if none is named; return the files of those that were to be.

        Raises
        ------
        LabError
            If there is no such comment, or something is wrong with the values that were kept.
        """
        again = {f"{name.removeprefix(f'{COMMENTS}/').removesuffix(PAGE)}{PAGE}" for name in names}
        for name in sorted(again - set(self.names)):
            raise CommentError(
                f"{COMMENTS}/{name} : ce commentaire n’existe pas.{nearby(name, self.names, 'Commentaires')}"
            )
        if self.faults:
            raise CommentError("\n".join(self.faults))
        self.keep(again or self.names)
        return [f"{COMMENTS}/{name}" for name in self.to_read_again if name in (again or self.names)]

    def _add(
        self,
        name: str,
        path: Path,
        place: Place,
        vocabulary: Vocabulary,
        known: dict[str, Place],
        tooltip: str,
        judged: bool,
    ) -> None:
        assert self.folder is not None
        file, desk = f"{COMMENTS}/{name}", Desk(self.folder, name, place.page, known)
        try:
            content = content_of(path)
        except OSError as error:
            self.faults.append(f"{file} : la lecture a échoué ({error.strerror}). Vérifiez ses droits.")
            return
        if not content.strip():
            return
        comment = read_comment(file, content, vocabulary, desk.addresses, tooltip, judged)
        accepted = (self._accepted or {}).get(name)
        changed = changes(comment, accepted) if judged else ()
        shown = self._shown.setdefault(place.page, [])
        shown.append(ShownComment(comment, place.title, changed))
        shown.sort(key=lambda each: bool(each.title))
        self._pictures |= desk.pictures
        self.faults += comment.faults
        self.names.append(name)
        if changed:
            self.to_read_again[name] = f"Relisez {file} : {' ; '.join(changed)}."
        if not comment.faults:
            self._now[name] = accept(comment)
        elif accepted is not None:
            self._now[name] = accepted


def _left(before: Accepted | None, now: Accepted) -> Accepted:
    """Return what is kept of a comment: what it showed when it was last written, or read again."""
    return before if before is not None and before.text == now.text else now
