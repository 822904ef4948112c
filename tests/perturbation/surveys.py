"""Other surveys of the data: other areas, other data, edited by hand, or none."""

from numpy.random import Generator

from tests.perturbation.records import Records

# Area under the ROC curve and both ends of its interval: alike, hardly apart, apart, the other way round,
# sure to the last digit.
AREAS = (
    (0.5, 0.5, 0.5),
    (0.53, 0.48, 0.58),
    (0.55, 0.45, 0.65),
    (0.63, 0.6, 0.66),
    (0.7, 0.42, 0.93),
    (0.9, 0.88, 0.93),
    (0.92, 0.9, 0.94),
    (0.3, 0.2, 0.4),
    (0.9996, 0.9991, 0.9999),
    (0.0, 0.0, 0.0),
    (1.0, 1.0, 1.0),
)


def measure_otherwise(records: Records, rng: Generator) -> str:
    """Let a survey tell the images apart more or less, those of the control too."""
    said = []
    for family, survey in records.surveys.items():
        for part in survey["classes"]:
            for sample in ("partitions", "control") if rng.random() < 0.5 else ("partitions",):
                drawn = AREAS[int(rng.integers(len(AREAS)))]
                part[sample] |= dict(zip(("area", "low", "high"), drawn, strict=True))
                said.append(f"{family}, {part['category']}, {sample} : {drawn[0]}")
    return f"images plus ou moins reconnaissables ({' ; '.join(said)})"


def survey_otherwise(records: Records, rng: Generator) -> str:
    """Let a survey be of other data, be edited by hand, or be absent."""
    fate = str(rng.choice(["absente", "d’autres images", "modifiée à la main"]))
    for family in list(records.surveys):
        if fate == "absente":
            del records.surveys[family]
        elif fate == "modifiée à la main":
            records.edited.add(family)
        else:
            records.surveys[family]["provenance"]["data"]["sha256"] = "0" * 64
    return f"mesure des images : {fate}"
