"""QOF prevalence, raw CSV: register and list size of every practice and disease group."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import LARGEST_LIST, read_delimited
from pcdash.publications.qof_achievement import year_in_name

PUBLICATION = Publication("qof_prevalence", "Quality and Outcomes Framework, prevalence by practice", "NHS England")
NAMES = r"PREVALENCE.*\.(csv|parquet)"

# Column names of the years before 2019-20.
ALIASES = {
    "practicecode": "practice_code",
    "indicator_group": "group_code",
    "indicator_group_code": "group_code",
    "disease_register_size": "register",
    "register_size": "register",
    "practice_listsize": "practice_list_size",
    "patient_list_size": "practice_list_size",
}


def recognises(file: PublishedFile) -> bool:
    columns = {ALIASES.get(name, name) for name in file.columns}
    return {"practice_code", "group_code", "register", "practice_list_size"} <= columns


def load(file: PublishedFile, catalogue) -> Loaded:
    period = year_in_name(file)
    rows = read_delimited(file, ALIASES)
    rows.code("practice_code", "practice")
    rows.require("group_code")
    if "register_description" in rows.table:
        # In 2013-14 the part of the heart failure register has the group of the whole, and may stand before it.
        rows.refuse(rows.table["register_description"].str.contains("due to LVD"), "is a part of another row's register")
    register = rows.number("register", whole=True)
    list_size = rows.number("practice_list_size", whole=True)
    rows.refuse(list_size > LARGEST_LIST, f"the list is larger than any practice's ({LARGEST_LIST:,})")
    rows.not_above(register, list_size, "register is larger than the list")
    rows.no_repeats("practice_code", "group_code")
    columns = {"area_code": "practice_code", "group_code": "group_code"}
    registers = rows.result(columns, area_type="practice", period=period, register=register, list_size=list_size)
    return Loaded.from_rows(rows, {"qof_register": registers}, period=period, series="national")
