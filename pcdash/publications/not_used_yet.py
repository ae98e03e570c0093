"""Publications that later capabilities of the dashboard will use: recognised, reported by name, and not loaded."""

import re

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Publication
from pcdash.publications.ods_successors import is_list_of_pairs

# Columns that only this publication has, and what it is.
_HEADERS = (
    ({"appt_status", "hcp_type", "count_of_appointments"}, "Appointments in General Practice"),
    ({"unique_identifier", "staff_role", "fte"}, "Primary Care Network Workforce"),
    ({"organisation_code", "quality_service", "ind_code"}, "Network Contract DES and Investment and Impact Fund"),
    ({"practice code", "total qof payments", "contract type"}, "NHS Payments to General Practice"),
    ({"gp_code", "clinical_submissions_7"}, "Submissions via Online Consultation Systems"),
    ({"sicbl22_code", "date", "name", "value"}, "NHS Talking Therapies, monthly"),
    ({"practice.code", "total_gp_extgl_fte"}, "General Practice Workforce"),
    ({"practice_code", "revised_max_points"}, "QOF, points available to each practice"),
    ({"practice_code", "rule", "description"}, "QOF, validation outcomes"),
    ({"short_name", "name", "description", "general_specific"}, "QOF, reasons for personalised care adjustments"),
    ({"indicator_code", "register_flag", "pub_order"}, "QOF, reference list of indicators"),
)


def publication_of(file: PublishedFile) -> Publication | None:
    """The publication that the header row belongs to, or the first row of a list without one; None for all others."""
    title = next((title for columns, title in _HEADERS if columns <= file.columns), None)
    if title is None and is_list_of_pairs(file):
        title = "ODS, who belongs to which organisation (epcmem, epracmem and others)"
    if title is None and len(file.header) == 27 and re.fullmatch(r"V\d{5}", file.header[0]):
        title = "ODS, dental practices (egdpprac)"
    return Publication("not_used_yet", title, "", used=False) if title else None
