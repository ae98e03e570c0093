"""ODS: practices, networks, successors."""

from datetime import date

import pytest

from pcdash import publications
from pcdash.errors import SourceError
from pcdash.publications.kit.file import find
from tests.publications.taken import read, reasons, table
from tests.worlds import forms as world_forms
from tests.worlds import registers as world_registers


class TestOds:
    def test_practices_of_epraccur(self, tmp_path):
        publication, loaded = read(tmp_path, "any name.csv", world_registers.practices_of_ods())
        assert (publication, loaded.rows_in, reasons(loaded)) == ("ods_practices", 17, {})
        practices = table(
            loaded, "practice", "practice_code", "status", "is_gp_practice", "closed", "commissioner", "joined_commissioner"
        )
        assert practices[0] == ("T10001", "A", True, None, "A3A8R", date(2021, 4, 1))
        assert practices[6] == ("T10007", "C", True, date(2020, 3, 31), "08F", date(2013, 4, 1))
        assert practices[-1] == ("T99001", "A", False, None, "A3A8R", date(2021, 4, 1))
        assert loaded.edition == date(2022, 6, 30)  # the newest date that it knows, whenever it was downloaded

    def test_a_wrong_date_or_status_of_a_practice_is_refused(self, tmp_path):
        lines = world_registers.practices_of_ods().decode().splitlines()
        lines[1] = lines[1].replace('"19740401"', '"1974"')
        lines[2] = lines[2].replace('"A","B"', '"X","B"')
        lines.append(lines[0])
        _, loaded = read(tmp_path, "epraccur.csv", "\r\n".join(lines) + "\r\n")
        assert reasons(loaded) == {
            2: "opened is not a date",
            3: "status is none of A, C, D, P, ACTIVE, INACTIVE, DORMANT, PROPOSED",
            18: "repeats an earlier row (practice_code)",
        }

    def test_successors(self, tmp_path):
        content = world_registers.successors() + b'"T10009","T10009","R","20220630","1"\r\n"T10010","T10001","R","soon","1"\r\n'
        publication, loaded = read(tmp_path, "succ.csv", content)
        assert publication == "ods_successors"
        assert table(loaded, "successor", "practice_code", "successor_code", "effective") == [
            ("T10008", "T10001", date(2022, 6, 30))
        ]
        assert reasons(loaded) == {2: "names an organisation as its own successor", 3: "effective is not a date"}

    def test_networks_since_2022(self, tmp_path):
        publication, loaded = read(tmp_path, "ePCN.xlsx", world_registers.networks())
        assert (publication, loaded.period, loaded.rows_in) == ("ods_networks", "2021-07", 5 + 15)
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code", "as_at")
        assert [link for link in links if link[0] == "T10003" and link[1] == "pcn"] == [
            ("T10003", "pcn", "U10001", date(2019, 7, 1)),
            ("T10003", "pcn", "U10002", date(2021, 7, 1)),
            ("T10003", "pcn", None, date(2021, 6, 30)),  # left, and joined another the day after
        ]
        assert ("pcn", "U10001", "Romford One PCN") in table(loaded, "area_name", "area_type", "area_code", "area_name")

    def test_networks_of_2019_were_named_after_ccgs(self, tmp_path):
        heads = ["Partner Organisation Code", "Partner Name", "Practice Parent CCG Code", "Practice Parent CCG Name", "PCN Code"]
        heads += ["PCN Name", "PCN Parent CCG Code", "PCN Parent CCG Name", "Practice to PCN Relationship Start Date"]
        heads += ["Practice to PCN Relationship End Date", "Practice CCG and PCN CCG match?"]
        ccg = ["08F", "NHS HAVERING CCG"]
        links = [
            ["T10001", "NORTH ROAD SURGERY", *ccg, "U10001", "ROMFORD PCN", *ccg, 20190701.0, None, True],
            ["T10002", "NORTH LANE PRACTICE", *ccg, "", "", *ccg, 20190701.0, None, True],
            ["T10003", "DR NORTH", *ccg, "U10001", "ROMFORD PCN", *ccg, None, None, True],
        ]
        sheets = {"PCN Details": [["PCN Code", "PCN Name"], ["U10001", "ROMFORD PCN"]], "PCN Core Partner Details": [heads, *links]}
        _, loaded = read(tmp_path, "ePCN.xlsx", world_forms.workbook(sheets))
        assert loaded.period == "2019-07"
        assert ("T10001", "08F") in table(loaded, "area_parent", "child_code", "parent_code")
        assert reasons(loaded) == {
            3: "sheet PCN Core Partner Details: pcn code is blank",
            4: "sheet PCN Core Partner Details: practice to pcn relationship start date is not a date",
        }

    @pytest.mark.parametrize("gone", ["PCNDetails", "PCN Core Partner Details"])
    def test_a_missing_sheet_of_networks_is_named(self, tmp_path, gone):
        sheets = {"PCNDetails": [["PCN Code", "PCN Name"], ["U1", "X"]], "PCN Core Partner Details": [["PCN Code"], ["U1"]]}
        del sheets[gone]
        with pytest.raises(SourceError, match=f"the sheet '{gone}' is missing"):
            read(tmp_path, "ePCN.xlsx", world_forms.workbook(sheets))

    NEW = '"{code}","EXAMPLE","Y56","QMF","1 Road","","","Town","","RM1 1AA","19740401","{closed}","{status}","B","A3A8R",'
    NEW += '"20210401","","01000","","","","1","","A3A8R","","{setting}",""'

    def test_the_vocabulary_since_2026(self, tmp_path):
        rows = [
            self.NEW.format(code="F89001", closed="", status="ACTIVE", setting="RO76"),
            self.NEW.format(code="F89002", closed="20240930", status="INACTIVE", setting="RO76"),
            self.NEW.format(code="Y99001", closed="", status="DORMANT", setting="RO80"),
        ]
        publication, loaded = read(tmp_path, "epraccur.csv", "\n".join([*rows, ""]))
        assert (publication, loaded.edition) == ("ods_practices", date(2024, 9, 30))
        assert table(loaded, "practice", "practice_code", "status", "is_gp_practice") == [
            ("F89001", "A", True),
            ("F89002", "C", True),
            ("Y99001", "D", False),
        ]

    def test_a_register_with_a_header_row(self, tmp_path):
        names = ["Organisation Code", "Name", *[f"Field {number}" for number in range(3, 13)], "Status Code"]
        header = ",".join([*names, *[f"Field {number}" for number in range(14, 28)]])
        row = self.NEW.format(code="F89001", closed="", status="A", setting="4")
        publication, loaded = read(tmp_path, "register.csv", f"{header}\n{row}\n")
        assert (publication, reasons(loaded)) == ("ods_practices", {})
        assert table(loaded, "practice", "practice_code", "is_gp_practice") == [("F89001", True)]

    @pytest.mark.parametrize(
        ("row", "title"),
        [
            ('"F89001","08F","W","20130401","20200331","0"', "epcmem"),
            ('"G1234567","F89001","P","20130401","","0"', "epracmem"),
            (NEW.format(code="V00123", closed="", status="A", setting="0"), "dental"),
        ],
    )
    def test_lists_in_the_same_columns_are_named_and_not_taken_for_another(self, tmp_path, row, title):
        (tmp_path / "x.csv").write_text(f"{row}\n", encoding="utf-8")
        [file] = find([tmp_path])
        publication, module = publications.recognise(file)
        assert module is None and title in publication.title
