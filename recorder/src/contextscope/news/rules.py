"""Rules that recompute a question's key: a small arithmetic and word language, read by `ast`, never by Python's eval.

A rule is a JSON object in one of three forms:

- ``{"expression": E, "answer": "{} metres"}``: the value of E, put into `answer` (default "{}"), is the right option
  and no other one. Options are compared without regard to case and white space.
- ``{"holds": P}``: P, in which `option` is an option's text, is true for the right option only.
- ``{"largest": E}`` or ``{"smallest": E}``: E, over `option` too, is greatest (least) for the right option only.

Values are whole numbers, texts, truth values and lists of these. The language has + - * // % **, comparisons,
`in`, and/or/not, `a if b else c`, indices, slices, list comprehensions with one `for`, and FUNCTIONS. Everything is
bounded - source, nesting, numbers, lengths, steps - since rules come with files that people open.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MAX_SOURCE = 400
MAX_DEPTH = 24
MAX_NUMBER = 10**18
MAX_LENGTH = 5_000
MAX_STEPS = 50_000
FORMS = ("expression", "holds", "largest", "smallest")


class RuleError(ValueError):
    """A rule that cannot be read or computed. The message says which part."""


@dataclass(frozen=True)
class Rule:
    """One rule: `form` is one of FORMS, `source` its expression, `answer` the template an expression's value fills."""

    form: str
    source: str
    answer: str = "{}"

    def fits(self, options: Sequence[str]) -> tuple[bool, ...]:
        """For each option, whether the rule picks it. Raises RuleError where the rule cannot be computed."""
        if self.form == "expression":
            key = normalized(self.answer.replace("{}", as_text(evaluate(self.source))))
            return tuple(normalized(option) == key for option in options)
        values = [evaluate(self.source, {"option": option}) for option in options]
        if self.form == "holds":
            if not all(isinstance(value, bool) for value in values):
                raise RuleError(f"holds: {self.source!r} is not true or false for every option")
            return tuple(values)
        if not all(isinstance(value, int) for value in values):
            raise RuleError(f"{self.form}: {self.source!r} is not a whole number for every option")
        best = max(values) if self.form == "largest" else min(values)
        return tuple(value == best for value in values)

    def to_json(self) -> dict[str, str]:
        entry = {self.form: self.source}
        return entry if self.answer == "{}" else {**entry, "answer": self.answer}


def parse_rule(value: Any) -> Rule:
    """A rule from its JSON object. Raises RuleError, which names the part at fault and what is allowed."""
    if not isinstance(value, Mapping):
        raise RuleError(f"expected an object with one of {', '.join(FORMS)}, got {type(value).__name__}")
    forms = [form for form in FORMS if form in value]
    unknown = sorted(set(value) - {*FORMS, "answer"})
    if len(forms) != 1 or unknown:
        raise RuleError(f"expected exactly one of {', '.join(FORMS)} (and answer), got {', '.join(value) or 'nothing'}")
    form = forms[0]
    answer = value.get("answer", "{}")
    if "answer" in value and form != "expression":
        raise RuleError(f"answer goes with expression only, not with {form}")
    if not isinstance(answer, str) or answer.count("{}") != 1:
        raise RuleError(f"answer must be a text with one {{}} where the value goes, got {answer!r}")
    _parse(value[form])
    return Rule(form, value[form], answer)


def normalized(text: str) -> str:
    """Text without the differences that do not make another answer: case, white space, thousands' commas."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", " ".join(text.split()).casefold())


def as_text(value: Any) -> str:
    """A value as an option would write it; lists joined by ", "."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value)
    return str(value)


def evaluate(source: str, names: Mapping[str, Any] | None = None) -> Any:
    """The value of an expression with `names` known. Raises RuleError for anything outside the language or its bounds.

    >>> evaluate("max(digits(253)) * len(digits(253))")
    15
    """
    return _Evaluation(dict(names or {})).value(_parse(source))


def _parse(source: Any) -> ast.expr:
    if not isinstance(source, str):
        raise RuleError(f"an expression must be a text, got {type(source).__name__}")
    if len(source) > MAX_SOURCE:
        raise RuleError(f"an expression of {len(source)} characters; at most {MAX_SOURCE} are read")
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise RuleError(f"{source!r} is not an expression: {error}") from error
    _check(tree, source, 0)
    return tree


def _check(node: ast.AST, source: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise RuleError(f"{source!r} is nested more than {MAX_DEPTH} deep")
    if not isinstance(node, _ALLOWED):
        raise RuleError(f"{source!r}: {type(node).__name__} is not in the rule language")
    if isinstance(node, ast.Constant) and not isinstance(node.value, (bool, int, str)):
        raise RuleError(f"{source!r}: {node.value!r} is neither a whole number nor a text")
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS or node.keywords:
            raise RuleError(f"{source!r}: only these can be called, without keywords: {', '.join(FUNCTIONS)}")
        children: list[ast.AST] = list(node.args)
    else:
        children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.ListComp) and (len(node.generators) != 1 or node.generators[0].is_async):
        raise RuleError(f"{source!r}: a comprehension has one for")
    for child in children:
        _check(child, source, depth + 1)


def _bounded(value: Any) -> Any:
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        raise RuleError(f"a number beyond {MAX_NUMBER}")
    if isinstance(value, (str, list)) and len(value) > MAX_LENGTH:
        raise RuleError(f"a {type(value).__name__} longer than {MAX_LENGTH}")
    return value


def _times(left: Any, right: Any) -> Any:
    for text, count in ((left, right), (right, left)):
        if isinstance(text, (str, list)) and isinstance(count, int) and len(text) * count > MAX_LENGTH:
            raise RuleError(f"a repetition longer than {MAX_LENGTH}")
    return left * right


def _power(base: Any, exponent: Any) -> int:
    if not isinstance(base, int) or not isinstance(exponent, int) or not 0 <= exponent <= 64 or abs(base) > 10**9:
        raise RuleError(f"{base!r} ** {exponent!r}: the base is at most 10**9, the exponent from 0 to 64")
    return base**exponent


def _digits(number: int) -> list[int]:
    return [int(digit) for digit in str(abs(number))]


def _number(text: Any) -> int:
    """The first whole number written in a text; thousands' commas are read."""
    found = re.search(r"-?\d+", normalized(str(text)))
    if not found:
        raise RuleError(f"number({text!r}): there is none")
    return _bounded(int(found.group()[:24]))


def _numbers(text: str) -> list[int]:
    return [_bounded(int(found[:24])) for found in re.findall(r"\d+", normalized(text))]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", text)


def _range(*bounds: int) -> list[int]:
    numbers = range(*bounds)
    if len(numbers) > MAX_LENGTH:
        raise RuleError(f"a range longer than {MAX_LENGTH}")
    return list(numbers)


def _reversed(value: Any) -> Any:
    return value[::-1]


def _prime(number: int) -> bool:
    if abs(number) > 10**8:
        raise RuleError(f"prime({number}): at most {10**8}")
    return number > 1 and all(number % divisor for divisor in range(2, math.isqrt(number) + 1))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "sum": sum,
    "len": len,
    "sorted": sorted,
    "unique": lambda values: list(dict.fromkeys(values)),
    "reversed": _reversed,
    "range": _range,
    "product": math.prod,
    "gcd": math.gcd,
    "prime": _prime,
    "digits": _digits,
    "number": _number,
    "numbers": _numbers,
    "text": as_text,
    "words": _words,
    "letters": lambda text: [letter for letter in text if letter.isalpha()],
    "lower": str.lower,
    "upper": str.upper,
    "join": lambda values, between="": between.join(as_text(value) for value in values),
    "split": str.split,
    "replace": str.replace,
    "count": lambda values, value: values.count(value),
    "index": lambda values, value: values.index(value),
    "starts": str.startswith,
    "ends": str.endswith,
}

_OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: _times,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: lambda left, right: operator.mod(_whole(left), right),
    ast.Pow: _power,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}

_ALLOWED = (
    ast.BinOp, ast.UnaryOp, ast.USub, ast.Not, ast.BoolOp, ast.And, ast.Or, ast.Compare, ast.IfExp, ast.Call, ast.Name,
    ast.Load, ast.Store, ast.Constant, ast.List, ast.Subscript, ast.Slice, ast.ListComp, ast.comprehension,
    *_OPERATORS,
)  # fmt: skip


def _whole(value: Any) -> int:
    """A text's % would format it."""
    if not isinstance(value, int):
        raise RuleError(f"{value!r} % ...: only whole numbers have a remainder")
    return value


class _Evaluation:
    """One walk over a checked tree; counts its steps."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.steps = 0

    def value(self, node: ast.AST | None) -> Any:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise RuleError(f"more than {MAX_STEPS} steps")
        try:
            return _bounded(self._value(node))
        except RuleError:
            raise
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
            raise RuleError(f"{ast.unparse(node) if node else ''}: {error}") from error

    def _value(self, node: ast.AST | None) -> Any:
        match node:
            case None:
                return None
            case ast.Constant():
                return node.value
            case ast.Name():
                if node.id not in self.names:
                    raise RuleError(f"unknown name {node.id!r}: known are {', '.join(self.names) or 'none'}")
                return self.names[node.id]
            case ast.List():
                return [self.value(item) for item in node.elts]
            case ast.UnaryOp():
                operand = self.value(node.operand)
                return not operand if isinstance(node.op, ast.Not) else -operand
            case ast.BinOp():
                return _OPERATORS[type(node.op)](self.value(node.left), self.value(node.right))
            case ast.BoolOp():
                found = (bool(self.value(item)) for item in node.values)
                return all(found) if isinstance(node.op, ast.And) else any(found)
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp():
                return self.value(node.body if self.value(node.test) else node.orelse)
            case ast.Call(func=ast.Name(id=name)):
                return FUNCTIONS[name](*[self.value(argument) for argument in node.args])
            case ast.Subscript(slice=ast.Slice(lower=lower, upper=upper, step=step)):
                return self.value(node.value)[slice(self.value(lower), self.value(upper), self.value(step))]
            case ast.Subscript():
                return self.value(node.value)[self.value(node.slice)]
            case ast.ListComp():
                return self._comprehension(node)
        raise RuleError(f"{type(node).__name__} is not in the rule language")

    def _compare(self, node: ast.Compare) -> bool:
        left = self.value(node.left)
        for operation, following in zip(node.ops, node.comparators, strict=True):
            right = self.value(following)
            if not _OPERATORS[type(operation)](left, right):
                return False
            left = right
        return True

    def _comprehension(self, node: ast.ListComp) -> list[Any]:
        (each,) = node.generators
        if not isinstance(each.target, ast.Name):
            raise RuleError("a comprehension's for takes one name")
        hidden = self.names.get(each.target.id)
        was_known = each.target.id in self.names
        found = []
        for item in self.value(each.iter):
            self.names[each.target.id] = item
            if all(self.value(condition) for condition in each.ifs):
                found.append(_bounded(self.value(node.elt)))
        if was_known:
            self.names[each.target.id] = hidden
        else:
            self.names.pop(each.target.id, None)
        return found
