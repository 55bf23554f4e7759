"""What a process that multiprocessing starts afresh (spawn, forkserver) imports as `__main__`.

Such a process imports the program's main file to find its functions. A session has none, so its cells' definitions
are written to one: imports, functions and classes, and the values that these use. What else cells did must not happen
again.
"""
import ast
import os
import pickle
import sys
import tempfile
from multiprocessing import spawn

MOST_BYTES = 64 * 1024**2  # of values: what does not fit is missing in the processes
MAKERS = {"namedtuple", "NamedTuple", "TypedDict", "TypeVar", "NewType", "Enum", "IntEnum", "Flag", "IntFlag"}
MAGICS = {"time", "capture"}  # cell magics whose cells may define something
IMPORTS = (ast.Import, ast.ImportFrom)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

# Values that are instances of the cells' classes are loaded when these are there; pickle finds them in `__main__`.
# A definition that fails here has most likely failed in its cell, too.
MAIN = """\
def _import():
    import pickle, sys
    space, main = globals(), sys.modules["__main__"]
    sys.modules["__main__"] = sys.modules[__name__]
    with open(__file__ + ".pickle", "rb") as file:
        plain, definitions, instances = pickle.load(file)
    for name, value in plain.items():
        space[name] = pickle.loads(value)
    for number, definition in enumerate(definitions):
        try:
            exec(compile(definition, f"<definition {number}>", "exec", dont_inherit=True), space)
        except Exception:
            pass
    for name, value in instances.items():
        try:
            space[name] = pickle.loads(value)
        except Exception:
            pass
    sys.modules["__main__"] = main

_import()
del _import
"""


def install(shell):
    """Gives processes that are started from now on the definitions of the shell's cells."""
    prepare, written = spawn.get_preparation_data, []

    def prepare_with_definitions(name):
        data, content = prepare(name), _content(shell)
        if not written or written[-1][1] != content:
            # A new name each time: the server of forkserver does not read again what it has read.
            written.append((os.path.join(tempfile.mkdtemp(prefix="agentcore-main-"), "cells.py"), content))
            _write(*written[-1])
        data["init_main_from_path"] = written[-1][0]
        return data

    sys.modules["__mp_main__"] = shell.user_module  # what these processes call it in what they send back
    spawn.get_preparation_data = prepare_with_definitions


def _content(shell):
    found = [pair for cell in shell.history_manager.input_hist_parsed for pair in _definitions(shell, cell)]
    future = "".join(text + "\n" for node, text in found if _is_future(node))
    used = {name for node, _ in found if not isinstance(node, IMPORTS) for name in _names(node)}
    found = [(node, text) for node, text in found if not isinstance(node, IMPORTS) or _bound(node) & (used | {"*"})]
    plain, instances = _values(shell, used - {name for node, _ in found for name in _bound(node)})
    return plain, [future + text for _, text in found], instances


def _write(path, content):
    with open(path + ".pickle", "wb") as file:
        pickle.dump(content, file)
    with open(path, "w", encoding="utf-8") as file:
        file.write(MAIN)


def _is_future(node):
    return getattr(node, "module", None) == "__future__"


def _definitions(shell, cell):
    try:
        tree = ast.parse(cell)
    except (SyntaxError, ValueError):
        return
    for node in tree.body:
        body = _cell_of_magic(node)
        if body is not None:
            yield from _definitions(shell, shell.transform_cell(body))
        elif _defines(node):
            yield node, _text(cell, node)


def _cell_of_magic(node):
    call = node.value if isinstance(node, ast.Expr) else None
    if isinstance(call, ast.Call) and getattr(call.func, "attr", None) == "run_cell_magic" and len(call.args) == 3:
        name, _, body = (getattr(argument, "value", None) for argument in call.args)
        if name in MAGICS:
            return body
    return None


def _defines(node):
    if isinstance(node, ast.If):
        return "__name__" not in _names(node.test) and all(map(_defines, node.body + node.orelse))
    if isinstance(node, ast.Try):
        handled = [child for handler in node.handlers for child in handler.body]
        return all(map(_defines, node.body + handled + node.orelse + node.finalbody))
    if isinstance(node, ast.Assign):
        maker = node.value.func if isinstance(node.value, ast.Call) else None
        return isinstance(node.value, ast.Lambda) or getattr(maker, "attr", getattr(maker, "id", None)) in MAKERS
    return isinstance(node, IMPORTS + DEFINITIONS)


def _text(cell, node):
    if getattr(node, "decorator_list", None):
        return "\n".join(cell.splitlines()[node.decorator_list[0].lineno - 1:node.end_lineno])
    return ast.get_source_segment(cell, node)


def _values(shell, names):
    values, left = ({}, {}), MOST_BYTES
    for name in sorted(names & shell.user_ns.keys() - shell.user_ns_hidden.keys()):
        try:
            value = pickle.dumps(shell.user_ns[name])
        except Exception:  # such as of a lock or an open file, which no other process can have
            continue
        if len(value) <= left:
            left -= len(value)
            values[b"__main__" in value][name] = value
    return values


def _names(node):
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


def _bound(node):
    if isinstance(node, IMPORTS):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    if isinstance(node, ast.Assign):
        return set().union(*map(_names, node.targets))
    return {child.name for child in ast.walk(node) if hasattr(child, "name") and isinstance(child, DEFINITIONS)}
