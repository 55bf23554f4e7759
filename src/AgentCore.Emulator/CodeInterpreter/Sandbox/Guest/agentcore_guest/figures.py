"""Pictures: matplotlib's figures, shown by `plt.show()` or at the end of the code that left them open, and others."""
import base64
import io
import sys

from . import imports

PYPLOT = "matplotlib.pyplot"
_send = None


def install(send):
    """Gives each figure that is shown to `send` as a PNG, from when user code imports pyplot."""
    global _send
    _send = send
    imports.after(PYPLOT, _replace_show)


def show(*_, **__):
    """Shows every open figure and closes it, so that the next one begins empty."""
    pyplot = sys.modules.get(PYPLOT)
    for number in pyplot.get_fignums() if pyplot else ():
        image = png(pyplot.figure(number))
        pyplot.close(number)
        _send(image)


def png(figure):
    """One figure as a PNG."""
    image = io.BytesIO()
    figure.savefig(image, format="png", bbox_inches="tight")
    return image.getvalue()


def show_image(data):
    """Shows a PNG, given as notebooks' objects give it: bytes or base64, or one of them with metadata."""
    if isinstance(data, tuple):
        data = data[0]
    if data:
        _send(base64.b64decode(data) if isinstance(data, str) else bytes(data))
    return bool(data)


def show_value(value):
    """Shows a value that has a picture of itself, such as one of Pillow's; whether it had."""
    try:
        return show_image(type(value)._repr_png_(value))
    except Exception:  # most have none, and a broken one is shown as text
        return False


def _replace_show(pyplot):
    pyplot.show = show  # its own has nowhere to show anything
