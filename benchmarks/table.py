"""The measures in French, for the terminal and for the README: each ratio, and what it compares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.measures import LIBRARIES
from experiments.language import decimal, duration, enumeration, integer, plural, significant

BEGINNING, END = "<!-- mesures : écrit par « make bench » -->", "<!-- fin des mesures -->"


@dataclass(frozen=True)
class Row:
    """One measure: what is measured, the ratio or the time, and what it rests on."""

    what: str
    value: str
    detail: str


def rows(measures: Mapping[str, Any]) -> list[Row]:
    """Return the rows of every part that was measured."""
    return [row for part, write in PARTS.items() if part in measures for row in write(measures[part])]


def markdown(measures: Mapping[str, Any]) -> str:
    """Return the table of the README, with the machines that it was measured on."""
    lines = ["| mesure | valeur | détail |", "| --- | --- | --- |"]
    lines += [f"| {row.what} | **{row.value}** | {row.detail} |" for row in rows(measures)]
    machines = {describe_machine(part["machine"]): None for part in measures.values()}
    return "\n".join([*lines, "", *(f"Machine : {machine}." for machine in machines)])


def replace_table(text: str, measures: Mapping[str, Any]) -> str:
    """Return the text of the README with these measures between its two marks."""
    before, _, rest = text.partition(BEGINNING)
    _, _, after = rest.partition(END)
    return f"{before}{BEGINNING}\n{markdown(measures)}\n{END}{after}"


def describe_machine(machine: Mapping[str, Any]) -> str:
    """Name a machine and its libraries."""
    libraries = [f"{name} {machine['libraries'][name]}" for name in LIBRARIES]
    return (
        f"{machine['processor']}, {machine['cores']} cœurs, {machine['system']}, "
        f"Python {machine['python']}, {enumeration(libraries)}"
    )


def _notebooks(part: Mapping[str, Any]) -> list[Row]:
    models = part["models"]
    spread = max(abs(model["engine_accuracy"] - model["notebook_accuracy"]) for model in models)
    left_out = f" ; sans {enumeration(sorted(part['left_out']))}" if part["left_out"] else ""
    return [
        Row(
            f"entraîner {len(models)} {plural(len(models), 'modèle', 'modèles')}, toutes leurs époques, "
            "au lieu d’exécuter leurs notebooks l’un après l’autre",
            f"{decimal(part['ratio'], 2)} fois le temps",
            f"{duration(part['engine_seconds'])} contre {duration(part['notebooks_seconds'])} ; les époques "
            f"seules : {decimal(part['epochs_ratio'], 2)} fois (médiane des modèles) ; exactitudes de test "
            f"à {decimal(100 * spread, 2)} {plural(100 * spread, 'point', 'points')} près{left_out}",
        )
    ]


def _hog(part: Mapping[str, Any]) -> list[Row]:
    return [
        Row(
            f"HOG, {each['orientations']} orientations, cellules de {each['pixels_per_cell']} × "
            f"{each['pixels_per_cell']}, au lieu de scikit-image image par image",
            f"{decimal(each['ratio'], 1)} fois plus rapide",
            f"{decimal(each['microseconds'], 1)} µs par image ; médiane de {part['repetitions']}, de "
            f"{decimal(each['least_ratio'], 1)} à {decimal(each['most_ratio'], 1)} ; que la même boucle "
            f"répartie sur tous les cœurs : {decimal(each['parallel_ratio'], 1)} fois ; écart d’au plus "
            f"{significant(each['difference'], 2)}",
        )
        for each in part["configurations"]
    ]


def _latency(part: Mapping[str, Any]) -> list[Row]:
    # Kept measures may be of before pages were kept from one build to the next.
    changed = (
        f" ; quand un seul résultat a changé : {decimal(part['changed'], 1)} s" if "changed" in part else ""
    )
    return [
        Row(
            "`make report` quand rien n’a changé",
            f"{decimal(part['unchanged'], 2)} s",
            f"médiane de {part['repetitions']} ; la première fois après un changement, où tout est vérifié : "
            f"{decimal(part['verified'], 1)} s",
        ),
        Row(
            "`make report` après la modification d’un petit modèle, sans les époques de son entraînement",
            f"{decimal(part['around'], 1)} s",
            f"{part['model']}, {decimal(part['edit'], 1)} s en tout ; médiane de {part['edits']}",
        ),
        Row(
            "les pages et le site, à partir des résultats",
            f"{decimal(part['site'], 1)} s",
            f"médiane de {part['builds']}{changed}",
        ),
    ]


def _growth(part: Mapping[str, Any]) -> list[Row]:
    sizes = part["sizes"]
    times = [f"{integer(each['results'])} : {decimal(each['seconds'], 1)} s" for each in sizes]
    slowest, fastest = (choose(each["milliseconds_each"] for each in sizes) for choose in (max, min))
    return [
        Row(
            "les pages de nombreux résultats",
            f"{integer(round(fastest))} à {integer(round(slowest))} ms par résultat",
            " ; ".join(times),
        )
    ]


def _cluster(part: Mapping[str, Any]) -> list[Row]:
    each = part["efficiencies"]
    return [
        Row(
            f"workers d’un cluster, {enumeration([integer(one['workers']) for one in each])} : part de leur "
            "temps passée dans leurs tâches",
            enumeration([f"{decimal(100 * one['efficiency'], 0)} %" for one in each]),
            f"{integer(part['tasks_each'])} tâches de {decimal(part['task_seconds'], 1)} s chacun ; médiane "
            f"de {part['repetitions']}",
        )
    ]


PARTS = {
    "notebooks": _notebooks,
    "hog": _hog,
    "latency": _latency,
    "growth": _growth,
    "cluster": _cluster,
}
