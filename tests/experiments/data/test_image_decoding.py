"""JPEG decoding: the right grey levels at the right size, and damaged files named."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from experiments.data.image_decoding import decode_image, decode_images
from experiments.errors import DataError
from tests.experiments.data.chest_xray_samples import write_jpeg


def truncated(path: Path) -> str:
    return f"L’image {path} est tronquée ou endommagée. Remplacez-la par l’original ou retirez-la du dossier."


def no_image(path: Path) -> str:
    return (
        f"Le fichier {path} n’est pas une image JPEG. Remplacez-le par l’original ou retirez-le du dossier."
    )


def ignore(steps: int) -> None:
    """Follow nothing."""


@settings(deadline=None)
@given(
    level=st.integers(0, 255), height=st.integers(1, 400), width=st.integers(1, 400), side=st.integers(1, 64)
)
def test_a_uniform_image_keeps_its_level_at_any_size(
    level: int, height: int, width: int, side: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("images") / "uniform.jpeg"
    write_jpeg(path, np.full((height, width), level, dtype=np.uint8))
    image = decode_image(path, side)
    assert image.shape == (side, side)
    assert image.dtype == np.uint8
    assert np.abs(image.astype(int) - level).max() <= 1


@settings(deadline=None)
@given(row=st.integers(0, 3), column=st.integers(0, 3), size=st.sampled_from([128, 512, 1024]))
def test_a_bright_quarter_stays_where_it_was(
    row: int, column: int, size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("images") / "square.jpeg"
    pixels = np.zeros((4, 4), dtype=np.uint8)
    pixels[row, column] = 255
    write_jpeg(path, np.kron(pixels, np.ones((size // 4, size // 4), dtype=np.uint8)))
    image = decode_image(path, 64)
    means = image.reshape(4, 16, 4, 16).mean(axis=(1, 3))
    assert means[row, column] > 230
    assert np.delete(means, 4 * row + column).max() < 25


@pytest.mark.parametrize(("size", "side"), [(100, 32), (224, 128), (512, 32), (1000, 32)])
def test_fine_stripes_fade_to_grey_instead_of_aliasing(size: int, side: int, tmp_path: Path) -> None:
    path = tmp_path / "stripes.jpeg"
    stripes = np.broadcast_to(np.arange(size) % 2 * 255, (size, size)).astype(np.uint8)
    write_jpeg(path, stripes)
    image = decode_image(path, side).astype(float)
    # Keeping one pixel here and there would give columns as black and white as the stripes.
    assert np.abs(image - 127.5).max() <= 127.5 / 4


def test_colours_become_their_luminance(tmp_path: Path) -> None:
    path = tmp_path / "colours.jpeg"
    colours = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]], dtype=np.uint8)
    write_jpeg(path, np.kron(colours[:, np.newaxis], np.ones((64, 256, 1), dtype=np.uint8)))
    image = decode_image(path, 128)
    luminance = colours @ np.array([0.299, 0.587, 0.114])  # ITU-R BT.601, the luma of JPEG (JFIF)
    np.testing.assert_allclose(image[[16, 48, 80, 112]].mean(axis=1), luminance, atol=3)


def test_many_images_are_those_decoded_one_by_one_in_order(tmp_path: Path) -> None:
    generator = np.random.default_rng(4)
    paths = [tmp_path / f"{number}.jpeg" for number in range(30)]
    for path in paths:
        write_jpeg(path, generator.integers(0, 256, (50, 70), dtype=np.uint8))
    steps: list[int] = []
    images = decode_images(paths, 32, steps.append)
    assert images.shape == (30, 32, 32)
    assert images.dtype == np.uint8
    np.testing.assert_array_equal(images, [decode_image(path, 32) for path in paths])
    assert sum(steps) == 30


def test_no_image_is_an_empty_array() -> None:
    assert decode_images([], 8, ignore).shape == (0, 8, 8)


@settings(deadline=None)
@given(kept=st.floats(0, 0.98))
def test_a_truncated_image_is_always_refused(kept: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("images") / "cut.jpeg"
    write_jpeg(path, np.random.default_rng(1).integers(0, 256, (64, 64), dtype=np.uint8))
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(DataError) as caught:
        decode_image(path, 32)
    assert str(caught.value) in (truncated(path), no_image(path))


def test_an_image_cut_in_its_pixels_is_said_to_be_truncated(tmp_path: Path) -> None:
    path = tmp_path / "cut.jpeg"
    write_jpeg(path, np.random.default_rng(1).integers(0, 256, (224, 224), dtype=np.uint8))
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(DataError) as caught:
        decode_image(path, 128)
    assert str(caught.value) == truncated(path)


def png() -> bytes:
    file = io.BytesIO()
    Image.new("L", (8, 8)).save(file, format="PNG")
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"Patient;age\n1;4\n", b"\x00" * 5000, png()])
def test_a_file_that_is_no_jpeg_image_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "IM-0115-0001.jpeg"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        decode_image(path, 128)
    assert str(caught.value) == no_image(path)


def test_the_first_damaged_file_in_order_is_the_one_named(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.jpeg" for number in range(20)]
    for number, path in enumerate(paths):
        write_jpeg(path, np.full((32, 32), number, dtype=np.uint8))
    for number in (17, 6, 11):
        paths[number].write_bytes(b"no image")
    with pytest.raises(DataError) as caught:
        decode_images(paths, 16, ignore)
    assert str(caught.value) == no_image(paths[6])
