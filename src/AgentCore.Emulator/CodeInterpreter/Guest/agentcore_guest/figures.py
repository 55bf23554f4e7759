"""matplotlib figures as images: shown by `plt.show()`, or at the end of the code that left them open."""
import importlib.abc
import importlib.util
import io
import sys

PYPLOT = "matplotlib.pyplot"
_send = None


def install(send):
    """Gives each figure that is shown to `send` as a PNG, from when user code imports pyplot."""
    global _send
    _send = send
    sys.meta_path.insert(0, _Finder())


def show(*_, **__):
    """Shows every open figure and closes it, so that the next one begins empty."""
    pyplot = sys.modules.get(PYPLOT)
    for number in pyplot.get_fignums() if pyplot else ():
        image = io.BytesIO()
        pyplot.figure(number).savefig(image, format="png", bbox_inches="tight")
        pyplot.close(number)
        _send(image.getvalue())


class _Finder(importlib.abc.MetaPathFinder):
    """Puts our `show` into pyplot when it is imported: its own has nowhere to show anything."""

    def find_spec(self, name, path, target=None):
        if name != PYPLOT:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec:
            execute = spec.loader.exec_module

            def exec_module(module):
                execute(module)
                module.show = show

            spec.loader.exec_module = exec_module
        return spec
