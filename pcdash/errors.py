"""Errors that a user reads: what went wrong, where, and what to do about it.

Everything raised on purpose derives from `PcdashError`; the command line and the app print its text without a traceback.
Each class has its own exit code, so that a script can tell a bad file from a failed check.
"""


class PcdashError(Exception):
    """Something the user can act on. `str()` gives "what, where, what to do" on one to three lines."""

    exit_code = 1

    def __init__(self, what: str, where: str = "", todo: str = ""):
        self.what, self.where, self.todo = what, where, todo
        lines = [f"{where}: {what}" if where else what]
        if todo:
            lines.append(f"What to do: {todo}")
        super().__init__("\n".join(lines))


class SourceError(PcdashError):
    """A published file is recognised but cannot be read as its publication promises."""

    exit_code = 3


class PersonalDataError(SourceError):
    """A file seems to hold data about persons: nothing of it may be repeated or kept."""


class SetAside(PcdashError):
    """A file that is sound but has nothing the dashboard keeps; the build reports it and goes on."""


class CatalogueError(PcdashError):
    """The indicator catalogue contradicts itself; names file, indicator and key."""

    exit_code = 4


class PlaceError(PcdashError):
    """A place file describes a borough that cannot be built."""

    exit_code = 5


class CheckError(PcdashError):
    """The built database breaks one of its own rules and was not swapped in."""

    exit_code = 6


class DatabaseError(PcdashError):
    """There is no database, it is not one of ours, or it cannot be written."""

    exit_code = 7
