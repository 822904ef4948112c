"""Pages that use every class the templates may emit, for the checks of the site's shell."""

from pathlib import Path

from experiments.figures.files import read_plot
from generator.formulas import mathml
from generator.report.loaded import TRAININGS, loaded

MATRIX = [
    [968, 0, 1, 1, 0, 2, 4, 1, 3, 0],
    [0, 1124, 3, 1, 0, 1, 3, 1, 2, 0],
    [5, 1, 1004, 4, 3, 0, 3, 6, 6, 0],
    [0, 0, 5, 989, 0, 5, 0, 4, 4, 3],
    [1, 0, 2, 0, 958, 0, 5, 2, 2, 12],
    [3, 1, 0, 10, 1, 864, 6, 1, 4, 2],
    [5, 2, 0, 1, 3, 5, 940, 0, 2, 0],
    [1, 5, 10, 3, 1, 0, 0, 1001, 1, 6],
    [4, 0, 3, 6, 4, 4, 4, 3, 943, 3],
    [4, 5, 0, 7, 11, 3, 1, 5, 2, 971],
]
RESULTS = Path(__file__).parent.parent.parent / "results"


def confusion(matrix: list[list[int]], names: list[str]) -> str:
    """Return the confusion matrix `matrix` as the templates write it."""
    rows = []
    for i, row in enumerate(matrix):
        worst = max(value for j, value in enumerate(row) if j != i)
        cells = [f'<th scope="row">{names[i]}</th>']
        for j, value in enumerate(row):
            kind = "diagonal" if i == j else "error zero" if value == 0 else "error"
            level = value / sum(row) if i == j else value / max(worst, 1)
            cells.append(f'<td class="{kind}" style="--level:{level:.3f}">{value}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Matrice de confusion du modèle 1">'
        '<table class="confusion" data-search-exclude="true"><caption>Modèle 1, données de test</caption>'
        f'<thead><tr><td></td><th class="axis" colspan="{len(names)}" scope="colgroup">prédit</th></tr>'
        f'<tr><th class="axis" scope="col">vrai</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def chart() -> str:
    """Return a plot of the results as the pages show it."""
    plot = read_plot(RESULTS, "mlp-raw-1", "historique-perte")
    return (
        f'<figure class="chart"><div class="plot-scroll">{plot.svg}</div>'
        f"<figcaption>{plot.title}.</figcaption></figure>"
        '<p class="downloads"><a href="../historique.csv" download>CSV</a></p>'
    )


def network() -> str:
    """Return the list of the layers of a small network."""
    layers = (
        ("entrée", "", "784", "network-end"),
        ("Dense de 512 neurones", "401 920 poids", "512", ""),
        ("Dropout de taux 0,5", "aucun poids", "512", "network-free"),
        ("Dense de 10 neurones", "5 130 poids", "10", "network-end"),
    )
    listed = "".join(
        f'<li class="{kind}"><span class="network-layer">{name} <small>{weights}</small></span> '
        f'<span class="network-shape"><span class="network-word">sortie</span> {shape}</span></li>'
        for name, weights, shape, kind in layers
    )
    return (
        '<figure class="network-figure"><ol class="network" role="list" data-search-exclude="true" '
        f'aria-label="Architecture du modèle 1">{listed}</ol>'
        "<figcaption>Architecture du modèle 1.</figcaption></figure>"
    )


QUANTITY = (
    '<data class="quantity" value="0.9726" '
    'data-source="results/mlp-raw-1.json#/evaluation/test/accuracy">97,3\u202f%</data>'
)
DERIVED = (
    '<data class="quantity" value="0.0072" data-formula="différence des deux exactitudes" data-source="'
    "results/mlp-raw-1.json#/evaluation/test/accuracy results/mlp-raw-2.json#/evaluation/test/accuracy"
    '">0,7 point</data>'
)
# A mean over several trainings of two models.
MEAN = (
    '<data class="quantity" value="0.98" data-formula="moyenne de 6 entraînements" data-source="'
    + " ".join(
        f"results/{file}.json#/evaluation/test/accuracy"
        for model in ("mlp-raw-1", "mlp-raw-2")
        for file in (model, f"replicates/{model}-seed-2", f"replicates/{model}-seed-3")
    )
    + '">98,0\u202f%</data>'
)
KNOWN = {
    f"results/{file}.json": {"seed": seed, "day": day, "state": state}
    for file, seed, day, state in (
        ("mlp-raw-1", 1, "26 novembre 2026", "à jour"),
        ("replicates/mlp-raw-1-seed-2", 2, "26 novembre 2026", "à jour"),
        ("replicates/mlp-raw-1-seed-3", 3, "27 novembre 2026", "à jour"),
        ("mlp-raw-2", 1, "27 novembre 2026", "périmé"),
    )
}
DERIVATION = "".join(
    f'<div class="derivation">{mathml.display(latex)}</div>'
    for latex in (
        r"\begin{aligned} \text{couche 1} &: 784 \times 512 + 512 = 401\,920 \\"
        r" \text{couche 2} &: 512 \times 10 + 10 = 5\,130 \\"
        r" \text{total} &: 401\,920 + 5\,130 = 407\,050 \end{aligned}",
        r"w_{t+1} = w_t - \frac{\eta}{\sqrt{E[g^2]_t} + \varepsilon}\,"
        r" \frac{\partial \mathcal{L}}{\partial w_t}"
        r" \qquad E[g^2]_t = \rho\, E[g^2]_{t-1}"
        r" + (1 - \rho)\, \left(\frac{\partial \mathcal{L}}{\partial w_t}\right)^2"
        r" \qquad \mathcal{L} = -\sum_{k=1}^{10} y_k \log \hat{y}_k"
        r" \qquad \left\lfloor \frac{28 - 2}{2} \right\rfloor + 1 = 14",
    )
)

SIZE = mathml.inline(r"28 \times 28 = 784")
OUTPUT = mathml.inline(r"\hat{y}_k")
RATE = mathml.inline(r"\eta = 0{,}001")
FLOOR = mathml.inline(r"\lfloor x \rfloor")

HOME = f"""# Reconnaître des chiffres, reconnaître une pneumonie

<p class="lead">Trois manières de lire un chiffre manuscrit, puis un réseau qui lit des radiographies.
Chaque nombre de ce rapport est lu dans un résultat d’entraînement.</p>

<ul class="facts">
<li>{QUANTITY} d’exactitude sur les données de test</li>
<li>{QUANTITY.replace("97,3", "98,1")} pour le meilleur réseau dense</li>
</ul>

| Modèle | Poids | Exactitude |
| :----- | ----: | ---------: |
| `mlp-raw-1` | 407\u202f050 | {QUANTITY} |
| `mlp-raw-2` | 407\u202f050 | 98,0\u202f% |
"""

EXPERIMENT = f"""# Pixels bruts

<p class="lead">Il ne suffit pas d’entraîner un réseau\u202f: il faut savoir ce qu’il confond.</p>

## Topologie

Le modèle 1 reçoit {SIZE} pixels et rend dix probabilités
{OUTPUT} avec un pas {RATE} (α, β, Σ, →, ≈, ≤ dans le texte).
Son exactitude sur les données de test est de {QUANTITY}, soit {DERIVED} de moins que le modèle 2.
« L’élève », dit-on, « confond le 4 et le 9 »\u202f; voir la [différence](#differences).

{FLOOR} commence cette phrase, que l’on lit d’un coup d’œil.

```python
def modele_1():
    \"\"\"Une seule couche cachée, pour commencer.\"\"\"
    model = Sequential()  # la pile de couches
    model.add(Dense(512, input_shape=(784,), activation="sigmoid"))
    model.add(Dense(10, activation="softmax"))
    return model, {{"batch_size": 128, "epochs": 10}}
```

{network()}

## Poids

{DERIVATION}

## Historique

{chart()}

## Matrice de confusion

{confusion(MATRIX, [str(digit) for digit in range(10)])}

{confusion([[180, 54], [12, 378]], ["normal", "pneumonie"]).replace("du modèle 1", "des radiographies")}

## Différences

<div class="verdict verdict-true"><p><strong class="verdict-label">Confirmé.</strong>
Le dropout réduit l’écart entre entraînement et validation de {DERIVED}.</p></div>
<div class="verdict verdict-false"><p><strong class="verdict-label">Infirmé.</strong>
Le réseau le plus profond n’a pas moins de poids.</p></div>
<div class="verdict verdict-inconclusive"><p><strong class="verdict-label">Indécis.</strong>
Les intervalles des deux modèles se recouvrent.</p></div>

En moyenne, {MEAN} des chiffres sont reconnus.

<div class="table-scroll" tabindex="0" role="region" aria-label="Comparaison des modèles">
<table class="summary">
<caption>Comparaison des modèles</caption>
<thead><tr><th>Modèle</th><th>Couches</th><th class="numeric">Poids</th><th class="numeric">Perte</th>
<th class="numeric">Exactitude</th></tr></thead>
<tbody>
<tr><th scope="row">Modèle 1</th><td>512</td><td class="numeric">407\u202f050</td>
<td class="numeric">0,0904</td><td class="numeric">{QUANTITY}</td></tr>
<tr class="best"><th scope="row">Modèle 3</th><td>512, 256</td><td class="numeric">535\u202f818</td>
<td class="numeric">0,0703</td><td class="numeric">98,2\u202f%</td></tr>
<tr class="total"><th scope="row">Total</th><td></td><td class="numeric">942\u202f868</td>
<td></td><td></td></tr>
</tbody></table></div>
"""
TRIAL = """---
profil: smoke
---

# Essai

Une page d’essai.
"""

# Every page, and the file behind the download links.
PAGES = {
    "index.md": HOME.encode(),
    "partie-2/pixels-bruts.md": EXPERIMENT.encode(),
    TRAININGS: loaded(KNOWN),
    "partie-2/historique.csv": "époque;perte\n1;0,45\n".encode(),
}
