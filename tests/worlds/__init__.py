"""Worlds that tests are built on: what is in them, and how each publication prints it."""

from pathlib import Path

from tests.worlds.forms import archive
from tests.worlds.qof import (
    achievement_national,
    achievement_of_region,
    ccg_workbook,
    mapping_of_ccgs,
    mapping_of_indicators,
    mapping_of_sub_icbs,
    prevalence,
)
from tests.worlds.registers import (
    deprivation,
    networks,
    patients_by_age,
    patients_by_small_area,
    patients_map,
    patients_total,
    postcodes,
    practices_of_ods,
    small_areas,
    successors,
)
from tests.worlds.returns import fingertips, local_return, modelled_prevalence
from tests.worlds.small import LONDON, MIDLANDS
from tests.worlds.survey import survey_named, survey_numbered, survey_of_england


def write(folder: Path) -> None:
    """Writes every published file of the world into the folder, each where a user would put it."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def files() -> dict[str, bytes]:
    """Every published file by its path."""
    return {
        "qof/2018-19/ACHIEVEMENT_1819.csv": achievement_national("2018/19"),
        "qof/2018-19/PREVALENCE_1819.csv": prevalence("2018/19"),
        "qof/2018-19/MAPPING_NHS_GEOGRAPHIES_1819.csv": mapping_of_ccgs(),
        "qof/2018-19/qof-1819-prev-ach-exc-ccg.xlsx": ccg_workbook(),
        "qof/2022-23/ACHIEVEMENT_LONDON_2223.csv": achievement_of_region("2022/23", LONDON),
        "qof/2022-23/ACHIEVEMENT_MIDLANDS_2223.csv": achievement_of_region("2022/23", MIDLANDS),
        "qof/2022-23/PREVALENCE_2223.csv": prevalence("2022/23"),
        "qof/2022-23/MAPPING_NHS_GEOGRAPHIES_2223.csv": mapping_of_sub_icbs(),
        "qof/2022-23/MAPPING_INDICATORS_2223.csv": mapping_of_indicators(),
        "gp-patient-survey/GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv": survey_numbered(),
        "gp-patient-survey/GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv": survey_named(),
        "gp-patient-survey/GPPS_2025_National_data_(weighted)_(csv)_PUBLIC.csv": survey_of_england(),
        "fingertips/indicators-CountyUA.data.csv": fingertips(),
        "ods/epraccur.csv": practices_of_ods(),
        "ods/succ.csv": successors(),
        "ods/ePCN.xlsx": networks(),
        "registered-patients/gp-reg-pat-prac-all-apr-19.csv": patients_total(),
        "registered-patients/gp-reg-pat-prac-map.zip": archive({"gp-reg-pat-prac-map.csv": patients_map()}),
        "registered-patients/gp-reg-pat-prac-quin-age.zip": archive({"gp-reg-pat-prac-quin-age.csv": patients_by_age()}),
        "registered-patients/gp-reg-pat-prac-lsoa-male-female-Apr-23.zip": archive(
            {"gp-reg-pat-prac-lsoa-all.csv": patients_by_small_area()}
        ),
        "geography/code-point/rm.csv": postcodes(),
        "geography/lsoa-2021.geojson": small_areas(),
        "deprivation/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx": deprivation(),
        "prevalence-estimates/CHD-prevalence-estimates-&-QOF-prac-level-no-IMD.xlsx": modelled_prevalence(),
        "local-returns/havering.csv": local_return(),
    }
