"""JPEG decoding: the right grey levels at the right size, and damaged files named."""

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from experiments.data.image_decoding import decode_image, decode_images
from experiments.errors import DataError
from tests.experiments.data.chest_xray_samples import write_jpeg


def truncated(path: Path) -> str:
    return f"L’image {path} est tronquée ou endommagée. Remplacez-la par l’original ou retirez-la du dossier."


def no_image(path: Path) -> str:
    return not_jpeg(path, "n’est pas une image JPEG")


def not_jpeg(path: Path, nature: str) -> str:
    return f"Le fichier {path} {nature}. Remplacez-le par l’original ou retirez-le du dossier."


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
    assert str(caught.value) in (truncated(path), no_image(path), not_jpeg(path, "est vide"))


def test_an_image_cut_in_its_pixels_is_said_to_be_truncated(tmp_path: Path) -> None:
    path = tmp_path / "cut.jpeg"
    write_jpeg(path, np.random.default_rng(1).integers(0, 256, (224, 224), dtype=np.uint8))
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(DataError) as caught:
        decode_image(path, 128)
    assert str(caught.value) == truncated(path)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "IM-0115-0001.jpeg"
    path.touch()
    with pytest.raises(DataError) as caught:
        decode_image(path, 128)
    assert str(caught.value) == not_jpeg(path, "est vide")


@pytest.mark.parametrize(
    ("mode", "form", "nature"),
    [
        ("I;16", "PNG", "PNG (16 bits)"),
        ("RGBA", "PNG", "PNG (couleurs et transparence)"),
        ("LA", "PNG", "PNG (gris et transparence)"),
        ("P", "PNG", "PNG (palette)"),
        ("1", "PNG", "PNG (noir et blanc)"),
        ("CMYK", "TIFF", "TIFF (quadrichromie)"),
        ("P", "GIF", "GIF (palette)"),
        ("RGB", "BMP", "BMP (couleurs)"),
        ("LAB", "TIFF", "TIFF (mode LAB)"),
    ],
)
def test_an_image_of_another_format_is_said_to_be_one(
    mode: str, form: str, nature: str, tmp_path: Path
) -> None:
    path = tmp_path / "IM-0115-0001.jpeg"
    Image.new(mode, (8, 8)).save(path, format=form)
    with pytest.raises(DataError) as caught:
        decode_image(path, 128)
    assert str(caught.value) == not_jpeg(path, f"est une image {nature}, pas une image JPEG")


@given(orientation=st.integers(0, 20), height=st.integers(1, 90), width=st.integers(1, 90))
@settings(deadline=None, max_examples=50)
def test_an_image_is_turned_as_its_metadata_ask(
    orientation: int, height: int, width: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("images") / "turned.jpeg"
    pixels = np.random.default_rng(height).integers(0, 256, (height, width), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(pixels).save(path, format="JPEG", exif=exif)
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image)
    assert upright.size == ((height, width) if orientation in range(5, 9) else (width, height))
    expected = upright.resize((64, 64), Image.Resampling.BILINEAR)
    np.testing.assert_array_equal(decode_image(path, 64), expected)


def test_damaged_metadata_are_harmless_or_refused_by_name(tmp_path: Path) -> None:
    generator = np.random.default_rng(5)
    source = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "thorax"
    pixels = generator.integers(0, 256, (40, 60), dtype=np.uint8)
    Image.fromarray(pixels).save(source, format="JPEG", exif=exif)
    path = tmp_path / "damaged.jpeg"
    decoded = refused = 0
    for _ in range(400):
        content = bytearray(source.getvalue())
        for place in generator.integers(20, 110, 2):
            content[place] = generator.integers(256)
        path.write_bytes(content)
        try:
            assert decode_images([path], 16, ignore).shape == (1, 16, 16)
            decoded += 1
        except DataError as error:
            assert str(error) in (truncated(path), no_image(path))
            refused += 1
    assert decoded and refused


def test_four_inks_give_the_luminance_that_pillow_gives(tmp_path: Path) -> None:
    path = tmp_path / "inks.jpeg"
    levels = np.kron(np.array([[20, 240], [128, 64]], dtype=np.uint8), np.ones((64, 64), dtype=np.uint8))
    Image.fromarray(levels).convert("RGB").convert("CMYK").save(path, format="JPEG", quality=95)
    image = decode_image(path, 128)
    assert np.abs(image.astype(int) - levels)[8:56, 8:56].max() <= 3
    assert np.abs(image.astype(int) - levels)[72:120, 72:120].max() <= 3


@pytest.mark.parametrize("side", [9_000, 10_000, 20_000, 65_000])
def test_a_decompression_bomb_is_refused_by_name(side: int, tmp_path: Path) -> None:
    path = tmp_path / "bomb.jpeg"
    write_jpeg(path, np.zeros((8, 8), dtype=np.uint8))
    content = bytearray(path.read_bytes())
    frame = content.index(b"\xff\xc0")  # marker, length (2 bytes), precision (1), height (2), width (2)
    content[frame + 5 : frame + 9] = side.to_bytes(2, "big") * 2
    path.write_bytes(content)
    for decode in (
        lambda: decode_image(path, 128),
        lambda: decode_images([path], 128, ignore),
    ):
        with pytest.raises(DataError) as caught:
            decode()
        assert str(caught.value) == (
            f"L’image {path} annonce plus de 80 millions de pixels\u202f; la décoder épuiserait la mémoire. "
            "Remplacez-la par l’original ou retirez-la du dossier."
        )


@pytest.mark.parametrize("content", [b"Patient;age\n1;4\n", b"\x00" * 5000])
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
