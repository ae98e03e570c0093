"""Boundaries: every file format, any reference system, declared or not."""

import json
import warnings

import geopandas
import pytest
import shapely

from pcdash import publications
from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit.file import find
from tests.publications.taken import CATALOGUE, read, reasons, table
from tests.worlds import forms as world_forms
from tests.worlds import registers as world_registers


class TestBoundaries:
    """The same square kilometre in every form; within a few metres where it came through longitude and latitude."""

    SQUARE = shapely.box(550000, 188000, 551000, 189000)

    @staticmethod
    def frame(crs=27700):
        columns = {"LSOA21CD": ["E01990003"], "LSOA21NM": ["Havering 003A"], "LAD22CD": ["E09000016"]}
        shape = geopandas.GeoDataFrame(columns, geometry=[TestBoundaries.SQUARE], crs=27700)
        return shape.to_crs(crs) if crs else shape.set_crs(None, allow_override=True)

    def assert_is_the_square(self, loaded):
        [(layer, code, name, district, geometry)] = table(
            loaded, "boundary", "layer", "area_code", "area_name", "district_code", "geometry"
        )
        assert (layer, code, name, district) == ("lsoa21", "E01990003", "Havering 003A", "E09000016")
        assert shapely.from_geojson(geometry).hausdorff_distance(self.SQUARE) < 5
        [(minx, maxy)] = table(loaded, "boundary", "minx", "maxy")
        assert (minx, maxy) == (pytest.approx(550000, abs=5), pytest.approx(189000, abs=5))

    def write(self, folder, driver, name, crs):
        folder.mkdir(exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # writing without a coordinate system is the point
            self.frame(crs).to_file(folder / name.removesuffix(" renamed"), driver=driver)
        if name.endswith(" renamed"):
            (folder / name.removesuffix(" renamed")).rename(folder / name)
        return folder

    @pytest.mark.parametrize("crs", [27700, 4326, 3857])
    @pytest.mark.parametrize(
        ("driver", "name"),
        [
            ("GeoJSON", "a.geojson"),
            ("ESRI Shapefile", "a.shp"),
            ("GPKG", "a.gpkg"),
            ("GPKG", "a.gpkg renamed"),
            ("GeoJSON", "misnamed.csv"),
        ],
    )
    def test_every_form_and_coordinate_system(self, tmp_path, driver, name, crs):
        [file] = find([self.write(tmp_path / "maps", driver, name, crs)])
        publication, module = publications.recognise(file)
        assert publication.id == "boundaries"
        self.assert_is_the_square(module.load(file, CATALOGUE))

    @pytest.mark.parametrize("folder", ["", "London/ESRI/"])
    def test_a_shapefile_inside_an_archive(self, tmp_path, folder):
        parts = self.write(tmp_path / "parts", "ESRI Shapefile", "a.shp", 27700)
        members = {f"{folder}{path.name}": path.read_bytes() for path in parts.iterdir()}
        (tmp_path / "zipped").mkdir()
        (tmp_path / "zipped" / "maps.zip").write_bytes(world_forms.archive(members | {"readme.txt": b"about"}))
        file = next(item for item in find([tmp_path / "zipped"]) if item.name == "a.shp")
        self.assert_is_the_square(publications.boundaries.load(file, CATALOGUE))

    def test_geojson_without_a_declaration_is_in_longitude_and_latitude(self, tmp_path):
        shape = shapely.geometry.mapping(self.frame(4326).geometry[0])
        features = [({"LSOA21CD": "E01990003", "LSOA21NM": "Havering 003A", "LAD22CD": "E09000016"}, shape)]
        _, loaded = read(tmp_path, "a.geojson", world_forms.geojson(features, crs=None))
        self.assert_is_the_square(loaded)

    NAMED = "its coordinates are read as "

    def feature(self, crs, swapped=False):
        shape = shapely.transform(self.frame(crs).geometry[0], lambda points: points[:, ::-1] if swapped else points)
        properties = {"LSOA21CD": "E01990003", "LSOA21NM": "Havering 003A", "LAD22CD": "E09000016"}
        return [(properties, shapely.geometry.mapping(shape))]

    # Declared or not, what it says, and what the coordinates are.
    @pytest.mark.parametrize(
        "declared",
        [
            None,
            {"type": "name", "properties": {"name": "British National Grid"}},
            {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}},
            {"type": "name", "properties": {"name": "EPSG:3857"}},
            {"type": "name", "properties": {"name": "EPSG:27700"}},
            {"type": "name"},
        ],
        ids=["nothing", "in words", "4326", "3857", "27700", "broken"],
    )
    @pytest.mark.parametrize(
        ("crs", "swapped", "words"),
        [
            (27700, False, "metres on the British National Grid (EPSG:27700)"),
            (4326, False, "longitude and latitude (EPSG:4326)"),
            (4326, True, "latitude and longitude, in this order (EPSG:4326)"),
            (3857, False, "metres of web maps (EPSG:3857)"),
        ],
    )
    def test_coordinates_that_lie_in_the_kingdom_in_one_reading_only_are_read_so(self, tmp_path, declared, crs, swapped, words):
        collection = json.loads(world_forms.geojson(self.feature(crs, swapped), crs=None))
        _, loaded = read(tmp_path, "a.geojson", json.dumps({"crs": declared} | collection if declared else collection))
        self.assert_is_the_square(loaded)
        name = (declared or {}).get("properties", {}).get("name", "")
        is_as_said = name.endswith(f":{crs}") or (crs == 4326 and not name.endswith((":27700", ":3857")))
        assert loaded.notes[1:] == (
            [] if is_as_said and not swapped else [f"{self.NAMED}{words}: only so they lie in the United Kingdom"]
        )

    @pytest.mark.parametrize(("driver", "name"), [("ESRI Shapefile", "a.shp"), ("GPKG", "a.gpkg")])
    def test_other_files_that_declare_nothing_are_read_by_where_they_lie(self, tmp_path, driver, name):
        [file] = find([self.write(tmp_path / "maps", driver, name, None)])
        loaded = publications.boundaries.load(file, CATALOGUE)
        self.assert_is_the_square(loaded)
        assert loaded.notes[1].startswith(f"{self.NAMED}metres on the British National Grid")

    @pytest.mark.parametrize("crs", [None, 27700, 4326])
    @pytest.mark.parametrize("corner", [(3_000_000, 188_000), (100, 80), (-75, 40)], ids=["nowhere", "degrees", "abroad"])
    def test_coordinates_that_no_reading_puts_into_the_kingdom_are_set_aside_in_words(self, tmp_path, crs, corner):
        content = world_forms.geojson([({"LSOA21CD": "E01", "LSOA21NM": "X"}, world_forms.square(*corner, side=1))], crs=crs)
        with pytest.raises(
            SourceError, match=r"declares no coordinate system that puts its areas into .*\nWhat to do: download it in"
        ):
            read(tmp_path, "a.geojson", content)

    @pytest.mark.parametrize(
        ("column", "words"),
        [
            ("MSOA21CD", "middle layer super output areas"),
            ("OA21CD", "census output areas"),
            ("pcon24cd", "parliamentary constituencies"),
            ("SICBL23CD", "sub-ICB locations"),
            ("RGN24CD", "regions"),
            ("BUA22CD", "the layer bua22"),
        ],
    )
    def test_layers_that_no_map_draws_are_set_aside_by_name(self, tmp_path, column, words):
        content = world_forms.geojson(
            [({column: "E1", "LAD24CD" if column == "OA21CD" else "X": "E2"}, world_forms.square(0, 0))], crs=27700
        )
        with pytest.raises(SetAside, match=f"holds the boundaries of {words}, which no map here draws"):
            read(tmp_path, "a.geojson", content)

    @pytest.mark.parametrize("part", ["a.shx", "a.dbf"])
    def test_a_shapefile_without_its_other_parts_is_refused_and_names_no_folder(self, tmp_path, part):
        folder = self.write(tmp_path / "maps", "ESRI Shapefile", "a.shp", 27700)
        (folder / part).unlink()
        [file] = find([folder])
        with pytest.raises(SourceError, match=r"^a.shp: ") as raised:
            publications.boundaries.load(file, CATALOGUE)
        assert str(tmp_path) not in str(raised.value)

    def test_a_shapefile_alone_in_an_archive_is_refused_and_names_no_folder(self, tmp_path):
        parts = self.write(tmp_path / "parts", "ESRI Shapefile", "a.shp", 27700)
        (tmp_path / "maps.zip").write_bytes(world_forms.archive({"in/a.shp": (parts / "a.shp").read_bytes()}))
        [file] = find([tmp_path / "maps.zip"])
        with pytest.raises(SourceError, match=r"^maps.zip > in/a.shp: cannot be read as boundaries\n") as raised:
            publications.boundaries.load(file, CATALOGUE)
        assert "/tmp" not in str(raised.value)

    def test_a_shape_that_is_none_costs_its_own_feature_only(self, tmp_path):
        sound, unclosed, nowhere = (world_forms.square(place, 0) for place in (0, 2000, 4000))
        unclosed["coordinates"][0].pop()
        nowhere["coordinates"][0][1] = [float("nan"), 0]
        features = [({"WD24CD": code}, shape) for code, shape in (("W1", sound), ("W2", unclosed), ("W3", nowhere))]
        _, loaded = read(tmp_path, "a.geojson", world_forms.geojson(features, crs=27700))
        assert table(loaded, "boundary", "area_code") == [("W1",)]
        assert set(reasons(loaded)) == {2, 3}

    def test_features_without_area_code_or_geometry_are_refused(self, tmp_path):
        properties = [{"WD24CD": code, "WD24NM": code} for code in ("W1", "W1", "", "W3", "W4")]
        shapes = [world_forms.square(0, 0), world_forms.square(0, 0), world_forms.square(0, 0), None]
        shapes.append({"type": "Point", "coordinates": [0, 0]})
        _, loaded = read(tmp_path, "a.geojson", world_forms.geojson(list(zip(properties, shapes, strict=True)), crs=27700))
        assert reasons(loaded) == {
            2: "repeats an earlier code",
            3: "has no code",
            4: "has no geometry, or one that is not closed",
            5: "is not an area",
        }
        assert table(loaded, "boundary", "layer", "area_code", "district_code") == [("wd24", "W1", None)]

    def test_neighbours_still_meet_when_simplified(self, tmp_path):
        _, loaded = read(tmp_path, "a.geojson", world_registers.small_areas())
        shapes = [shapely.from_geojson(row[0]) for row in table(loaded, "boundary", "geometry")]
        assert shapely.coverage_is_valid(shapes)
        assert shapely.union_all(shapes).equals(shapely.box(550000, 188000, 552000, 190000))

    def test_a_layer_without_ons_codes_is_refused(self, tmp_path):
        content = world_forms.geojson([({"name": "X"}, world_forms.square(0, 0))], crs=27700)
        with pytest.raises(SourceError, match=r"has no column of ONS codes such as LSOA21CD or LAD24CD\n"):
            read(tmp_path, "a.geojson", content)

    def test_broken_geojson_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match=r"^a.geojson: cannot be read as boundaries"):
            read(tmp_path, "a.geojson", world_registers.small_areas()[:700])
