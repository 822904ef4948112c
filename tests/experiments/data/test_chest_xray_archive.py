"""The download of MedMNIST's file, against a server on 127.0.0.1: whole and verified, or nothing."""

import hashlib
import os
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np
import pytest

from experiments.data import chest_xray_archive
from experiments.data.chest_xray_archive import (
    MEDMNIST,
    REMEDY,
    fetch_archive,
    fingerprint_archive,
    read_archive,
)
from experiments.errors import DataError
from tests.experiments.data.chest_xray_samples import (
    Answer,
    Recorder,
    archive_at,
    archive_bytes,
    partial,
    served,
    status,
    whole,
)

COUNTS = {"train": 30, "val": 6, "test": 9}
CONTENT = archive_bytes(COUNTS)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach 127.0.0.1 directly whatever the proxy of the machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def failure(directory: Path, answer: Answer) -> tuple[str, str]:
    """Return the address served and the message of the failed download."""
    with served(answer) as url, pytest.raises(DataError) as caught:
        fetch_archive(directory, archive_at(url, CONTENT), Recorder())
    return url, str(caught.value)


def mismatch(received: bytes) -> str:
    """Return what is said of a file that is not the expected content."""
    expected, found = hashlib.md5(CONTENT).hexdigest(), hashlib.md5(received).hexdigest()
    return (
        f"le fichier reçu n’est pas celui qui est publié (somme MD5 attendue {expected}, obtenue {found}) "
        "et il a été supprimé"
    )


def test_the_file_published_by_medmnist_is_the_one_asked_for() -> None:
    assert MEDMNIST.url == "https://zenodo.org/records/10519652/files/pneumoniamnist_128.npz"
    assert MEDMNIST.name == MEDMNIST.url.rpartition("/")[2]
    assert len(bytes.fromhex(MEDMNIST.md5)) == hashlib.md5().digest_size


def test_the_file_is_downloaded_once_with_its_progress(tmp_path: Path) -> None:
    recorder = Recorder()
    with served(whole(CONTENT), status(500)) as url:
        archive = archive_at(url, CONTENT)
        path = fetch_archive(tmp_path, archive, recorder)
        assert fetch_archive(tmp_path, archive, recorder) == path
    assert path == tmp_path / "pneumoniamnist_128.npz"
    assert path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [path]
    assert recorder.stages == [("Téléchargement de pneumoniamnist_128.npz", len(CONTENT))]
    assert recorder.done == [len(CONTENT)]


def test_a_size_that_is_not_announced_is_no_obstacle(tmp_path: Path) -> None:
    recorder = Recorder()
    with served(partial(CONTENT, len(CONTENT), announced=False)) as url:
        path = fetch_archive(tmp_path, archive_at(url, CONTENT), recorder)
    assert path.read_bytes() == CONTENT
    assert recorder.stages == [("Téléchargement de pneumoniamnist_128.npz", 0)]
    assert recorder.done == [len(CONTENT)]


@pytest.mark.parametrize("sent", [0, 1, len(CONTENT) // 2, len(CONTENT) - 1])
def test_a_download_that_stops_half_way_leaves_nothing_and_starts_afresh(sent: int, tmp_path: Path) -> None:
    with served(partial(CONTENT, sent), whole(CONTENT)) as url:
        archive = archive_at(url, CONTENT)
        with pytest.raises(DataError) as caught:
            fetch_archive(tmp_path, archive, Recorder())
        assert str(caught.value) == (
            f"Le téléchargement de {url} a échoué\u202f: la connexion a été coupée avant la fin. {REMEDY}"
        )
        assert list(tmp_path.iterdir()) == []
        assert fetch_archive(tmp_path, archive, Recorder()).read_bytes() == CONTENT


def test_a_download_interrupted_by_the_user_leaves_nothing(tmp_path: Path) -> None:
    class Impatient(Recorder):
        def note(self, message: str) -> None:
            raise AssertionError("nothing to note")

        def stage(self, title: str, total: int):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    with served(whole(CONTENT)) as url, pytest.raises(KeyboardInterrupt):
        fetch_archive(tmp_path, archive_at(url, CONTENT), Impatient())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", [len(CONTENT) // 2, 0])
def test_a_cut_that_nothing_announces_is_found_by_the_checksum(sent: int, tmp_path: Path) -> None:
    url, message = failure(tmp_path, partial(CONTENT, sent, announced=False))
    assert message == (f"Le téléchargement de {url} a échoué\u202f: {mismatch(CONTENT[:sent])}. {REMEDY}")
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_refused_by_its_checksum(tmp_path: Path) -> None:
    other = archive_bytes(COUNTS, seed=1)
    url, message = failure(tmp_path, whole(other))
    assert message == (f"Le téléchargement de {url} a échoué\u202f: {mismatch(other)}. {REMEDY}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [403, 404, 429, 503])
def test_a_refusal_of_the_server_is_said_with_its_code(code: int, tmp_path: Path) -> None:
    url, message = failure(tmp_path, status(code))
    assert message == f"Le téléchargement de {url} a échoué\u202f: le serveur a répondu {code}. {REMEDY}"
    assert list(tmp_path.iterdir()) == []


def test_without_a_connection_the_frozen_result_stands(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/pneumoniamnist_128.npz"
        with pytest.raises(DataError) as caught:
            fetch_archive(tmp_path, archive_at(url, CONTENT), Recorder())
    assert str(caught.value) == (
        f"Le téléchargement de {url} a échoué\u202f: le serveur est injoignable ou ne répond plus. "
        "Les résultats figés restent valables et le rapport se construit sans ces images\u202f; pour "
        "entraîner de nouveau, réessayez avec une connexion ou indiquez par LABO_CHEST_XRAY le dossier "
        "des images d’origine."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", [None, 100])
def test_a_server_that_no_longer_answers_is_given_up(
    sent: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stall(handler: BaseHTTPRequestHandler) -> None:
        if sent is not None:
            partial(CONTENT, sent)(handler)
        time.sleep(0.6)

    monkeypatch.setattr(chest_xray_archive, "TIMEOUT", 0.2)
    url, message = failure(tmp_path, stall)
    assert message == (
        f"Le téléchargement de {url} a échoué\u202f: le serveur est injoignable ou ne répond plus. {REMEDY}"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_sends_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chest_xray_archive, "MOST_BYTES", len(CONTENT) - 1)
    url, message = failure(tmp_path, whole(CONTENT))
    assert message == (
        f"Le téléchargement de {url} a été arrêté\u202f: le serveur envoie plus de "
        f"{len(CONTENT) - 1} octets, ce n’est pas le fichier attendu. {REMEDY}"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_download_left_is_removed_by_the_next(tmp_path: Path) -> None:
    abandoned, recent, other = (tmp_path / name for name in ("tmpabcd1234", "tmpefgh5678", "digests.json"))
    for path in (abandoned, recent, other):
        path.touch()
    for path in (abandoned, other):
        os.utime(path, (0, 0))
    with served(whole(CONTENT)) as url:
        path = fetch_archive(tmp_path, archive_at(url, CONTENT), Recorder())
    assert sorted(tmp_path.iterdir()) == sorted([path, recent, other])


def test_endless_redirections_are_given_up(tmp_path: Path) -> None:
    url, message = failure(tmp_path, status(302, Location="/pneumoniamnist_128.npz"))
    assert message == (
        f"Le téléchargement de {url} a échoué\u202f: requête impossible (TooManyRedirects). {REMEDY}"
    )


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    url, message = failure(blocked, whole(CONTENT))
    assert message == (
        f"Le téléchargement de {url} a échoué\u202f: {blocked} ne peut pas être écrit (Not a directory). "
        f"{REMEDY}"
    )


def test_a_damaged_copy_is_absent_and_is_downloaded_again(tmp_path: Path) -> None:
    with served(whole(CONTENT)) as url:
        archive = archive_at(url, CONTENT)
        path = fetch_archive(tmp_path / "data", archive, Recorder())
        intact = fingerprint_archive(path, archive, tmp_path)
        path.write_bytes(CONTENT[:-1])
        assert fingerprint_archive(path, archive, tmp_path) is None
        assert fetch_archive(tmp_path / "data", archive, Recorder()) == path
    assert path.read_bytes() == CONTENT
    assert intact is not None
    assert fingerprint_archive(path, archive, tmp_path) == intact


def test_the_fingerprint_tells_archives_apart_and_absence(tmp_path: Path) -> None:
    other = archive_bytes(COUNTS, seed=1)
    fingerprints = set()
    for number, content in enumerate((CONTENT, other)):
        path = tmp_path / f"{number}.npz"
        assert fingerprint_archive(path, archive_at("", content), tmp_path) is None
        path.write_bytes(content)
        fingerprints.add(fingerprint_archive(path, archive_at("", content), tmp_path))
    assert None not in fingerprints
    assert len(fingerprints) == 2


def test_the_images_of_the_archive_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "archive.npz"
    path.write_bytes(CONTENT)
    radiographs = read_archive(path)
    assert radiographs.source == "MedMNIST"
    assert not radiographs.named_by_patient
    assert radiographs.names[:2] == ("train/0", "train/1")
    assert radiographs.names[30] == "val/0"
    assert radiographs.names[36] == "test/0"
    assert radiographs.splits == ("train",) * 30 + ("validation",) * 6 + ("test",) * 9
    images = radiographs.decode(Recorder())
    with np.load(path) as arrays:
        np.testing.assert_array_equal(images[30:36], arrays["val_images"])
        np.testing.assert_array_equal(radiographs.labels[36:], arrays["test_labels"][:, 0])
    assert images.shape == (45, 128, 128)
    assert radiographs.labels.dtype == np.int64
