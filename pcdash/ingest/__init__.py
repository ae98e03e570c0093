"""From published files to rows, one module per publication: `PUBLICATION`, `recognises(file)`, `load(file, catalogue)`.

Content decides what a file is. Where a publication has names of its own, `NAMES` has their pattern, so that a file so named that
turns out to be something else (an error page saved in its place) is not passed over in silence.

To add a publication, write its module and name it in `_MODULES`. The first that recognises a file's content loads it.
"""

import re
from types import ModuleType

from pcdash.ingest import (
    boundaries,
    care_quality,
    code_point,
    deprivation,
    fingertips,
    gp_patient_survey,
    local_return,
    modelled_prevalence,
    not_used_yet,
    ods_networks,
    ods_practices,
    ods_successors,
    qof_achievement,
    qof_mapping,
    qof_prevalence,
    qof_workbook,
    registered_patients,
    registered_patients_map,
)
from pcdash.ingest.files import PublishedFile
from pcdash.ingest.loaded import Publication

_MODULES = (
    local_return,
    fingertips,
    qof_achievement,
    qof_prevalence,
    registered_patients_map,
    qof_mapping,
    registered_patients,
    gp_patient_survey,
    ods_practices,
    ods_successors,
    code_point,
    boundaries,
    ods_networks,
    deprivation,
    modelled_prevalence,
    care_quality,
    qof_workbook,
)


def recognise(file: PublishedFile) -> tuple[Publication | None, ModuleType | None]:
    """The publication that a file's content belongs to and the module that loads it; (None, None) where it is no known one.

    A publication that nothing uses yet comes without a module. Raises SourceError for a workbook that cannot be opened.
    """
    for module in _MODULES:
        if module.recognises(file):
            return module.PUBLICATION, module
    return not_used_yet.publication_of(file), None


def named_like(file: PublishedFile) -> Publication | None:
    """The publication that a file's name promises, or None."""
    for module in _MODULES:
        if re.fullmatch(getattr(module, "NAMES", ""), file.name, re.IGNORECASE):
            return module.PUBLICATION
    return None
