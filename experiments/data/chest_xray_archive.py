"""The chest X-rays as MedMNIST publishes them: one file of 128x128 images (Yang et al., 2023)."""

import contextlib
import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.data.copies import image_digests
from experiments.data.datasets import Reporter
from experiments.data.file_digests import file_digests
from experiments.data.radiographs import Radiographs
from experiments.errors import DataError

PREFIXES = {"train": "train", "val": "validation", "test": "test"}
CHUNK = 1 << 16  # bytes
TIMEOUT = 30  # seconds without an answer
MOST_BYTES = 128 << 20  # the images themselves are 96 MB
ABANDONED = 3600  # seconds after which the temporary file of a download is one that was killed
REMEDY = (
    "Les résultats figés restent valables et le rapport se construit sans ces images ; pour entraîner de "
    "nouveau, réessayez avec une connexion ou indiquez par LABO_CHEST_XRAY le dossier des images d’origine."
)


@dataclass(frozen=True)
class Archive:
    """A published file and the checksum that identifies it."""

    name: str
    url: str
    md5: str


# DOI 10.5281/zenodo.10519652; the sum is MD5_128 of "pneumoniamnist" in medmnist/info.py, medmnist 3.0.2.
MEDMNIST = Archive(
    name="pneumoniamnist_128.npz",
    url="https://zenodo.org/records/10519652/files/pneumoniamnist_128.npz",
    md5="05b46931834c231683c68f40c47b2971",
)


def fingerprint_archive(path: Path, archive: Archive, cache: Path) -> str | None:
    """Return a digest of the archive when it is on disk and intact, else None."""
    if not path.is_file() or file_digests((path,), cache / "archive.json", "md5") != (archive.md5,):
        return None
    return hashlib.sha256(f"{archive.name} {archive.md5}\n".encode()).hexdigest()


def fetch_archive(directory: Path, archive: Archive, reporter: Reporter) -> Path:
    """Download the archive unless an intact copy is there; nothing incomplete or altered is kept.

    Parameters
    ----------
    directory : Path
        Where the file is, or goes once its checksum is verified.
    archive : Archive
        What to fetch.
    reporter : Reporter
        Follows the progress, in bytes.

    Returns
    -------
    Path
        The verified file.

    Raises
    ------
    DataError
        If the server cannot be reached, refuses, stops half-way, or sends something else.
    """
    import pooch
    from requests.exceptions import (
        ChunkedEncodingError,
        ConnectionError,
        HTTPError,
        RequestException,
        Timeout,
    )

    pooch.get_logger().setLevel("WARNING")  # the reporter says what pooch would log
    _remove_abandoned(directory)
    download = _Download(reporter, f"Téléchargement de {archive.name}")
    failure = f"Le téléchargement de {archive.url} a échoué : "
    try:
        path = pooch.retrieve(
            archive.url, f"md5:{archive.md5}", fname=archive.name, path=directory, downloader=download
        )
    except HTTPError as error:
        assert error.response is not None  # raise_for_status gives the answer it complains about
        status = error.response.status_code
        raise DataError(f"{failure}le serveur a répondu {status}. {REMEDY}") from error
    except ChunkedEncodingError as error:
        raise DataError(f"{failure}la connexion a été coupée avant la fin. {REMEDY}") from error
    except (ConnectionError, Timeout) as error:
        raise DataError(f"{failure}le serveur est injoignable ou ne répond plus. {REMEDY}") from error
    except RequestException as error:
        raise DataError(f"{failure}requête impossible ({type(error).__name__}). {REMEDY}") from error
    except ValueError as error:
        raise DataError(
            f"{failure}le fichier reçu n’est pas celui qui est publié (somme MD5 attendue {archive.md5}, "
            f"obtenue {download.md5}) et il a été supprimé. {REMEDY}"
        ) from error
    except OSError as error:
        raise DataError(
            f"{failure}{directory} ne peut pas être écrit ({error.strerror}). {REMEDY}"
        ) from error
    return Path(path)


def read_archive(path: Path) -> Radiographs:
    """Return the X-rays of a verified archive, in its order.

    Its validation partition is a tenth of the original train; the names of the files, so the patients, are
    lost.
    """
    with np.load(path, allow_pickle=False) as arrays:
        images = np.concatenate([arrays[f"{prefix}_images"] for prefix in PREFIXES])
        labels = [arrays[f"{prefix}_labels"].ravel() for prefix in PREFIXES]
    counts = dict(zip(PREFIXES, map(len, labels), strict=True))

    def decode(reporter: Reporter) -> NDArray[np.uint8]:
        return images

    return Radiographs(
        source="MedMNIST",
        names=tuple(f"{prefix}/{index}" for prefix, count in counts.items() for index in range(count)),
        splits=tuple(PREFIXES[prefix] for prefix, count in counts.items() for _ in range(count)),
        labels=np.concatenate(labels).astype(np.int64),
        digests=image_digests(images),
        named_by_patient=False,
        decode=decode,
    )


def _remove_abandoned(directory: Path) -> None:
    """Remove what downloads that were killed left in the folder: pooch writes to ``tmp????????``."""
    for path in directory.glob("tmp????????"):
        # Another download may be under way, or have just ended.
        with contextlib.suppress(OSError):
            if path.is_file() and time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()


class _Download:
    """Transfers a file for pooch, which keeps it only if its checksum is the published one.

    The downloader of pooch is not used because it leaves its connection open when the transfer fails.

    Attributes
    ----------
    md5 : str
        Checksum of the file that came, once it has.
    """

    def __init__(self, reporter: Reporter, title: str) -> None:
        self.md5 = ""
        self._reporter = reporter
        self._title = title

    def __call__(self, url: str, output_file: str, pooch: object) -> None:
        import requests

        checksum = hashlib.md5(usedforsecurity=False)
        with requests.get(url, stream=True, timeout=TIMEOUT) as response, open(output_file, "wb") as file:
            response.raise_for_status()
            size = int(response.headers.get("Content-Length", 0))
            advance = self._reporter.stage(self._title, size)
            for chunk in response.iter_content(CHUNK):
                if file.tell() + len(chunk) > MOST_BYTES:
                    raise DataError(
                        f"Le téléchargement de {url} a été arrêté : le serveur envoie plus de "
                        f"{MOST_BYTES} octets, ce n’est pas le fichier attendu. {REMEDY}"
                    )
                file.write(chunk)
                checksum.update(chunk)
                advance(len(chunk))
        self.md5 = checksum.hexdigest()
