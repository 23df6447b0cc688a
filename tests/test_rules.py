"""What the code may not do, whatever the linters say: rules over its syntax."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TREES = ("src", "packages/entente-model-en/src", "scripts")
SQL_VERBS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "DROP ", "REPLACE ", "PRAGMA ", "COPY ", "ALTER ")
SAFE_PARSER = ("no_network", "resolve_entities")
PARSES = frozenset({"fromstring", "parse", "iterparse", "XML", "HTML", "document_fromstring", "fragment_fromstring"})


def name_of(node: ast.AST) -> str:
    """A name with its dots: `pickle.loads`; "": it is none."""
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def keyword(call: ast.Call, name: str) -> object:
    """The constant that a call gives under a name; None: none."""
    return next((k.value.value for k in call.keywords if k.arg == name and isinstance(k.value, ast.Constant)), None)


def runs_text(node: ast.AST) -> bool:
    """Text that is run as a program."""
    return isinstance(node, ast.Call) and name_of(node.func) in ("eval", "exec", "compile", "__import__", "os.system")


def unpacks_objects(node: ast.AST) -> bool:
    """Bytes that become objects of any class."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return any(name.split(".")[0] in ("pickle", "marshal", "shelve", "dill", "cloudpickle") for name in names)


def loads_yaml(node: ast.AST) -> bool:
    """YAML that may name classes."""
    return isinstance(node, ast.Call) and name_of(node.func) in ("yaml.load", "yaml.unsafe_load", "yaml.full_load")


def formats_sql(node: ast.AST) -> bool:
    """A statement with values written into it: an f-string, `%` or `.format`; only constants may stand in one."""
    if isinstance(node, ast.JoinedStr):
        first = node.values[0] if node.values else None
        put_in = [value.value for value in node.values if isinstance(value, ast.FormattedValue)]
        varies = any(not name_of(value).isupper() for value in put_in)
        return varies and isinstance(first, ast.Constant) and str(first.value).lstrip().startswith(SQL_VERBS)
    pattern = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        pattern = node.func.value
    return isinstance(pattern, ast.Constant) and str(pattern.value).lstrip().startswith(SQL_VERBS)


def expands_entities(node: ast.AST) -> bool:
    """An XML parser that resolves entities or asks the network, or one that was not told not to."""
    if not isinstance(node, ast.Call):
        return False
    if name_of(node.func).endswith("XMLParser"):
        return (True, False) != tuple(keyword(node, name) for name in SAFE_PARSER)
    is_parse = isinstance(node.func, ast.Attribute) and node.func.attr in PARSES and "etree" in name_of(node.func)
    is_parse = is_parse or name_of(node.func) in ("document_fromstring", "fragment_fromstring")
    return is_parse and all(k.arg != "parser" for k in node.keywords)


def uses_shell(node: ast.AST) -> bool:
    """A command that a shell reads."""
    return isinstance(node, ast.Call) and keyword(node, "shell") is True


def checks_no_certificate(node: ast.AST) -> bool:
    """A connection to whoever answers."""
    return isinstance(node, ast.Attribute) and node.attr in ("_create_unverified_context", "CERT_NONE")


RULES: dict[str, tuple[Callable[[ast.AST], bool], tuple[str, ...], tuple[str, ...]]] = {
    "text is never run": (runs_text, ("eval(x)", "exec(x)", "os.system(x)"), ("re.compile(x)", "ast.literal_eval(x)")),
    "no bytes become objects": (
        unpacks_objects,
        ("import pickle", "from pickle import loads", "import marshal"),
        ("import msgspec", "from json import loads"),
    ),
    "yaml names no classes": (loads_yaml, ("yaml.load(x)", "yaml.unsafe_load(x)"), ("yaml.safe_load(x)",)),
    "sql holds no values": (
        formats_sql,
        ('f"SELECT {x}"', '"SELECT %s" % x', '"DELETE FROM t WHERE x = {}".format(x)'),
        ('"SELECT ?"', 'f"see {x}"', 'f"SELECT {_COLUMNS} FROM t"', '"SELECT " + COLUMNS', '"%d done" % x'),
    ),
    "entities are never resolved": (
        expands_entities,
        ("etree.fromstring(x)", "etree.XMLParser(no_network=True)", "etree.XMLParser(resolve_entities=True)"),
        ("etree.fromstring(x, parser=p)", "etree.XMLParser(resolve_entities=False, no_network=True)", "json.parse(x)"),
    ),
    "no shell reads a command": (uses_shell, ("run(x, shell=True)",), ("run([x])", "run([x], shell=False)")),
    "certificates are checked": (
        checks_no_certificate,
        ("ssl._create_unverified_context()", "c.verify_mode = ssl.CERT_NONE"),
        ("ssl.create_default_context()",),
    ),
}
"""What is said, what breaks it, code that does, code that does not."""


def found(rule: str, source: str) -> Iterator[int]:
    """The lines that break a rule."""
    return (getattr(node, "lineno", 0) for node in nodes_of(source) if RULES[rule][0](node))


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """Everything in a source; each is parsed once for all rules."""
    return tuple(ast.walk(ast.parse(source)))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_knows_its_examples(rule: str) -> None:
    """Each finds what breaks it and nothing else."""
    _, breaking, keeping = RULES[rule]
    assert [] == [code for code in breaking if not list(found(rule, code))]
    assert [] == [code for code in keeping if list(found(rule, code))]


@pytest.mark.parametrize("rule", RULES)
def test_the_code_keeps_the_rules(rule: str) -> None:
    """All that ships, and what builds it."""
    files = (path for tree in TREES for path in sorted((ROOT / tree).rglob("*.py")))
    broken = [f"{path.relative_to(ROOT)}:{line}" for path in files for line in found(rule, path.read_text("utf-8"))]
    assert [] == broken


def trusts_markup(path: Path) -> bool:
    """Whether a file has words taken for markup."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return any(name_of(call.func).endswith("Markup") for call in calls)


def test_markup_is_trusted_in_one_file() -> None:
    """Drawings and the style of the dossier; every other word on a page is escaped."""
    trusting = [path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py") if trusts_markup(path)]
    assert ["src/entente/export/dossier/page.py"] == trusting
