"""What the third part answers counts every pair, and names whom it counts."""

from experiments.results.schema import Result
from generator.lab.depth.page import answers, depth_page
from generator.rules.speaker import Speaker
from tests.generator.rule_text import spoken
from tests.generator.sample_layers import dense, network
from tests.generator.samples import sample_record


def model(identifier: str, *units: int) -> Result:
    """Make a chain of dense layers."""
    record = sample_record(identifier)
    sizes = [4, *units, 4]
    names = [f"dense_{n}" for n in range(len(sizes))]
    record["model"] = network(
        [4],
        *(
            dense(sizes[n], sizes[n + 1], "relu", names[n + 1], names[n] if n else "input_layer")
            for n in range(len(sizes) - 1)
        ),
    )
    return Result.model_validate(record)


def said(*deep: Result) -> str:
    shallow = [model("mlp-raw-1", 3), model("mlp-raw-2", 9)]
    (answer,) = answers(depth_page(shallow, [], [*deep]), Speaker())
    return spoken(answer.sentence)


def test_where_it_depends_each_way_has_its_example() -> None:
    assert said(model("cnn-1", 5, 5), model("cnn-2", 2, 2)) == (
        "Un CNN, plus profond, a-t-il plus de poids qu’un MLP ? Cela dépend. Plus de poids, par exemple : le "
        "CNN 1 en a 79, répartis sur 3 couches, le MLP 1 sur les pixels en a 31, répartis sur 2 couches. "
        "Moins de poids, par exemple : le CNN 2 en a 28, répartis sur 3 couches, le MLP 2 sur les pixels en "
        "a 85, répartis sur 2 couches."
    )


def test_no_example_is_invented() -> None:
    assert said(model("cnn-1", 2, 2)).endswith(
        " Non, ici jamais : le CNN 1 en a 28, répartis sur 3 couches, le MLP 2 sur les pixels en a 85, "
        "répartis sur 2 couches."
    )
    assert said(model("cnn-1", 5)).endswith(" Pas de quoi comparer.")


def test_where_it_does_not_the_example_is_enough() -> None:
    assert said(model("cnn-1", 20, 20)).startswith(
        "Un CNN, plus profond, a-t-il plus de poids qu’un MLP ? Oui, ici toujours : le CNN 1 en a 604, "
    )


def test_the_symbols_of_the_examples_are_explained_once() -> None:
    page = depth_page([model("mlp-raw-1", 3)], [], [model("cnn-1", 5, 5)])
    assert [symbol.latex for symbol in page.symbols] == [
        r"n_{\text{poids}}",
        r"n_{\text{entrées}}",
        r"n_{\text{neurones}}",
        "n_{i}",
    ]
