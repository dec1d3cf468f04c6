"""What was worked out last, and of what."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Memo(Generic[Value]):
    """What was worked out from some objects, for as long as it is these that count.

    Everything a state is made of is replaced, never changed: so the same objects mean the same
    numbers.
    """

    key: tuple[object, ...]
    value: Value

    def is_for(self, key: tuple[object, ...]) -> bool:
        """Tell whether it was worked out from these very objects."""
        return all(ours is theirs for ours, theirs in zip(self.key, key, strict=True))
