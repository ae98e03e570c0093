"""Publications, and companions of publications, that the dashboard does not load: recognised, and reported as what they are."""

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
)

# What lies in QOF's zips beside the files that are read. The older the year, the more files its figures are spread over.
_QOF_HEADERS = (
    ({"practice_code", "revised_max_points"}, "QOF, points available to each practice"),
    ({"practice_code", "rule", "description"}, "QOF, validation outcomes"),
    ({"rule", "description"}, "QOF, validation rules"),
    ({"short_name", "name", "description", "general_specific"}, "QOF, reasons for personalised care adjustments"),
    ({"indicator_code", "register_flag", "pub_order"}, "QOF, reference list of indicators"),
    ({"quality_service", "ind_code", "field_name"}, "QOF, values as practices' systems sent them"),
    ({"quality_service", "ind_code", "points"}, "QOF, points achieved"),
    ({"quality_service", "sp_org_code"}, "QOF, list of practices that took part"),
    ({"number_indicators", "fyear", "max_points"}, "QOF, settings of the publication"),
    ({"practice_code", "06ov", "16ov"}, "QOF, lists of the ages of indicators without a register"),
    ({"practicecode", "practicename", "ccgcode"}, "QOF 2013-14, practices and their CCGs"),
    ({"ccgcode", "indicator_group"}, "QOF 2013-14, prevalence or achievement by CCG"),
    ({"practicecode", "indicatorcode", "numerator"}, "QOF 2013-14, achievement by practice, in columns of its own"),
    ({"practice_code", "indicator_code", "numerator"}, "QOF 2014-15, achievement by practice, in columns of its own"),
    ({"practicecode", "indicator_code", "exception_count"}, "QOF 2013-14, exceptions by practice"),
    ({"practice_code", "indicator_code", "exception_count"}, "QOF 2014-15, exceptions by practice"),
    ({"practice_code", "indicator_code", "register_size"}, "QOF 2014-15, registers by indicator"),
    ({"indicator_code", "indicator_group", "indicator_version"}, "QOF to 2014-15, reference list of indicators"),
    ({"indicator_group_code", "domain_code"}, "QOF to 2014-15, reference list of groups"),
    ({"domain_code", "domain_points"}, "QOF to 2014-15, reference list of domains"),
    ({"ccg_code", "ccg_geography_code", "ccg_name"}, "QOF to 2014-15, list of CCGs"),
)
_QOF = re.compile(r"\bQOF\b|Quality (and|&) Outcomes Framework", re.IGNORECASE)
# Words about data are known by their name: what they say is for people.
_DOCUMENTATION = re.compile(
    r".*(read[ _-]?me|licen[cs]e|metadata|guid(e|ance)|notes|definitions).*\.(txt|md|rtf|html?)", re.IGNORECASE
)


def publication_of(file: PublishedFile) -> Publication | None:
    """The publication that the header row belongs to, or the first row of a list without one; None for all others."""
    title = next((title for columns, title in (*_HEADERS, *_QOF_HEADERS) if columns <= file.columns), None)
    if title is None and is_list_of_pairs(file):
        title = "ODS, who belongs to which organisation (epcmem, epracmem and others)"
    if title is None and len(file.header) == 27 and re.fullmatch(r"V\d{5}", file.header[0]):
        title = "ODS, dental practices (egdpprac)"
    if title is None and (file.form == "document" or _DOCUMENTATION.fullmatch(file.name)):
        title = "Documentation of a publication"
    if title is None and _is_workbook_about_qof(file):
        title = "QOF, a workbook without counts of indicators (domains, definitions, summaries)"
    return Publication("not_used_yet", title, "", used=False) if title else None


def _is_workbook_about_qof(file: PublishedFile) -> bool:
    """Whether the first lines of a sheet speak of the framework. An old workbook (.xls) is not opened: its name has to say so."""
    if file.form == "old workbook":
        return any(_QOF.search(re.sub(r"[-_\d]", " ", name)) for name in file.names_around)
    return any(_QOF.search(" ".join(str(cell) for line in file.sheet(name)[:16] for cell in line)) for name in file.sheets[:3])
