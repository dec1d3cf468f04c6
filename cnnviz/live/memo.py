"""The last result, cached with the objects that it was computed from."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Memo(Generic[Value]):
    """A result, valid for the very objects that it was computed from.

    Everything a state is made of is replaced, never changed: so the same objects mean the same
    numbers.
    """

    key: tuple[object, ...]
    value: Value

    def is_for(self, key: tuple[object, ...]) -> bool:
        """Return whether it was computed from these very objects."""
        return all(ours is theirs for ours, theirs in zip(self.key, key, strict=True))
