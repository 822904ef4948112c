"""What every kept record is made of: its base, and the values that a field may hold."""

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Loss = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Proportion = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
Split = Literal["train", "validation", "test"]
ProfileName = Literal["full", "smoke"]
Part = TypeVar("Part")


class Record(BaseModel):
    """Base of every part: immutable, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def holds_all(names: tuple[str, ...]) -> AfterValidator:
    """Refuse a dictionary that lacks one of these names."""

    def check(parts: dict[str, Part]) -> dict[str, Part]:
        missing = [name for name in names if name not in parts]
        if missing:
            raise ValueError(f"il manque {', '.join(missing)}")
        return parts

    return AfterValidator(check)
