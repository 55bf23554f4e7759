"""What notebooks add to Python: `%magics` and `!commands`, run by IPython where this Python has it.

IPython is loaded when it is first needed: most code needs none of it, and loading takes half a second.
"""
import builtins
import sys

from . import figures, imports

REMEDY = ("%magics, !commands and get_ipython() are run by IPython, which this Python does not have. Install it on the "
          "emulator's machine (Debian, Ubuntu: apt-get install python3-ipython), or into this session: pip install ipython")


class Notebook:
    """Translates what is no Python into calls of IPython, in the namespace of the code's own module."""

    def __init__(self, main):
        self._main = main
        self._shell = None
        builtins.get_ipython = self._get_ipython
        builtins.display = self._display
        imports.after("IPython", self._make_shell)

    def translate(self, code):
        """The code as plain Python, or None where it is not a notebook's either. Without IPython, says what is missing."""
        if not any(line.lstrip().startswith(("%", "!", "?")) or line.rstrip().endswith("?") or "!" in line
                   for line in code.splitlines()):
            return None
        try:
            translated = self._get_ipython().transform_cell(code)
        except ImportError:
            if any(line.lstrip().startswith(("%", "!")) for line in code.splitlines()):
                print(REMEDY, file=sys.stderr)
            return None
        return None if translated.rstrip() == code.rstrip() else translated

    def _get_ipython(self):
        if self._shell is None:
            try:
                import IPython  # the shell is made when it has been imported
            except ImportError as error:
                raise ImportError(REMEDY) from error
        return self._shell

    def _display(self, *values, **options):
        self._get_ipython()
        from IPython.display import display

        display(*values, **options)

    def _make_shell(self, _):
        from IPython.core.displaypub import DisplayPublisher
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets import Type
        from traitlets.config import Config

        class Publisher(DisplayPublisher):
            def publish(self, data, *_, **__):
                if not figures.show_image(data.get("image/png")):
                    print(data.get("text/plain", ""))

        class Shell(InteractiveShell):
            display_pub_class = Type(Publisher)
            system = InteractiveShell.system_raw  # writes where the program writes, not into a terminal of its own

        last = self._main.__dict__.get("_")
        self._shell = Shell.instance(user_module=self._main, config=Config(
            HistoryManager={"enabled": False}, InteractiveShell={"colors": "NoColor"}))
        for name in ("exit", "quit"):  # Python's own end the code, IPython's only a session of its own
            self._main.__dict__.pop(name, None)
        self._main._ = last
        self._shell.register_magic_function(lambda line: None, magic_name="matplotlib")  # figures come back anyway
        self._shell.display_formatter.formatters["image/png"].for_type_by_name("matplotlib.figure", "Figure", figures.png)
