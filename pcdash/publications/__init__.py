"""From published files to rows, one module per publication: `PUBLICATION`, `recognises(file)`, `load(file, catalogue)`.

Content decides what a file is. Where a publication has names of its own, `NAMES` has their pattern, so that a file so named that
turns out to be something else (an error page saved in its place) is not passed over in silence.

To add a publication, write its module in this folder; nothing lists it. The first module that recognises a file's content loads
it: in order of `Publication.order` and of their names, so that a layout that another would also accept is tried first.
"""

import importlib
import pkgutil
import re
from types import ModuleType

from pcdash.publications import not_used_yet
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Publication


def _found() -> tuple[ModuleType, ...]:
    names = (f"{__name__}.{item.name}" for item in pkgutil.iter_modules(__path__))
    modules = [module for module in map(importlib.import_module, names) if hasattr(module, "PUBLICATION")]
    return tuple(sorted(modules, key=lambda module: (module.PUBLICATION.order, module.__name__)))


MODULES = _found()


def recognise(file: PublishedFile) -> tuple[Publication | None, ModuleType | None]:
    """The publication that a file's content belongs to and the module that loads it; (None, None) where it is no known one.

    A publication that nothing uses yet comes without a module. Raises SourceError for a workbook that cannot be opened.
    """
    for module in MODULES:
        if module.recognises(file):
            return module.PUBLICATION, module
    return not_used_yet.publication_of(file), None


def named_like(file: PublishedFile) -> Publication | None:
    """The publication that a file's name promises, or None."""
    for module in MODULES:
        if re.fullmatch(getattr(module, "NAMES", ""), file.name, re.IGNORECASE):
            return module.PUBLICATION
    return None
