"""What a loader took from a small file, as the tests of the loaders ask for it."""

import pandas as pd

from pcdash import publications
from pcdash.definitions import catalogue
from pcdash.publications.kit.file import find

CATALOGUE = catalogue.load()


def read(folder, name, content):
    """Publication and what its loader took from a file with the given name and content (text or bytes)."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [file] = find([folder])
    publication, module = publications.recognise(file)
    loaded = module.load(file, CATALOGUE)
    assert loaded.rows_in == loaded.rows_loaded + len(loaded.refused)
    return publication.id, loaded


def table(loaded, name, *columns):
    """The rows for one table as tuples of the given columns, None where there is nothing."""
    frames = loaded.tables[name]
    frame = pd.concat([item for item in frames if len(item)]) if isinstance(frames, list) else frames
    frame = frame[list(columns)].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def reasons(loaded):
    return dict(loaded.refused[["row_number", "reason"]].itertuples(index=False))
