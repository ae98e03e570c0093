"""The loaders on real published files: what each file is, how many of its rows are taken, and figures read off the files by hand.

All files are read once. A test of a file that is not in the folder is skipped, so that a part of the collection is enough.
"""

import pytest
import shapely

from pcdash.build import read as reading
from pcdash.definitions import catalogue
from pcdash.publications.kit import file as files

pytestmark = pytest.mark.real

REPEATED = "repeats an earlier row (indicator id, area code, time period, sex, age, category type, category)"
NO_NETWORK = "org_code is not the code of a primary care network: write one such as U12345"
OTHER_ORGANISATION = "is an organisation that the dashboard does not keep"
NO_PRACTICE = "practice.code is not the code of a practice: write one such as F82001"
ABOVE = "sheet AST: AST003 numerator is larger than the denominator; the row's other figures are kept"
LARGER = "register is larger than the list"
ESTIMATES, REGISTERS = (f"sheet {name}: practice is not on the other sheet" for name in ("EstPrev", "QOFPrev"))

# File, publication, period, rows in, and how many are refused for which reason.
EXPECTED = [
    ("derived/cqc.csv", "care_quality", None, 6_229, {NO_PRACTICE: 60}),
    ("fingertips/dementia_qof_prev.csv", "fingertips", None, 224, {REPEATED: 14}),
    ("fingertips/indicator-data.csv", "fingertips", None, 6_547, {REPEATED: 1}),
    ("fingertips/ld_qof_prev.csv", "fingertips", None, 464, {REPEATED: 169}),
    (
        "geo/boundaries/Local_Authority_Districts_May_2024_Boundaries__UK_BSC_-5684348521832897108.geo.json",
        "boundaries",
        None,
        361,
        {},
    ),
    ("geo/codepoint-2025-11/CSV/ha.csv", "code_point", None, 10_254, {}),
    ("geo/codepoint-2025-11/CSV/ig.csv", "code_point", None, 6_096, {}),
    ("geo/codepoint-2025-11/CSV/rm.csv", "code_point", None, 9_985, {}),
    ("geo/london-2021/london-2021-lsoa-gen20.shp", "boundaries", None, 4_994, {}),
    ("geo/uk-geojson-2011/lsoa_by_lad/E09000002.json", "boundaries", None, 110, {}),
    ("geo/uk-geojson-2011/lsoa_by_lad/E09000015.json", "boundaries", None, 137, {}),
    ("geo/uk-geojson-2011/lsoa_by_lad/E09000016.json", "boundaries", None, 150, {}),
    ("geo/uk-geojson-2011/lsoa_by_lad/E09000026.json", "boundaries", None, 161, {}),
    ("geo/uk-geojson-2011/wards_by_lad/E09000016.json", "boundaries", None, 18, {}),
    ("gpps/GPPS_2025_national_sample_rows_RECON.csv", "gp_patient_survey", "2025", 1, {}),
    ("gpps/GPPS_2025_practice_sample_rows_RECON.csv", "gp_patient_survey", "2025", 25, {}),
    ("imd/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx", "deprivation", "2019", 32_844, {}),
    ("local-returns/gpps_overall_experience_practices.csv", "local_return", None, 899, {}),
    ("local-returns/local_authority_values.csv", "local_return", None, 1_307, {}),
    ("org/2026-07/gp-reg-pat-prac-map.zip > gp-reg-pat-prac-map.csv", "registered_patients_map", "2026-07", 6_139, {}),
    (
        "org/2026-07/gp-reg-pat-prac-quin-age.zip > gp-reg-pat-prac-quin-age.csv",
        "registered_patients",
        "2026-07",
        326_241,
        {OTHER_ORGANISATION: 6_106, NO_NETWORK: 43},
    ),
    ("org/epcn-2019/ePCN.xlsx", "ods_networks", "2019-12", 8_007, {}),
    ("org/epcn-2025/ePCN.xlsx", "ods_networks", "2024-10", 1_366 + 7_705, {}),
    ("org/gp-reg-pat-2021-01/gp-reg-pat-prac-all.csv", "registered_patients", "2021-01", 6_658, {}),
    ("org/gp-reg-pat-2025-10/gp-reg-pat-prac-map.csv", "registered_patients_map", "2025-10", 6_202, {}),
    ("org/ods-2025-11/epraccur.csv", "ods_practices", None, 16_685, {}),
    (
        "prevalence-estimates/CHD-prevalence-estimates-&-QOF-prac-level-no-IMD.xlsx",
        "modelled_prevalence",
        "2014/15",
        15_280,
        {REGISTERS: 278},
    ),
    (
        "prevalence-estimates/Diagnosed-hypertension-estimates-practice-level.xlsx",
        "modelled_prevalence",
        "2014/15",
        15_342,
        {ESTIMATES: 11, REGISTERS: 227},
    ),
    ("qof/2022-23/MAPPING_NHS_GEOGRAPHIES_2223.csv", "qof_mapping", "2022/23", 6_378, {}),
    ("qof/2022-23/PREVALENCE_2223.csv", "qof_prevalence", "2022/23", 133_938, {LARGER: 1}),
    ("qof/2024-25/PREVALENCE_2425.csv", "qof_prevalence", "2024/25", 129_948, {LARGER: 1}),
    ("qof/ccg-level/qof-1415-ccg-all.xlsx", "qof_workbook", "2014/15", 25 * 209, {}),
    ("qof/ccg-level/qof-1516-prev-ach-exc-ccg-v2.xlsx", "qof_workbook", "2015/16", 25 * 209, {}),
    ("qof/ccg-level/qof-1819-prev-ach-exc-ccg.xlsx", "qof_workbook", "2018/19", 25 * 191, {}),
    ("qof/ccg-level/qof-1920-prev-ach-pca-ccg.xlsx", "qof_workbook", "2019/20", 26 * 135, {}),
    ("qof/official-templates-2023-24/PREVIOUS_INDICATOR_MAPPINGS.csv", "qof_mapping", "2023/24", 76, {}),
    ("qof/practice-level-xlsx/qof-1415-prac-asthma.xlsx", "qof_workbook", "2014/15", 7_779, {ABOVE: 2}),
    ("reconstructed/gp-reg-pat-prac-all_2025-12-01.csv", "registered_patients", "2025-12", 6_196, {}),
    (
        "reconstructed/gp-reg-pat-prac-quin-age_2025-12-01_four-boroughs.csv",
        "registered_patients",
        "2025-12",
        5_891,
        {OTHER_ORGANISATION: 172},
    ),
]
NOT_USED = [
    ("appointments/Regional_CSV_ELondonHCP.csv", "Appointments in General Practice"),
    ("reconstructed/Practice_Level_Crosstab_Oct_25_first2000_EastOfEngland.csv", "Appointments in General Practice"),
    ("derived/england_sicb_iapt.csv", "NHS Talking Therapies, monthly"),
    ("derived/workforce_year.csv", "General Practice Workforce"),
    ("iif/IIF_indicators_annual_pub_2023_24.csv", "Network Contract DES and Investment and Impact Fund"),
    ("payments/22-23.csv", "NHS Payments to General Practice"),
    ("workforce/9.Primary Care Networks – March 2022 Individual Level.csv", "Primary Care Network Workforce"),
    (
        "workforce/2026-06/PCNWFIndividualCSV.062026.zip > 1.Primary Care Networks - June 2026 Individual Level.csv",
        "Primary Care Network Workforce",
    ),
]
TEMPLATES = [
    "qof/official-templates-2023-24/PREVIOUS_ACHIEVEMENTS_PCAS.csv",
    "qof/official-templates-2023-24/TEMPLATE-11-qof-YYYY-prac-ach-prev-pca-resp.xlsx",
    "qof/official-templates-2023-24/TEMPLATE-13-qof-YYYY-prac-ach-prev-pca-hd.xlsx",
]
CCG_WORKBOOKS = [label for label, publication, *_ in EXPECTED if publication == "qof_workbook" and "ccg" in label]


@pytest.fixture(scope="module")
def found(real_data):
    return files.find([real_data])


@pytest.fixture(scope="module")
def reports(found):
    """What the build makes of each file, by label."""
    return {report.file_label: report for report in reading.read(found, catalogue.load())}


@pytest.fixture
def report_of(reports):
    def get(label):
        return reports.get(label) or pytest.skip(f"{label} is not in the folder of real files")

    return get


@pytest.fixture
def rows_of(report_of):
    """All rows that a file has for a table."""

    def get(label, table):
        return report_of(label).loaded.tables[table]

    return get


@pytest.mark.parametrize(("label", "publication", "period", "rows_in", "refused"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_every_file_that_should_load_does(report_of, label, publication, period, rows_in, refused):
    report = report_of(label)
    assert (report.status, report.publication, report.period) == ("loaded", publication, period)
    assert (report.rows_in, report.rows_loaded) == (rows_in, rows_in - sum(refused.values()))
    assert report.loaded.refused["reason"].value_counts().to_dict() == refused


@pytest.mark.parametrize(("label", "title"), NOT_USED)
def test_publications_that_are_not_used_yet_are_named(report_of, label, title):
    report = report_of(label)
    assert (report.status, report.publication_title) == ("not used", title)


@pytest.mark.parametrize("label", TEMPLATES)
def test_templates_are_reported_as_empty(report_of, label):
    report = report_of(label)
    assert (report.status, report.message) == ("empty", "a template: it has no figures")


def test_no_published_file_is_taken_for_one_about_persons(reports):
    assert len(reports) > 50 and [label for label, report in reports.items() if "persons" in report.message] == []


@pytest.mark.parametrize(
    "label",
    [
        "gpps/GPPS_2025_ics_sample_rows_RECON.csv",
        "geo/london-2021/london-2021-msoa-gen20.shp",
        "geo/uk-geojson-2011/msoa_by_lad/E09000016.json",
        "geo/boundaries/NHS_SubICB_April_2023_EN_BSC_8040841744469859785.geo.json",
    ],
)
def test_what_no_page_shows_is_set_aside(report_of, label):
    assert report_of(label).status == "set aside"


def test_every_file_is_loaded_or_has_a_status_and_says_why(real_data, found, reports):
    parts = {".shx", ".dbf", ".prj", ".cpg"}
    on_disk = {path for path in real_data.rglob("*") if path.is_file() and path.suffix not in parts}
    assert {file.path for file in found} == on_disk
    for report in reports.values():
        assert report.status in ("loaded", "empty", "set aside", "not used", "not recognised", "duplicate", "superseded")
        assert report.status == "loaded" or report.message, report.file_label
        assert str(real_data) not in f"{report.file_label} {report.message}"


def test_all_rows_are_accounted_for(reports):
    for report in reports.values():
        if report.loaded is not None:
            assert report.rows_in == report.rows_loaded + len(report.loaded.refused), report.file_label
            assert (report.loaded.refused["reason"] != "").all()


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("fingertips/dementia_qof_prev.csv", "utf-8"), ("qof/2022-23/PREVALENCE_2223.csv", "utf-8")],
)
def test_encodings_are_reported(report_of, label, encoding):
    assert report_of(label).encoding == encoding


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("9.Primary Care Networks – March 2022 Individual Level.csv", "cp1252"),
        ("1.Primary Care Networks - June 2026 Individual Level.csv", "utf-8-sig"),
        ("PCA_REFERENCE.csv", "cp1252"),
        ("22-23.csv", "utf-8-sig"),
    ],
)
def test_real_files_come_in_three_encodings(found, name, encoding):
    file = next((file for file in found if file.name == name), None) or pytest.skip(f"{name} is not in the folder of real files")
    assert file.encoding == encoding
    file.release()


class TestQof:
    @pytest.mark.parametrize(
        ("label", "practices", "figures"),
        [
            ("qof/2022-23/PREVALENCE_2223.csv", 6_378, {("A81001", "AF"): (112, 3_996), ("A81001", "AST"): (317, 3_766)}),
            ("qof/2024-25/PREVALENCE_2425.csv", 6_188, {("A81001", "AF"): (113, 3_904), ("A81001", "AST"): (324, 3_687)}),
        ],
    )
    def test_prevalence_of_every_practice_and_group(self, rows_of, label, practices, figures):
        registers = rows_of(label, "qof_register").set_index(["area_code", "group_code"])
        assert registers.index.get_level_values("area_code").nunique() == practices
        assert registers.index.get_level_values("group_code").nunique() == 21
        for key, (register, list_size) in figures.items():
            assert tuple(registers.loc[key, ["register", "list_size"]]) == (register, list_size)

    def test_prevalence_of_england_in_2024_25_equals_the_published_headlines(self, rows_of):
        registers = rows_of("qof/2024-25/PREVALENCE_2425.csv", "qof_register")
        england = registers.groupby("group_code")[["register", "list_size"]].sum()
        assert england.loc["AF", "list_size"] == 63_766_671
        share = 100 * england["register"] / england["list_size"]
        assert (round(share["HYP"], 1), round(share["OB"], 1)) == (15.2, 13.9)

    def test_the_mapping_of_2022_23_holds_every_practice_and_the_four_boroughs_sub_icbs(self, rows_of):
        links = rows_of("qof/2022-23/MAPPING_NHS_GEOGRAPHIES_2223.csv", "area_parent")
        to_sub_icb = links[(links["child_type"] == "practice") & (links["parent_type"] == "sub_icb")]
        assert to_sub_icb["child_code"].nunique() == 6_378
        assert {"A3A8R", "W2U3Z"} <= set(to_sub_icb["parent_code"])

    @pytest.mark.parametrize(
        ("label", "ccgs"),
        [
            ("qof/ccg-level/qof-1415-ccg-all.xlsx", 209),
            ("qof/ccg-level/qof-1516-prev-ach-exc-ccg-v2.xlsx", 209),
            ("qof/ccg-level/qof-1819-prev-ach-exc-ccg.xlsx", 191),
            ("qof/ccg-level/qof-1920-prev-ach-pca-ccg.xlsx", 135),
        ],
    )
    def test_workbooks_hold_every_ccg_and_every_register(self, rows_of, label, ccgs):
        registers = rows_of(label, "qof_register")
        assert registers["area_code"].nunique() == ccgs
        assert registers.groupby("group_code")["area_code"].nunique().to_dict() == dict.fromkeys(registers["group_code"], ccgs)
        assert {"AF", "CHD", "COPD", "DEP", "DM", "HYP", "LD", "MH", "STIA"} <= set(registers["group_code"])
        assert registers["group_code"].nunique() == 21

    # Read off the row of NHS Havering CCG: numerator, denominator, exceptions or adjustments.
    @pytest.mark.parametrize(
        ("label", "code", "counts"),
        [
            ("qof/ccg-level/qof-1415-ccg-all.xlsx", "CHD002", (6_752, 7_309, 243)),
            ("qof/ccg-level/qof-1415-ccg-all.xlsx", "DM003", (9_266, 11_603, 1_186)),
            ("qof/ccg-level/qof-1415-ccg-all.xlsx", "AF004", (1_645, 1_935, 345)),
            ("qof/ccg-level/qof-1516-prev-ach-exc-ccg-v2.xlsx", "DM003", (9_725, 12_466, 1_211)),
            ("qof/ccg-level/qof-1516-prev-ach-exc-ccg-v2.xlsx", "AF007", (2_603, 3_047, 416)),
            ("qof/ccg-level/qof-1819-prev-ach-exc-ccg.xlsx", "DM003", (12_095, 15_081, 1_265)),
            ("qof/ccg-level/qof-1819-prev-ach-exc-ccg.xlsx", "CHD002", (6_747, 7_191, 229)),
            ("qof/ccg-level/qof-1920-prev-ach-pca-ccg.xlsx", "DM019", (10_537, 13_228, 1_427)),
            ("qof/ccg-level/qof-1920-prev-ach-pca-ccg.xlsx", "CHD008", (3_805, 4_556, 168)),
            ("qof/ccg-level/qof-1920-prev-ach-pca-ccg.xlsx", "CHD009", (2_274, 2_518, 51)),
        ],
    )
    def test_counts_of_havering(self, rows_of, label, code, counts):
        measures = rows_of(label, "qof_measure")
        row = measures[(measures["area_code"] == "08F") & (measures["indicator_code"] == code)].set_index("measure")["value"]
        assert tuple(row[["NUMERATOR", "DENOMINATOR", "PCAS"]]) == counts

    @pytest.mark.parametrize(
        ("label", "group", "register", "list_size"),
        [
            ("qof/ccg-level/qof-1415-ccg-all.xlsx", "CHD", 7_552, 261_141),
            ("qof/ccg-level/qof-1415-ccg-all.xlsx", "DM", 12_789, 208_922.88594742867),
            ("qof/ccg-level/qof-1516-prev-ach-exc-ccg-v2.xlsx", "CHD", 7_636, 271_977),
            ("qof/ccg-level/qof-1819-prev-ach-exc-ccg.xlsx", "DM", 16_346, 223_134),
            ("qof/ccg-level/qof-1920-prev-ach-pca-ccg.xlsx", "CHD", 7_293, 282_240),
        ],
    )
    def test_registers_of_havering(self, rows_of, label, group, register, list_size):
        registers = rows_of(label, "qof_register")
        row = registers[(registers["area_code"] == "08F") & (registers["group_code"] == group)]
        assert row[["register", "list_size"]].to_numpy().tolist() == [[register, list_size]]

    @pytest.mark.parametrize("label", [*CCG_WORKBOOKS, "qof/practice-level-xlsx/qof-1415-prac-asthma.xlsx"])
    def test_printed_percentages_equal_computed_ones_on_every_row(self, rows_of, label):
        """The counts of one indicator are in neighbouring columns: a column read off by one would show at once."""
        wide = rows_of(label, "qof_measure").pivot(index=["area_code", "indicator_code"], columns="measure", values="value")
        eligible = wide["DENOMINATOR"] + wide["PCAS"]
        checked = 0
        for part, whole, printed in (
            (wide["NUMERATOR"], wide["DENOMINATOR"], wide["PRINTED_NET"]),
            (wide["NUMERATOR"], eligible, wide["PRINTED_INTERVENTION"]),
            (wide["PCAS"], eligible, wide["PRINTED_ADJUSTMENT_RATE"]),
        ):
            known = printed.notna() & (whole > 0)
            assert ((100 * part / whole - printed).abs()[known] <= 1e-6).all()
            checked += known.sum()
        assert checked > 0.98 * 3 * len(wide)

    @pytest.mark.parametrize("label", [*CCG_WORKBOOKS, "qof/practice-level-xlsx/qof-1415-prac-asthma.xlsx"])
    def test_printed_prevalence_equals_the_computed_one_on_every_row(self, rows_of, label):
        registers = rows_of(label, "qof_register")
        computed = 100 * registers["register"] / registers["list_size"]
        assert registers["printed_prevalence"].notna().all()
        assert ((computed - registers["printed_prevalence"]).abs() <= 1e-6).all()

    @pytest.mark.parametrize("label", [*CCG_WORKBOOKS, "qof/practice-level-xlsx/qof-1415-prac-asthma.xlsx"])
    def test_no_block_of_an_indicator_is_passed_over(self, found, rows_of, label):
        """As many numerators are loaded as there are columns headed "Numerator" in the workbook, and so on."""
        measures = rows_of(label, "qof_measure")
        loaded = measures.drop_duplicates(["indicator_code", "measure"])["measure"].value_counts()
        file = next(file for file in found if file.label == label)
        heads = [
            str(cell).strip().lower()
            for name in file.sheets
            for line in file.sheet(name)[8:15]
            if any(str(cell).strip().lower() == "numerator" for cell in line)
            for cell in line
        ]
        file.release()
        assert loaded["NUMERATOR"] == heads.count("numerator") > 0
        assert loaded["DENOMINATOR"] == heads.count("denominator")
        assert loaded["PCAS"] == heads.count("exceptions") + heads.count("pcas")

    def test_counts_of_the_first_practice_in_the_asthma_workbook(self, rows_of):
        measures = rows_of("qof/practice-level-xlsx/qof-1415-prac-asthma.xlsx", "qof_measure")
        row = measures[(measures["area_code"] == "A81001") & (measures["indicator_code"] == "AST003")].set_index("measure")["value"]
        assert tuple(row[["NUMERATOR", "DENOMINATOR", "PCAS"]]) == (172, 226, 104)


class TestPeopleAndPlaces:
    def test_registered_patients_of_london_and_its_practices_agree(self, rows_of):
        label = "org/2026-07/gp-reg-pat-prac-quin-age.zip > gp-reg-pat-prac-quin-age.csv"
        patients = rows_of(label, "registered_patients")
        total = patients[(patients["sex"] == "Persons") & (patients["age"] == "All ages")].set_index(["area_type", "area_code"])
        assert total.loc[("region", "E40000003"), "patients"] == 10_991_417
        by_sex = patients[(patients["area_code"] == "E40000003") & (patients["sex"] != "Persons") & (patients["age"] != "All ages")]
        assert by_sex["patients"].sum() <= 10_991_417  # a few are neither
        assert by_sex["patients"].sum() > 10_990_000
        practices = total.loc["practice", "patients"]
        assert practices.sum() == total.loc["region", "patients"].sum()

    def test_a_practice_of_2021(self, rows_of):
        patients = rows_of("org/gp-reg-pat-2021-01/gp-reg-pat-prac-all.csv", "registered_patients")
        assert patients.set_index("area_code").loc["A84002", "patients"] == 5_903

    def test_practices_of_north_east_and_north_west_london(self, rows_of):
        links = rows_of("org/2026-07/gp-reg-pat-prac-map.zip > gp-reg-pat-prac-map.csv", "area_parent")
        practices = links.loc[links["child_type"] == "practice", "parent_code"].value_counts()
        assert (practices["A3A8R"], practices["W2U3Z"]) == (261, 337)

    def test_practices_and_those_that_are_none(self, rows_of):
        practices = rows_of("org/ods-2025-11/epraccur.csv", "practice").set_index("practice_code")
        assert practices.loc["A81003", "closed"].isoformat() == "2017-10-31"
        assert practices.loc["A81001", "commissioner"] == "16C"
        assert 6_000 < (practices["is_gp_practice"] & (practices["status"] == "A")).sum() < 8_000

    def test_networks_before_and_after_the_reform(self, rows_of):
        older, newer = (rows_of(f"org/epcn-{year}/ePCN.xlsx", "area_parent") for year in (2019, 2025))
        for links, network, parent in ((older, "U45102", "00C"), (newer, "U89141", "16C")):
            named = links[(links["child_type"] == "pcn") & (links["child_code"] == network)]
            assert set(named["parent_code"]) == {parent}
        assert set(newer.loc[(newer["child_code"] == "A81001") & (newer["parent_type"] == "pcn"), "parent_code"]) == {"U89141"}

    @pytest.mark.parametrize(("area", "district", "postcodes"), [("rm", "E09000016", 5_030), ("ha", "E09000015", 4_929)])
    def test_postcodes_of_havering_and_harrow(self, rows_of, area, district, postcodes):
        rows = rows_of(f"geo/codepoint-2025-11/CSV/{area}.csv", "postcode")
        assert (rows["district_code"] == district).sum() == postcodes

    def test_a_postcode(self, rows_of):
        row = rows_of("geo/codepoint-2025-11/CSV/rm.csv", "postcode").set_index("postcode").loc["RM11AA"]
        assert (row["easting"], row["northing"], row["district_code"]) == (551_035, 188_774, "E09000016")

    def test_deprivation_of_a_small_area(self, rows_of):
        rows = rows_of("imd/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx", "deprivation_lsoa").set_index("lsoa_code")
        assert tuple(rows.loc["E01000001", ["imd_rank", "imd_decile"]]) == (29_199, 9)
        assert (rows["imd_rank"].min(), rows["imd_rank"].max()) == (1, 32_844)

    def test_boundaries_of_havering_agree_whatever_their_coordinate_system(self, rows_of):
        """Small areas of 2011 (longitude and latitude) and 2021 (National Grid) and the district of 2024 cover one borough."""
        districts = rows_of(
            "geo/boundaries/Local_Authority_Districts_May_2024_Boundaries__UK_BSC_-5684348521832897108.geo.json", "boundary"
        )
        small_2021 = rows_of("geo/london-2021/london-2021-lsoa-gen20.shp", "boundary")
        small_2011 = rows_of("geo/uk-geojson-2011/lsoa_by_lad/E09000016.json", "boundary")
        district, new, old = (
            shapely.union_all([shapely.from_geojson(text) for text in rows["geometry"]])
            for rows in (
                districts[districts["area_code"] == "E09000016"],
                small_2021[small_2021["district_code"] == "E09000016"],
                small_2011,
            )
        )
        assert shapely.Point(551_035, 188_774).within(new)
        assert old.symmetric_difference(new).area < 0.01 * new.area
        assert district.symmetric_difference(new).area < 0.03 * new.area  # the coarsest of the published resolutions


class TestSurveyAndFingertips:
    def test_england_in_2025(self, rows_of):
        results = rows_of("gpps/GPPS_2025_national_sample_rows_RECON.csv", "survey_result").set_index("question")
        assert results.loc["localgpservicesphone", "share"] == 0.529358519
        assert set(results["area_type"]) == {"england"}

    def test_marks_of_the_survey_are_read_as_such(self, rows_of):
        results = rows_of("gpps/GPPS_2025_practice_sample_rows_RECON.csv", "survey_result")
        assert results["share"].between(0, 1).sum() + results["mark"].isin(
            ["missing", "not_applicable", "suppressed"]
        ).sum() == len(results)
        first = results[(results["area_code"] == "A84002") & (results["question"] == "localgpservicesphone")].iloc[0]
        assert (first["positive"], first["weighted_base"], first["unweighted_base"]) == pytest.approx(
            (69.74816152, 72.80239067, 119)
        )

    def test_england_stands_once_in_fingertips(self, rows_of):
        values = rows_of("fingertips/indicator-data.csv", "fingertips_value")
        england = values[values["area_type"] == "england"]
        assert england[["period", "value"]].to_numpy().tolist() == [["2019", 21.7220870988933]]
        assert (values["area_type"] == "practice").sum() == 6_545

    def test_one_download_mixes_area_types(self, report_of, rows_of):
        report = report_of("fingertips/smok_qof_prev.csv")
        assert (report.rows_in, report.rows_loaded) == (17_627, 15_293)
        reasons = report.loaded.refused["reason"].value_counts()
        restated = "is restated under the area's newer code"  # Barnsley, Sheffield
        assert dict(reasons) == {
            "is a district inside a county": 1_954,
            "area type is not one of the dashboard's": 355,
            restated: 25,
        }
        values = rows_of("fingertips/smok_qof_prev.csv", "fingertips_value")
        assert set(values["area_type"]) == {"practice", "sub_icb", "icb", "borough", "region", "england"}
        assert values.loc[values["area_code"].str.startswith("E07"), "area_code"].nunique() == 23  # merged since
        assert (values["area_code"] == "E09000016").sum() == 11
        by_year = values[values["area_type"] == "practice"].groupby("period")["area_code"].nunique()
        assert (by_year["2022/23"], by_year["2023/24"]) == (6_378, 6_267)

    def test_a_practices_modelled_prevalence(self, rows_of):
        rows = rows_of("prevalence-estimates/CHD-prevalence-estimates-&-QOF-prac-level-no-IMD.xlsx", "modelled_prevalence")
        row = rows.set_index("practice_code").loc["A81001"]
        assert row["estimate"] == pytest.approx(7.980285863951692)
        assert (row["list_size"], row["register"]) == (4_182, 180)
