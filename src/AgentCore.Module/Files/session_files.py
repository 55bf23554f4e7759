"""Runs inside a session, for what the service's file tools do not tell or do: sizes, hashes, joining, copying.

Arguments: base64 of gzip of {"operation": .., "items": [..]}, and a mark. Prints one response an item, in their order, packed
the same way, between two marks: the service's terminal mixes in what it likes, and changes line ends.
Paths are relative to the working folder and never lead out of it. Python's standard library is all it needs.
"""
import base64
import errno
import gzip
import hashlib
import json
import mimetypes
import os
import shutil
import stat
import sys

ROOT = os.path.realpath(".")
TYPES = mimetypes.MimeTypes()
BLOCK = 1 << 20


class FileError(Exception):
    """A request that cannot be done: a code for the error's category, and a text that says why."""


def inside(real):
    return real == ROOT or real.startswith(ROOT.rstrip("/") + "/")


def locate(path):
    """Where an entry itself lies, not what it links to."""
    if "\0" in path or os.path.isabs(path):
        raise FileError("outside", f"The path '{path}' is not below the session's working folder.")
    trimmed = os.path.normpath(path or ".")
    if trimmed == ".":
        return ROOT
    folder = os.path.realpath(os.path.dirname(trimmed) or ".")
    if not inside(folder) or os.path.basename(trimmed) == "..":
        raise FileError("outside", f"The path '{path}' leads out of the session's working folder.")
    return os.path.join(folder, os.path.basename(trimmed))


def clean(path):
    trimmed = os.path.normpath(path or ".")
    return "" if trimmed == "." else trimmed


def existing(path):
    found = locate(path)
    if not os.path.lexists(found):
        raise FileError("not_found", f"'{path}' does not exist in the session.")
    return found


def content(path):
    """Where the content of a file lies, links followed."""
    real = os.path.realpath(existing(path))
    if not inside(real):
        raise FileError("outside", f"'{path}' is a link that leads out of the session's working folder.")
    return real


def digest(file):
    with open(file, "rb") as source:
        sha = hashlib.sha256()
        for block in iter(lambda: source.read(BLOCK), b""):
            sha.update(block)
        return sha.hexdigest()


def describe(found, path, hashed=False):
    linked = os.path.islink(found)
    reachable = inside(os.path.realpath(found))
    try:
        state = os.stat(found, follow_symlinks=reachable)
    except OSError:
        state = os.lstat(found)
    regular, folder = stat.S_ISREG(state.st_mode), stat.S_ISDIR(state.st_mode)
    name = os.fsencode(path).decode("utf-8", "replace")
    entry = {"path": name, "kind": "folder" if folder else "file" if regular else "other",
             "modified": state.st_mtime, "reachable": reachable, "readable": name == path}
    if linked:
        entry["link"] = os.fsencode(os.readlink(found)).decode("utf-8", "replace")
    if regular:
        entry["size"] = state.st_size
        entry["mime"] = TYPES.guess_type(path)[0] or "application/octet-stream"
        if hashed:
            try:
                entry["sha256"] = digest(found)
            except OSError as error:
                entry["error"] = error.strerror
    elif folder and not linked:
        try:
            with os.scandir(found) as children:
                entry["empty"] = next(children, None) is None
        except OSError as error:
            entry["error"] = error.strerror
    return entry


def look(item):
    return {"entry": describe(existing(item["path"]), clean(item["path"]), item.get("hash"))}


def children(folder, path, item):
    found, pending = [], [(folder, path)]
    while pending:
        folder, path = pending.pop()
        deeper = []
        try:
            entries = sorted(os.scandir(folder), key=lambda each: each.name)
        except OSError:
            if not found:
                raise
            continue  # its own entry has the error
        for child in entries:
            name = os.path.join(path, child.name) if path else child.name
            found.append(describe(child.path, name, item.get("hash")))
            if item.get("recurse") and child.is_dir(follow_symlinks=False):
                deeper.append((child.path, name))
        pending += reversed(deeper)
    return found


def list_folder(item):
    folder = content(item["path"])
    if not os.path.isdir(folder):
        raise FileError("not_folder", f"'{item['path']}' is not a folder.")
    return {"entries": children(folder, clean(item["path"]), item)}


def remove(item):
    found = existing(item["path"])
    if found == ROOT:
        raise FileError("outside", "The working folder itself cannot be removed.")
    if os.path.islink(found) or not os.path.isdir(found):
        os.unlink(found)
    elif item.get("recurse"):
        shutil.rmtree(found)
    else:
        os.rmdir(found)
    return {}


def destination(item, source):
    """Where a copy or a moved entry goes: into a folder that is there, else under the new name itself."""
    target = locate(item["to"])
    if os.path.isdir(target):
        if not inside(os.path.realpath(target)):
            raise FileError("outside", f"'{item['to']}' is a link that leads out of the session's working folder.")
        target = os.path.join(target, os.path.basename(source))
    if target == source or target.startswith(source + "/"):
        raise FileError("invalid", f"'{item['path']}' cannot go into itself.")
    if os.path.isdir(target) and not (item.get("merge") and os.path.isdir(source)):
        raise FileError("exists", f"The folder '{os.path.relpath(target, ROOT)}' already exists.")
    if os.path.lexists(target) and not item.get("replace"):
        raise FileError("exists", f"'{os.path.relpath(target, ROOT)}' already exists.")
    return target


def copy(item):
    source = content(item["path"])
    item["merge"] = True
    target = destination(item, source)
    if not os.path.isdir(source):
        shutil.copy2(source, target)
    elif item.get("recurse"):
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    else:
        os.makedirs(target, exist_ok=True)
    return {"entry": describe(target, os.path.relpath(target, ROOT))}


def move(item):
    source = existing(item["path"])
    if source == ROOT:
        raise FileError("outside", "The working folder itself cannot be moved.")
    target = destination(item, source)
    os.replace(source, target)
    return {"entry": describe(target, os.path.relpath(target, ROOT))}


def make_folder(item):
    folder = locate(item["path"])
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise FileError("exists", f"The file '{item['path']}' already exists.")
    os.makedirs(folder, exist_ok=True)
    return {"entry": describe(folder, clean(item["path"]))}


def cut(item):
    """Copies a part of a file into a piece of its own."""
    with open(content(item["path"]), "rb") as source, open(locate(item["to"]), "wb") as piece:
        source.seek(item["offset"])
        left = item["size"]
        while left > 0:
            block = source.read(min(BLOCK, left))
            if not block:
                raise FileError("changed", f"'{item['path']}' became shorter while it was read.")
            piece.write(block)
            left -= len(block)
    return {}


def join(item):
    """Joins pieces to a file that appears at once and whole; the pieces go as they are used."""
    path = item["to"]
    target = locate(path)
    if os.path.isdir(target):
        raise FileError("not_file", f"'{path}' is a folder.")
    if os.path.islink(target):
        target = content(path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    sha, size, staged = hashlib.sha256(), 0, locate(item["path"] + "joined")
    try:
        if item.get("append") and os.path.exists(target):
            shutil.copy2(target, staged)
        with open(staged, "ab") as whole:
            for number in range(item["pieces"]):
                piece = locate(item["path"] + str(number))
                with open(piece, "rb") as source:
                    for block in iter(lambda: source.read(BLOCK), b""):
                        sha.update(block)
                        size += len(block)
                        whole.write(block)
                os.unlink(piece)
        if size != item["size"] or sha.hexdigest() != item["sha256"]:
            raise FileError("changed", f"'{path}' arrived damaged: {size} of {item['size']} bytes, or different content. Send it again.")
        os.chmod(staged, stat.S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else 0o644)
        os.replace(staged, target)
    finally:
        if os.path.lexists(staged):
            os.unlink(staged)
    return {"entry": describe(target, clean(path))}


def discard(item):
    """Removes what an interrupted transfer left."""
    folder, start = os.path.split(locate(item["path"]))
    for name in os.listdir(folder):
        if name.startswith(start):
            os.unlink(os.path.join(folder, name))
    return {}


OPERATIONS = {"look": look, "list": list_folder, "remove": remove, "copy": copy, "move": move,
              "make_folder": make_folder, "cut": cut, "join": join, "discard": discard}


def respond(operation, item):
    try:
        return OPERATIONS[operation](item)
    except FileError as error:
        code, text = error.args
        return {"error": code, "message": text}
    except OSError as error:
        return {"error": errno.errorcode.get(error.errno, "failed"), "message": f"'{item.get('to') or item['path']}': {error.strerror}."}
    except RecursionError:
        return {"error": "failed", "message": f"'{item['path']}': the folders are nested too deeply."}


request = json.loads(gzip.decompress(base64.b64decode(sys.argv[1])))
responses = [respond(request["operation"], item) for item in request["items"]]
packed = base64.b64encode(gzip.compress(json.dumps(responses).encode())).decode()
print(f"\n{sys.argv[2]}{packed}{sys.argv[2]}")
