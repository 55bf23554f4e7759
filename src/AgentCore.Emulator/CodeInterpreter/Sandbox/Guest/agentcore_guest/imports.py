"""Something to do when user code first imports a module."""
import importlib.abc
import importlib.util
import sys


def after(name, callback):
    """Calls `callback(module)` once, when the module has been imported."""
    sys.meta_path.insert(0, _Finder(name, callback))


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name, callback):
        self._name, self._callback, self._asking = name, callback, False

    def find_spec(self, name, path, target=None):
        """The spec that the others find, its loading followed by the callback."""
        if name != self._name or self._asking:
            return None
        self._asking = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self._asking = False
        if spec:
            execute = spec.loader.exec_module

            def exec_module(module):
                sys.meta_path.remove(self)
                execute(module)
                self._callback(module)

            spec.loader.exec_module = exec_module
        return spec
