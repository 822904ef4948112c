"""Whether the X-rays of the test set look like those of the training set, the disease left aside."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from experiments.data.chest_xray import ChestXray
from experiments.data.copies import image_digests
from experiments.data.datasets import Reporter
from experiments.data.patients import patient_groups
from experiments.survey.separation import DRAWS, FOLDS, SIDE, sample_of, separation, shrink

# As published: the samples are the official partitions.
DATA = ChestXray()
WHITE = 255


def survey(reporter: Reporter, most: int | None) -> Mapping[str, object]:
    """Measure, class by class, how well images of test are told from images of training.

    Two samples of the training images, one as large as that of test, are told apart as well: the control.

    Parameters
    ----------
    reporter : Reporter
    most : int or None
        At most so many images per partition, for a trial.

    Returns
    -------
    mapping
        ``side``, ``folds``, ``draws`` and ``classes``, as `experiments.results.survey.Survey` has them.
    """
    splits, named = DATA.load(reporter), DATA.identifiers()
    parts = [getattr(splits, name) for name in ("train", "test")]
    if most is not None:
        parts = [part.head(most) for part in parts]
    names = [
        name
        for part, split in zip(parts, ("train", "test"), strict=True)
        for name in named[split][: len(part.labels)]
    ]
    images = np.concatenate([part.inputs for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    second = np.repeat([0, 1], [len(part.labels) for part in parts])
    pixels = (images * WHITE).round().astype(np.uint8)
    patients = patient_groups(names, image_digests(pixels))
    small = shrink(images)
    advance = reporter.stage("Comparaison des partitions", 2 * len(DATA.classes))
    classes = []
    for label, category in enumerate(DATA.classes):
        members = labels == label
        partitions = separation(small[members], second[members], patients[members])
        advance(1)
        trained = members & (second == 0)
        drawn = sample_of(min(partitions.second_count, int(trained.sum()) // 2), patients[trained])
        control = separation(small[trained], drawn, patients[trained])
        advance(1)
        classes.append({"category": category, "partitions": asdict(partitions), "control": asdict(control)})
    return {"side": SIDE, "folds": FOLDS, "draws": DRAWS, "classes": classes}
