"""The session's Python: IPython's shell, whose output goes where the emulator reads it."""
import base64
import json
import re
import sys
import warnings

from IPython.core.autocall import ExitAutocall
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type, default
from traitlets.config import Config

IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")
CELL = re.compile(r"^( *)(?:Cell|Input) In ?\[(\d+)\]", re.MULTILINE)  # with a space up to IPython 8.6
PLACEHOLDER = re.compile(r"<IPython\.\S+ object>")  # the text of what is meant to be seen in another form

# No history file: neither a thread nor a database may be there when a program forks.
SETTINGS = Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "NoColor"})


class Exit(ExitAutocall):
    """`exit` and `quit`, which end the cell, with an exit code if one is given."""

    def __call__(self, code=None):
        raise SystemExit(code)


class Hook(DisplayHook):
    """Shows the value of a cell's last expression, without the number that only a terminal needs."""

    def write_output_prompt(self):
        """Writes nothing."""

    def write_format_data(self, format_dict, md_dict=None):
        """Shows the value in each form that it has."""
        self.shell.show(format_dict)


class Publisher(DisplayPublisher):
    """Shows what `display` is given."""

    def publish(self, data, *_, **__):
        """Shows an object in each form that it has."""
        self.shell.show(data)


class Shell(InteractiveShell):
    """Runs cells in `__main__`."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    system = InteractiveShell.system_raw  # writes where the program writes, not into a terminal of its own

    def __init__(self, send, **options):
        self._send, self._report = send, ""
        super().__init__(config=SETTINGS, **options)
        warnings.filterwarnings("ignore", "To exit: use", UserWarning)  # SystemExit is an exit code here

    @default("exiter")
    def _exiter_default(self):
        return Exit(self)

    def enable_gui(self, gui=None):
        """Does nothing: figures are shown in the results, and there is no window system."""

    def run(self, code):
        """Runs a cell; its exit code."""
        result = self.run_cell(code, store_history=True)
        self.end_report("")
        error = result.error_before_exec if result.error_in_exec is None else result.error_in_exec
        if isinstance(error, SystemExit):
            return exit_code(error.code)
        return 0 if error is None else 130 if isinstance(error, KeyboardInterrupt) else 1

    def show(self, forms):
        """Shows an object: an image as such, else its text; and what else it has, such as HTML, beside that."""
        text, has_image = forms.get("text/plain", ""), False
        for kind, value in forms.items():
            if kind in IMAGES:
                value = base64.b64decode(value) if isinstance(value, str) else bytes(value)
                self._send({"event": "image", "mimeType": kind}, value)
                has_image = True
            elif kind != "text/plain":
                value = value if isinstance(value, str) else json.dumps(value, default=repr)
                self._send({"event": "display", "mimeType": kind}, value.encode("utf-8", "backslashreplace"))
        if not has_image and not (len(forms) > 1 and PLACEHOLDER.fullmatch(text)):
            print(text)

    def showtraceback(self, exc_tuple=None, *arguments, **options):
        """Reports an exception; that a program ended itself is none."""
        error = exc_tuple[1] if exc_tuple else sys.exc_info()[1]
        if not isinstance(error, SystemExit):
            super().showtraceback(exc_tuple, *arguments, **options)
        elif not isinstance(error.code, (int, type(None))):
            print(error.code, file=sys.stderr)

    def _showtraceback(self, etype, evalue, stb):
        # The report that a cell ends with has no last line end, as that of the service.
        self.end_report("\n")
        self._report = CELL.sub(r"\1Cell In[\2]", self.InteractiveTB.stb2text(stb)).rstrip("\n")

    def end_report(self, end):
        """Writes the report that waits to be written, if one does."""
        report, self._report = self._report, ""
        if report:
            print(report, end=end, file=sys.stderr)


def exit_code(code):
    """The exit code of a process for what `sys.exit` was given."""
    return (code or 0) & 0xFF if isinstance(code, (int, type(None))) else 1
