"""How the package's files may import one another: no circles, and lower rooms know nothing of higher ones.

Every import counts, wherever it stands (under TYPE_CHECKING, inside a function), and so does a string that names a
module of the package, as the table of subcommands does.
"""

import ast
from pathlib import Path

import networkx as nx

import contextscope

PACKAGE = Path(contextscope.__file__).parent

BELOW = {
    "tasks": set(),
    "models": set(),
    "recording": {"tasks"},
    "notebook": {"recording", "tasks"},
}
"""Which other rooms a room's files may import. Rooms not listed may import any; all may import the root's files."""


def imports(package: Path) -> nx.DiGraph:
    """One node a module, by dotted name, one edge an import; `from .room import name` means the module of that name."""
    files = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    graph = nx.DiGraph()
    graph.add_nodes_from(files)
    for module, path in files.items():
        inside = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                start = inside[: len(inside) - node.level + 1] if node.level else []
                source = ".".join([*start, *([node.module] if node.module else [])])
                members = [f"{source}.{alias.name}" for alias in node.names]
                names = [member if member in files else source for member in members]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names = [node.value]
            graph.add_edges_from((module, name) for name in names if name in files and name != package.name)
            if package.name in names and not isinstance(node, ast.Constant):
                graph.add_edge(module, package.name)
    return graph


def circles(graph: nx.DiGraph) -> list[list[str]]:
    """The groups of modules that import one another, each sorted."""
    loops = [sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1]
    return sorted(loops + [[module] for module in nx.nodes_with_selfloops(graph)])


def room(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def trespasses(graph: nx.DiGraph, below: dict[str, set[str]]) -> list[str]:
    """Imports that BELOW does not allow. Root files may not import rooms, but for __init__ and __main__."""
    rooms = {room(module) for module in graph if module.count(".") > 1}
    found = []
    for module, imported in graph.edges:
        here, there = room(module), room(imported)
        if there not in rooms or here == there or module == next(iter(graph)) or here == "__main__":
            continue
        if here not in rooms or (here in below and there not in below[here]):
            found.append(f"{module} imports {imported}")
    return sorted(found)


def make(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "made"
    for name, text in {"__init__.py": "", **files}.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return package


def test_the_package_has_no_circle():
    graph = imports(PACKAGE)
    assert graph.has_edge("contextscope.recording.storage", "contextscope.recording.validate")
    assert graph.has_edge("contextscope.commands.main", "contextscope.commands.record")
    assert graph.has_edge("contextscope", "contextscope.tasks.graphs")
    assert circles(graph) == []


def test_rooms_import_only_what_is_below_them():
    assert trespasses(imports(PACKAGE), BELOW) == []


def test_the_rule_names_the_rooms_there_are():
    assert {*BELOW} <= {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}


def test_circles_are_found_wherever_the_import_stands(tmp_path):
    for k, text in enumerate((
        "from .b import x",
        "from . import b",
        "from made import b",
        "import made.b",
        "def f():\n    from made.b import x",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .b import x",
        "TABLE = {'b': 'made.b'}",
    )):  # fmt: skip
        package = make(tmp_path / str(k), {"a.py": text, "b.py": "from .a import y"})
        assert circles(imports(package)) == [["made.a", "made.b"]], text


def test_a_circle_through_three_rooms_and_one_through_the_package_itself_are_found(tmp_path):
    package = make(
        tmp_path / "rooms",
        {
            "p/__init__.py": "", "p/one.py": "from ..q.two import x", "q/__init__.py": "",
            "q/two.py": "from ..r import three", "r/__init__.py": "", "r/three.py": "from ..p.one import y",
            "alone.py": "from .p.one import z",
        },
    )  # fmt: skip
    assert circles(imports(package)) == [["made.p.one", "made.q.two", "made.r.three"]]
    package = make(tmp_path / "root", {"__init__.py": "from .a import x", "a.py": "from . import x"})
    assert circles(imports(package)) == [["made", "made.a"]]


def test_a_lower_room_that_imports_a_higher_one_is_named(tmp_path):
    package = make(
        tmp_path,
        {
            "low/__init__.py": "", "low/a.py": "def f():\n    from ..high.b import x\n", "high/__init__.py": "",
            "high/b.py": "from ..base import y", "base.py": "y = 1", "other.py": "from .low.a import f",
        },
    )  # fmt: skip
    graph = imports(package)
    told = ["made.low.a imports made.high.b", "made.other imports made.low.a"]
    assert trespasses(graph, {"low": set()}) == told
    assert trespasses(graph, {"low": {"high"}}) == told[1:]
