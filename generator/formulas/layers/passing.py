"""Identity, Masking, ActivityRegularization: what comes in goes out."""

from generator.formulas.layers.kind import LayerKind, one_place, without_weights
from generator.formulas.layers.option import Option

IDENTITY = LayerKind(
    type="Identity",
    why=without_weights("rend ce qu’elle reçoit"),
    reach=one_place,
)
MASKING = LayerKind(
    type="Masking",
    why=without_weights("écarte les étapes dont toutes les entrées ont la valeur masquée"),
    options=(Option("mask_value", ", valeur masquée {}", usual=0),),
)
ACTIVITY_REGULARIZATION = LayerKind(
    type="ActivityRegularization",
    why=without_weights("ajoute à la perte une pénalité sur ce qu’elle reçoit, et le rend tel quel"),
    options=(Option("l1", ", L1 {}", usual=0), Option("l2", ", L2 {}", usual=0)),
    reach=one_place,
)
