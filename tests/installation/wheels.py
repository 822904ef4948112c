"""Wheels made on the spot, and lock files that name them: nothing comes from a network."""

import base64
import hashlib
import importlib.metadata
import zipfile
from pathlib import Path

TAG = "py3-none-any"


def write_wheel(folder: Path, name: str, version: str, files: dict[str, bytes]) -> str:
    """Write a wheel with these files, and return its line of a lock file."""
    info = f"{name}-{version}.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {TAG}\n".encode(),
    }
    rows = [f"{path},sha256={_digest(content)},{len(content)}" for path, content in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,\n"]).encode()
    wheel = folder / f"{name}-{version}-{TAG}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16  # a regular file that can be run
            archive.writestr(entry, content)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def write_uv(folder: Path) -> str:
    """Write a wheel of the uv that is installed here, and return its line of a lock file."""
    uv = importlib.metadata.distribution("uv")
    files = {}
    for file in uv.files or []:
        if file.parts[0] == "uv" and file.suffix == ".py":
            files[file.as_posix()] = file.read_binary()
        elif file.name == "uv":
            files[f"uv-{uv.version}.data/scripts/uv"] = file.read_binary()
    return write_wheel(folder, "uv", uv.version, files)


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
