"""What an optimiser does that no page could show."""

from collections.abc import Iterator
from typing import Any

# Arguments whose effect a page cannot show, and what they do.
HIDDEN = {
    "use_ema": "remplace les poids par leur moyenne mobile",
    "gradient_accumulation_steps": "cumule plusieurs lots avant chaque mise à jour",
    "loss_scale_factor": "multiplie la perte par un facteur",
}


def optimizer_faults(model: Any) -> Iterator[str]:
    """Say what is wrong with the optimiser of a compiled model, one sentence per fault."""
    import keras

    optimizer = model.optimizer
    if isinstance(optimizer, keras.optimizers.LossScaleOptimizer):
        yield (
            "L’optimiseur est enveloppé dans LossScaleOptimizer, que les pages ne montrent pas : enlevez-le, "
            'et la politique "mixed_float16" qui l’ajoute.'
        )
        return
    if isinstance(optimizer, keras.optimizers.MultiOptimizer):
        yield (
            "Le modèle a plusieurs optimiseurs (MultiOptimizer), les pages en décrivent un : "
            "n’en gardez qu’un."
        )
        return
    for argument, effect in HIDDEN.items():
        if value := getattr(optimizer, argument):
            yield (
                f"L’optimiseur {effect} ({argument}={value!r}), ce que les pages ne montrent pas : "
                f"enlevez {argument}."
            )
    if any(getattr(optimizer, f"_exclude_from_weight_decay{kind}", None) for kind in ("", "_pattern")):
        yield (
            "L’optimiseur exclut des poids de leur diminution (exclude_from_weight_decay), ce que les pages "
            "ne montrent pas : enlevez cet appel."
        )
    rate = optimizer._learning_rate
    schedule = getattr(keras.optimizers.schedules, type(rate).__name__, None)
    if schedule is not type(rate) and not isinstance(rate, keras.Variable):
        name = getattr(rate, "__name__", type(rate).__name__)
        yield (
            f"Le taux d’apprentissage est calculé par {name}, dont les pages ne connaissent pas la formule : "
            "donnez un nombre ou une classe de keras.optimizers.schedules, par exemple ExponentialDecay."
        )
    if int(optimizer.iterations) or getattr(model, "history", None) is not None:
        yield "La fonction entraîne déjà le modèle : enlevez-en fit, le programme entraîne lui-même."
