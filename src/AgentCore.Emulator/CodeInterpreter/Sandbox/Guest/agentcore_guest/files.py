"""The session's files, as the file tools see them: paths relative to the working folder, and never outside of it."""
import contextlib
import itertools
import mimetypes
import os
import secrets
import stat
import tempfile
import urllib.parse

TYPES = mimetypes.MimeTypes()
CHUNK_OF_ANSWERS = 500
MOST_ENTRIES = 100_000  # they are held in memory, here and by whoever asked
MOST_OPEN = 200  # folders at a time, well below what a process may have open
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class Refused(Exception):
    """What is asked for cannot be done; the text says why."""


def resolve(path):
    """The real place of a relative path, symbolic links followed, which must lie in the working folder."""
    if "\0" in path:
        raise Refused(f"Path holds a null character: {path!r}")
    if os.path.isabs(path):
        raise Refused(f"Path must be relative: {path}")
    root = os.path.realpath(".")
    try:
        real = os.path.realpath(path or ".")
    except RecursionError as error:
        raise Refused(f"Path leads through too many symbolic links: {path}") from error
    if real != root and not real.startswith(root.rstrip("/") + "/"):
        raise Refused(f"Path leads out of the working folder: {path}")
    return real


def write(paths, sizes, body):
    """Writes all files or none."""
    places = [_place(path) for path in paths]
    _refuse_files_that_hold_others(paths, places)
    made, staged = [], []
    try:
        start = 0
        for place, size in zip(places, sizes):
            _make_folders(os.path.dirname(place), made)
            # A name that the file system refuses must show here: once the first file has its name, it is written.
            with contextlib.suppress(FileNotFoundError):
                os.lstat(place)
            handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=os.path.dirname(place))
            staged.append(temporary)
            with os.fdopen(handle, "wb") as file:
                file.write(memoryview(body)[start:start + size])
            os.chmod(temporary, stat.S_IMODE(os.stat(place).st_mode) if os.path.exists(place) else 0o644)
            start += size
        for temporary, place in zip(staged, places):
            os.replace(temporary, place)
    except OSError as error:
        for temporary in staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # user code may have put something there
                os.rmdir(folder)
        raise Refused(f"Nothing was written: {error.strerror}") from error


def _place(path):
    place = resolve(path)
    if not path or path.endswith("/") or os.path.isdir(place):
        raise Refused(f"Path names a folder, not a file: {path}")
    return place


def _refuse_files_that_hold_others(paths, places):
    folders = set()
    for place in places:
        folder = os.path.dirname(place)
        while folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)
    for path, place in zip(paths, places):
        if place in folders:
            raise Refused(f"Path names a folder, not a file: {path}")


def _make_folders(folder, made):
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(missing):
        os.mkdir(each)
        made.append(each)


def read(paths, largest):
    """Yields (head, content) for each file that is there; in all no more than `largest` bytes."""
    places = [resolve(path) for path in paths]
    sizes = [os.stat(place).st_size if os.path.isfile(place) else 0 for place in places]
    if sum(sizes) > largest:
        raise Refused(_too_long(paths, sizes, largest))
    left = largest
    for path, place in zip(paths, places):
        if os.path.isfile(place):
            try:
                # User code may put a pipe in the file's place meanwhile, which must not block us.
                with os.fdopen(os.open(place, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
                    content = file.read(left + 1) or b""
            except OSError as error:
                raise Refused(f"Cannot read {path}: {error.strerror}") from error
            left -= len(content)
            if left < 0:
                raise Refused(f"File grew while it was read: {path}")
            yield {"uri": _uri(path), "mimeType": TYPES.guess_type(path)[0]}, content


def _too_long(paths, sizes, largest):
    size, path = max(zip(sizes, paths))
    if size > largest:
        return f"File has {size} bytes, more than the {largest} that a result can have: {path}"
    return f"The files have {sum(sizes)} bytes together, more than the {largest} that a result can have"


def entries(path):
    """What a folder holds, by name."""
    place = resolve(path)
    if not os.path.isdir(place):
        raise Refused(f"Folder not found: {path}")
    found, some = [], list(itertools.islice(os.scandir(place), MOST_ENTRIES + 1))
    if len(some) > MOST_ENTRIES:
        raise Refused(f"Folder holds more than {MOST_ENTRIES} entries: {path}")
    for entry in sorted(some, key=lambda entry: entry.name):
        name = os.fsencode(entry.name).decode("utf-8", "replace")
        head = {"name": name, "uri": _uri(os.path.join(path, name)), "folder": _is_folder(entry)}
        if not head["folder"]:
            head["mimeType"] = TYPES.guess_type(name)[0] or "application/octet-stream"
            try:
                head["size"] = entry.stat().st_size
            except OSError:
                head["size"] = entry.stat(follow_symlinks=False).st_size
        found.append(head)
    return [found[at:at + CHUNK_OF_ANSWERS] for at in range(0, len(found), CHUNK_OF_ANSWERS)]


def _is_folder(entry):
    try:
        return entry.is_dir()
    except OSError:  # a link that leads nowhere, such as to itself
        return False


def remove(paths):
    """Removes files, links and whole folders; nothing if one of them is missing."""
    places = []
    for path in paths:
        # A link is removed itself, whatever it points to; the folder that holds it must be ours.
        trimmed = path.rstrip("/")
        place = os.path.join(resolve(os.path.dirname(trimmed)), os.path.basename(trimmed))
        if os.path.isabs(path) or os.path.basename(trimmed) in ("", ".", ".."):
            resolve(path)
            raise Refused(f"Path names the working folder itself: {path}")
        if not os.path.lexists(place):
            raise Refused(f"File not found: {path}")
        places.append(place)
    for path, place in zip(paths, places):
        try:
            if os.path.isdir(place) and not os.path.islink(place):
                _remove_folder(place)
            else:
                os.unlink(place)
        except FileNotFoundError:
            pass  # named twice, or within a folder that went before it
        except OSError as error:
            raise Refused(f"Cannot remove {path}: {error.strerror}") from error


def _remove_folder(place):
    """Removes a folder with all in it, however deep; where something is refused, what stays keeps its place and name.

    User code may change it meanwhile, so every step begins at an open folder and follows no link. As only so many can
    be open, folders deeper than that are moved to the top, and only those.
    """
    prefix, numbers, opened = f".removing-{secrets.token_hex(8)}-", itertools.count(), []
    try:
        _open_folder(place, None, opened)
        while opened:
            name, folder, left = opened[-1]
            if not left:
                opened.pop()
                os.close(folder)
                os.rmdir(name, dir_fd=opened[-1][1] if opened else None)
                continue
            entry, is_folder = left.pop()
            if not is_folder:
                os.unlink(entry, dir_fd=folder)
            elif _removed_empty(entry, folder):
                pass
            elif len(opened) < MOST_OPEN:
                _open_folder(entry, folder, opened)
            else:
                _, top, left_at_top = opened[0]
                moved = prefix + str(next(numbers))
                os.rename(entry, moved, src_dir_fd=folder, dst_dir_fd=top)
                left_at_top.append((moved, True))
    finally:
        for _, folder, _ in opened:
            os.close(folder)


def _open_folder(name, parent, opened):
    folder = os.open(name, FOLDER, dir_fd=parent)
    left = []
    opened.append((name, folder, left))
    with os.scandir(folder) as found:
        left.extend((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)


def _removed_empty(name, folder):
    try:
        os.rmdir(name, dir_fd=folder)
        return True
    except OSError:
        return False


def _uri(path):
    return "file:///" + urllib.parse.quote(os.path.normpath(path))
