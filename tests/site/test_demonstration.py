"""One draws, and the models answer in the browser as Keras does with the weights of the repository."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, Route, expect
from skimage.morphology import skeletonize

from experiments.data.datasets import Silence
from experiments.data.hog import hog
from experiments.data.mnist_source import read_mnist
from experiments.results.files import read_results
from experiments.results.replication import replicates_of
from generator.lab.demo.contenders import contenders
from generator.lab.families import CNN, HOG, RAW
from tests.experiments.shipped_models import EXPERIMENTS, RESULTS, rebuilt, shipped
from tests.site import checks
from tests.site.built_site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings(
        "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    ),
]

PATH = "essayer/"
TRAINED = [each.with_replicates(replicates_of(each, RESULTS).usable) for each in read_results(RESULTS)]
CHOSEN = contenders([[each for each in TRAINED if each.family == family] for family in (RAW, HOG, CNN)])
ANSWERING = {each.answering.id: each.answering for each in CHOSEN if each.answering is not None}
# The one that tests keep from answering.
DOUBTED = next(result for result in ANSWERING.values() if result.family == CNN)
TOLERANCE = 1e-3
READY = "#demonstration[data-state=ready]"
PROBABILITIES = """() => {
  const found = {};
  for (const cell of document.querySelectorAll("td[data-model]")) {
    (found[cell.dataset.model] ??= []).push(Number(cell.dataset.probability));
  }
  return found;
}"""
# Pictures are black where there is something: their opacity is the grey level.
LEVELS = """() => {
  const canvas = document.querySelector('[data-part="seen"] canvas');
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return [...pixels].filter((_, at) => at % 4 === 3);
}"""
Levels = NDArray[np.uint8]


@pytest.fixture
def page(report_site: Site, open_page: Callable[..., Page]) -> Page:
    page = open_page(report_site.url(PATH), viewport={"width": 1366, "height": 900})
    page.wait_for_selector(READY)
    return page


@cache
def reference(identifier: str) -> Any:
    return rebuilt(identifier)


def expected(identifier: str, levels: Levels) -> list[float]:
    """Return what Keras gives for an image, with the weights of the repository."""
    data = EXPERIMENTS[identifier].settings.data
    if hasattr(data, "orientations"):
        inputs = hog(levels[None], data.orientations, data.pixels_per_cell)
    else:
        shape = reference(identifier).input_shape[1:]
        inputs = (levels.astype(np.float32) / np.float32(255)).reshape(1, *shape)
    return list(reference(identifier).predict(inputs, verbose=0)[0])


def levels(page: Page) -> Levels:
    return np.array(page.evaluate(LEVELS), np.uint8).reshape(28, 28)


def hold(page: Page) -> dict[str, list[float]]:
    """Compare each probability that the page shows with that of Keras, for the image that it shows."""
    found: dict[str, list[float]] = page.evaluate(PROBABILITIES)
    assert found.keys() == ANSWERING.keys()
    for identifier, probabilities in found.items():
        np.testing.assert_allclose(probabilities, expected(identifier, levels(page)), atol=TOLERANCE)
    return found


def strokes(image: Levels) -> Iterator[list[tuple[int, int]]]:
    """Go along the middle of the lines of a digit, pixel by pixel, as a pen would."""
    left = set(zip(*map(list, np.nonzero(skeletonize(image > 100))), strict=True))
    around = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    drawn: set[tuple[int, int]] = set()
    while left:
        joined = [
            place for place in sorted(left) if any((place[0] + i, place[1] + j) in drawn for i, j in around)
        ]
        line = [(joined or sorted(left))[0]]
        line[:0] = [p for i, j in around if (p := (line[0][0] + i, line[0][1] + j)) in drawn][:1]
        left.discard(line[-1])
        while ahead := [p for i, j in around if (p := (line[-1][0] + i, line[-1][1] + j)) in left]:
            line.append(ahead[0])
            left.discard(ahead[0])
        drawn.update(line)
        yield line


def draw(page: Page, image: Levels) -> None:
    """Draw a digit with the mouse."""
    page.click('[data-part="clear"]')
    box = page.locator('[data-part="pad"]').bounding_box()
    assert box is not None

    def place(point: tuple[int, int]) -> tuple[float, float]:
        return box["x"] + (point[1] + 0.5) / 28 * box["width"], box["y"] + (point[0] + 0.5) / 28 * box[
            "height"
        ]

    for first, *others in strokes(image):
        page.mouse.move(*place(first))
        page.mouse.down()
        for point in [*others[1:-1:2], *others[-1:]]:
            page.mouse.move(*place(point))
        page.mouse.up()


@pytest.mark.parametrize("served", [True, False])
def test_a_page_of_a_folder_says_what_to_do_and_offers_nothing_that_cannot_work(
    report_site: Site, open_page: Callable[..., Page], served: bool
) -> None:
    file = report_site.folder / PATH / "index.html"
    page = open_page(report_site.url(PATH) if served else file.as_uri(), viewport=checks.DESKTOP)
    notice = page.get_by_text("Cette page a été ouverte depuis un dossier")
    expect(notice).to_be_visible(visible=not served)
    for part in (
        "#demonstration",
        "#premieres-couches",
        ".md-sidebar--secondary [href='#premieres-couches']",
    ):
        expect(page.locator(part)).to_be_visible(visible=served)
    expect(notice).to_contain_text(
        "lancez make serve, et ouvrez cette page à l’adresse que montre cette commande."
    )


def test_digits_of_the_test_drawn_with_the_mouse_are_read_as_keras_reads_them(page: Page) -> None:
    archive = read_mnist()
    right = dict.fromkeys(ANSWERING, 0)
    for digit in range(10):
        image = archive["x_test"][np.flatnonzero(archive["y_test"] == digit)[3]]
        draw(page, image)
        found = hold(page)
        # As MNIST: twenty pixels for the longest side, the centre of mass at the centre.
        drawn = levels(page)
        rows, columns = np.nonzero(drawn > 127)
        assert max(np.ptp(rows), np.ptp(columns)) + 1 in (19, 20, 21)
        for axis in (0, 1):
            mass = drawn.sum(axis=1 - axis)
            assert np.average(np.arange(28) + 0.5, weights=mass) == pytest.approx(14, abs=0.1)
        for identifier, probabilities in found.items():
            right[identifier] += int(np.argmax(probabilities)) == digit
    assert min(right.values()) >= 8, right


def test_real_images_are_read_as_keras_read_them_after_training(page: Page) -> None:
    result, _ = shipped(DOUBTED.id)
    buttons = page.locator('[data-part="examples"] button')
    expect(buttons).to_have_count(len(result.samples.indices))
    for rank, index in enumerate(result.samples.indices):
        buttons.nth(rank).click()
        assert (levels(page) == read_mnist()["x_test"][index]).all()
        expect(page.locator('[data-part="status"]')).to_contain_text(f"un {result.samples.labels[rank]}. ")
        for identifier, probabilities in hold(page).items():
            recorded = shipped(identifier)[0].samples.outputs[rank]
            np.testing.assert_allclose(probabilities, recorded, atol=TOLERANCE)


def test_many_test_images_are_read_as_the_results_record(page: Page) -> None:
    ranks = np.random.default_rng(7).choice(10_000, 150, replace=False)
    images = read_mnist()["x_test"][ranks]
    found = page.evaluate(
        """async (images) => {
          const entry = document.querySelector("script[type=module]").src;
          const { Model } = await import(new URL("model.js", entry));
          const descriptions = JSON.parse(document.getElementById("demonstration").dataset.models);
          const models = await Promise.all(descriptions.map((each) => Model.load(each)));
          return models.map((model) => [model.id, images.map((image) => model.read(image).probabilities)]);
        }""",
        [image.ravel().tolist() for image in images],
    )
    assert [identifier for identifier, _ in found] == list(ANSWERING)
    for identifier, probabilities in found:
        recorded = shipped(identifier)[0].evaluation["test"].predictions
        assert [str(np.argmax(each)) for each in probabilities] == [recorded[rank] for rank in ranks]
        data = EXPERIMENTS[identifier].settings.data
        inputs = data.load(Silence()).test.inputs[ranks]
        reference_answers = reference(identifier).predict(inputs, verbose=0)
        np.testing.assert_allclose(probabilities, reference_answers, atol=TOLERANCE)


def test_the_keyboard_draws_and_clears(page: Page) -> None:
    page.focus('[data-part="pad"]')
    for key in (" ", *["ArrowDown"] * 12, " "):
        page.keyboard.press(key)
    one = hold(page)
    assert (levels(page).sum(axis=1) > 0).sum() > (levels(page).sum(axis=0) > 0).sum()
    # Another line, then without it.
    for key in (" ", *["ArrowRight"] * 5, " "):
        page.keyboard.press(key)
    assert hold(page) != one
    page.keyboard.press("Backspace")
    assert hold(page) == one
    page.click('[data-part="undo"]')
    assert levels(page).max() == 0
    expect(page.locator("output[data-answer]").first).to_have_text("?")


def test_a_finger_draws_and_does_not_scroll_the_page(
    report_site: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page(report_site.url(PATH), viewport={"width": 390, "height": 844}, has_touch=True)
    page.wait_for_selector(READY)
    page.tap('[data-part="pad"]')
    assert levels(page).max() > 0
    hold(page)
    assert page.evaluate("getComputedStyle(document.querySelector('[data-part=pad]')).touchAction") == "none"


def test_first_layers_follow_the_drawing(page: Page) -> None:
    boxes = page.locator("[data-features]")
    expect(boxes).to_have_count(len(ANSWERING))

    def shown() -> list[str]:
        return page.evaluate(
            """() => [...document.querySelectorAll("[data-features]")].map((box) =>
              box.innerHTML.length &&
              [...box.querySelectorAll("canvas")].map((each) => each.toDataURL()).join() + box.innerHTML)"""
        )

    # The page opens on the first image, not empty.
    first = shown()
    page.locator('[data-part="clear"]').click()
    assert shown() == [0] * len(ANSWERING)
    page.locator('[data-part="examples"] button').nth(1).click()
    second = shown()
    assert all(one and one != other for one, other in zip(first, second, strict=True))


def refused(page: Page, name: str) -> None:
    """Check that a model does not answer, and that the others do."""
    page.wait_for_selector(READY)
    page.locator('[data-part="examples"] button').nth(0).click()
    assert page.evaluate(PROBABILITIES).keys() == ANSWERING.keys() - {name}
    assert page.locator(f'[data-model="{name}"]').count() == 0


def altered(page: Page, address: str, change: Callable[[bytes], bytes]) -> None:
    def fulfil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.body()))

    page.route(address, fulfil)


def other_training(content: bytes) -> bytes:
    at = content.index(b'"training": "') + len(b'"training": "')
    return content[:at] + b"0" * 64 + content[at + 64 :]


def other_weights(content: bytes) -> bytes:
    """Change the first weights, and say nothing."""
    start = 8 + int.from_bytes(content[:8], "little")
    return content[:start] + bytes(600) + content[start + 600 :]


@pytest.mark.parametrize(
    ("address", "change", "why"),
    [
        (
            f"**/weights/{DOUBTED.id}.*",
            other_training,
            "ses poids sont ceux d’un autre entraînement que celui que montre ce rapport",
        ),
        (
            f"**/weights/{DOUBTED.id}.*",
            other_weights,
            "ses réponses ne sont pas ici celles que Keras a données pendant l’entraînement",
        ),
        (
            f"**/weights/{DOUBTED.id}.*",
            lambda content: content[:-9000],
            "le fichier de ses poids est tronqué ou endommagé",
        ),
        (
            f"**/weights/{DOUBTED.id}.*",
            lambda content: b"",
            "le fichier de ses poids est tronqué ou endommagé",
        ),
        (
            f"**/{PATH}",
            lambda content: content.replace(b"MaxPooling2D", b"SwirlPooling"),
            "cette page ne sait pas calculer la couche SwirlPooling",
        ),
        (
            f"**/{PATH}",
            lambda content: content.replace(b"groups&#34;:1", b"groups&#34;:2"),
            "cette page ne sait pas calculer groups=2",
        ),
    ],
)
def test_a_model_that_would_answer_wrongly_does_not_answer(
    report_site: Site, browser: Browser, address: str, change: Callable[[bytes], bytes], why: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        altered(page, address, change)
        page.goto(report_site.url(PATH))
        refused(page, DOUBTED.id)
        said = f"Le {DOUBTED.names.model} ne répond pas ici : {why}."
        expect(page.locator('[data-part="refusals"]')).to_have_text(said)


def test_a_program_that_does_not_load_is_told(report_site: Site, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/checking.js", lambda route: route.abort())
        page.goto(report_site.url(PATH))
        said = "Un programme de cette page n’a pas pu être chargé : rechargez-la."
        expect(page.locator('[data-part="status"]')).to_have_text(said)


def test_weights_are_loaded_on_this_page_alone_and_weigh_little(report_site: Site, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        loaded: dict[str, int] = {}
        page.on("response", lambda response: loaded.update({response.url: len(response.body())}))
        page.goto(report_site.url(""))
        page.goto(report_site.url("partie-2/comparaison/"))
        assert not [url for url in loaded if "/weights/" in url or "/demo/" in url]
        page.goto(report_site.url(PATH))
        page.wait_for_selector(READY)
        page.wait_for_load_state("networkidle")  # what was received is counted after it
        sizes = [size for url, size in loaded.items() if "/weights/" in url]
        assert len(sizes) == len(ANSWERING)
        assert sum(sizes) < 3_000_000


def test_without_scripts_the_page_says_what_it_needs(report_site: Site, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(report_site.url(PATH))
        expect(page.locator('[data-part="status"]')).to_contain_text("Il faut pour cela JavaScript")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_answers_are_accessible_and_fit_a_phone(
    report_site: Site, open_page: Callable[..., Page], scheme: str
) -> None:
    page = open_page(report_site.url(PATH), color_scheme=scheme, viewport=checks.PHONE)
    page.wait_for_selector(READY)
    page.locator('[data-part="examples"] button').first.click()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == checks.PHONE["width"]
    # The scripts write what templates do not: other signs, of the same fonts.
    fonts = checks.fonts_of(page, "#demonstration :is(td, th, p, output, button), [data-check]")
    assert fonts and all(fonts.values()), fonts


def test_what_scripts_are_told_is_what_results_hold(page: Page) -> None:
    told = json.loads(page.locator("#demonstration").get_attribute("data-models") or "")
    for model in told:
        result, _ = shipped(model["id"])
        assert model["samples"]["outputs"] == result.samples.outputs
        assert [call["name"] for call in model["network"]["layers"]] == [
            call.name for call in result.model.layers if call.connected
        ]
