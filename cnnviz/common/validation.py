"""JSON text into a declared msgspec type; every refusal names the field to blame.

This is the one place that reads msgspec's own sentences, which give no value and half of a range.
"""

import re
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import inspect

from cnnviz.common.errors import ANYTHING, Allowed, ArgumentError, join_path
from cnnviz.common.shown_values import printable, shorten, show_value

T = TypeVar("T")
_PLACE = re.compile(r"^(?P<reason>.*?)(?: - at (?P<key>`key` in )?`\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]|(\[\.\.\.\])")


def decode(text: str | bytes, type_: type[T], where: str = "") -> T:
    """Decode JSON into `type_`, or raise an error that says what is wrong with it.

    Parameters
    ----------
    text
        One JSON document.
    type_
        A msgspec Struct, or any type msgspec can check. Limits stand in it as `msgspec.Meta`;
        a `Meta(description=...)` replaces the generated words for what is allowed.
    where
        What the text is, put before the sentence ("digits.safetensors header"); may be empty.

    Raises
    ------
    ArgumentError
        Naming the field's path, the range or kinds it may have, and the value it had; the path is
        empty where the text as a whole is wrong.

    Examples
    --------
    >>> from typing import Annotated
    >>> class Layer(msgspec.Struct):
    ...     maps: Annotated[int, msgspec.Meta(ge=1, le=512)]
    >>> class Header(msgspec.Struct):
    ...     layers: list[Layer]
    >>> decode('{"layers": [{"maps": 12}]}', Header).layers[0].maps
    12
    >>> decode('{"layers": [{"maps": 0}]}', Header)
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: layers[0].maps must be between 1 and 512, got 0
    """
    try:
        decoded: T = _decoder(type_).decode(text)  # type: ignore[arg-type] # it is hashable
        return decoded
    except msgspec.ValidationError as error:
        refused = _refusal(str(error), text, type_)
    except RecursionError:
        refused = _no_document("the JSON is nested too deeply")
    except (msgspec.DecodeError, UnicodeError) as error:
        refused = _no_document(f"this is not JSON: {_lower_first(str(error))}")
    raise refused.within("", f"{where}: " if where else "")


def _no_document(sentence: str) -> ArgumentError:
    return ArgumentError("", sentence)


@cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    # Made once: to look through a union of many types takes a hundred times as long as to decode
    return msgspec.json.Decoder(type_)


class _Spot(NamedTuple):
    """The place that msgspec complains about: its declared type and the value found there."""

    path: str
    info: inspect.Type | None
    value: Any


def _refusal(complaint: str, text: str | bytes, type_: Any) -> ArgumentError:
    """Find the field that msgspec complains about, its value and what it may be."""
    match = _PLACE.match(complaint)
    reason, path = (match["reason"], match["path"] or "") if match else (complaint, "")
    try:
        document = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError):
        return _no_document("this is not JSON")
    except RecursionError:
        return _no_document("the JSON is nested too deeply")
    spot = _find(path, inspect.type_info(type_), document)
    if match and match["key"]:
        words = f"must be {_allowed_key(spot.info)}"
        return ArgumentError(spot.path, words, subject=f"the names in {spot.path}")
    if reason.startswith(("Object missing", "Object contains unknown")):
        return _field_refusal(reason, spot)
    if reason.startswith(("Expected ", "Invalid ", "Number ", "Integer ")):
        return _value_refusal(spot)
    subject = f"{spot.path}:" if spot.path else ""  # a Struct's own __post_init__
    return ArgumentError(spot.path, reason, subject=subject)


def _find(path: str, info: inspect.Type | None, value: Any) -> _Spot:
    """Follow `path` through the declared type and the document side by side."""
    shown = ""
    for field, index, any_key in _STEP.findall(path):
        info = _member(info, value)
        if field:
            shown += f".{field}" if shown else field
            info = _field_type(info, field)
            value = value.get(field, msgspec.UNSET) if isinstance(value, dict) else msgspec.UNSET
        else:
            shown += any_key or f"[{index}]"
            info = _item_type(info, int(index or 0))
            value = value[int(index)] if index and isinstance(value, list) else msgspec.UNSET
    return _Spot(shown, info, value)


def _member(info: inspect.Type | None, value: Any) -> inspect.Type | None:
    """Pick the type of a union that a compound value was meant for, else leave it as it is."""
    if isinstance(info, inspect.Metadata):
        info = info.type
    if not isinstance(info, inspect.UnionType):
        return info
    structs = [kind for kind in info.types if isinstance(kind, inspect.StructType)]
    for struct in structs:
        if isinstance(value, dict) and value.get(struct.tag_field or "") == struct.tag:
            return struct
    if len(structs) > 1:
        return info  # the tag itself is wrong: all kinds stay possible
    if isinstance(value, dict):
        return structs[0] if structs else None
    lists = (inspect.TupleType, inspect.ListType, inspect.VarTupleType)
    meant = lists if isinstance(value, list) else inspect.Type
    kinds = [kind for kind in info.types if not isinstance(kind, inspect.NoneType)]
    return next((kind for kind in kinds if isinstance(kind, meant)), None)


def _field_type(info: inspect.Type | None, name: str) -> inspect.Type | None:
    structs = info.types if isinstance(info, inspect.UnionType) else (info,)
    tags = [s.tag for s in structs if isinstance(s, inspect.StructType) and s.tag_field == name]
    if tags:
        return inspect.LiteralType(tuple(tag for tag in tags if tag is not None))
    if isinstance(info, inspect.StructType):
        return next((field.type for field in info.fields if field.encode_name == name), None)
    return None


def _item_type(info: inspect.Type | None, index: int) -> inspect.Type | None:
    if isinstance(info, inspect.TupleType):
        return info.item_types[index] if index < len(info.item_types) else None
    if isinstance(info, inspect.DictType):
        return info.value_type
    return getattr(info, "item_type", None)


def _allowed_key(info: inspect.Type | None) -> str:
    if isinstance(info, inspect.Metadata):
        info = info.type
    return _allowed(info.key_type) if isinstance(info, inspect.DictType) else "text"


def _field_refusal(reason: str, spot: _Spot) -> ArgumentError:
    name = reason.split("`")[1]
    path = join_path(spot.path, name)
    info = _member(spot.info, spot.value)
    if reason.startswith("Object missing"):
        kind = _field_type(info, name)
        words = f"is missing, it must be {_allowed(kind)}"
        return ArgumentError(path, words, allowed=_allowed_data(kind))
    fields = info.fields if isinstance(info, inspect.StructType) else ()
    known = [field.encode_name for field in fields]
    if isinstance(info, inspect.StructType) and info.tag_field:
        known.insert(0, info.tag_field)
    path = shorten(printable(path))
    return ArgumentError(path, f"is not a known field, known are {', '.join(known) or 'none'}")


def _value_refusal(spot: _Spot) -> ArgumentError:
    info = _member(spot.info, spot.value)
    got = "" if spot.value is msgspec.UNSET else f", got {show_value(spot.value)}"
    numbers = (inspect.IntType, inspect.FloatType)
    is_number = isinstance(spot.value, int | float) and not isinstance(spot.value, bool)
    if isinstance(info, inspect.IntType):
        is_number = is_number and not isinstance(spot.value, float)
    is_out_of_range = isinstance(spot.info, numbers) and is_number and bool(_range(info))
    allowed = _range(info) if is_out_of_range else _allowed(spot.info)
    return ArgumentError(
        spot.path,
        f"must be {allowed}{got}",
        value=None if spot.value is msgspec.UNSET else spot.value,
        allowed=_allowed_data(spot.info),
        subject=spot.path or "the JSON",
    )


def _allowed_data(info: inspect.Type | None) -> Allowed:
    """Return what a value of this type may be as far as that can be said in data."""
    match info:
        case inspect.Metadata():
            return _allowed_data(info.type)
        case inspect.LiteralType():
            return Allowed(choices=tuple(info.values))
        case inspect.IntType() | inspect.FloatType():
            return Allowed(minimum=info.ge, maximum=info.le)
    return ANYTHING


def _allowed(info: inspect.Type | None) -> str:
    """Return what a value of this type may be, in words that follow "must be"."""
    match info:
        case inspect.Metadata():
            said = (info.extra_json_schema or {}).get("description")
            return str(said) if said else _allowed(info.type)
        case inspect.UnionType():
            return " or ".join(dict.fromkeys(_allowed(kind) for kind in info.types))
        case inspect.LiteralType():
            return _one_of([show_value(value) for value in info.values])
        case inspect.IntType():
            return f"a whole number {_range(info)}".rstrip()
        case inspect.FloatType():
            return f"a number {_range(info)}".rstrip()
        case inspect.StrType():
            matching = f" matching {info.pattern}" if info.pattern else ""
            return f"text{_length(info, 'characters')}{matching}"
        case inspect.TupleType():
            return f"a list of {len(info.item_types)} items"
        case inspect.ListType() | inspect.VarTupleType():
            return f"a list{_length(info, 'items')}"
    plain: dict[Any, str] = {inspect.BoolType: "true or false", inspect.NoneType: "null"}
    return plain.get(type(info), "an object")


def _one_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"one of {', '.join(names)}"


def _range(info: Any) -> str:
    low, high = info.ge, info.le
    if low is not None and high is not None:
        return f"between {low} and {high}"
    if info.gt is not None:
        return f"above {info.gt}"
    if low is not None:
        return f"at least {low}"
    return f"at most {high}" if high is not None else ""


def _length(info: Any, unit: str) -> str:
    low, high = info.min_length, info.max_length
    if high is None:
        return f" of at least {low} {unit}" if low else ""
    if low == high:
        return f" of {low} {unit}"
    return f" of {low} to {high} {unit}" if low else f" of at most {high} {unit}"


def _lower_first(text: str) -> str:
    return text if text[:4] == "JSON" else text[:1].lower() + text[1:]
