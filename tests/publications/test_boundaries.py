"""Boundaries: every file format, any declared reference system."""

import warnings

import geopandas
import pytest
import shapely

from pcdash import publications
from pcdash.errors import SourceError
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

    def test_geojson_in_metres_that_does_not_say_so_is_refused(self, tmp_path):
        content = world_forms.geojson([({"LSOA21CD": "E01", "LSOA21NM": "X"}, world_forms.square(550000, 188000))], crs=None)
        with pytest.raises(SourceError, match="has coordinates outside the coordinate system it declares"):
            read(tmp_path, "a.geojson", content)

    def test_a_shapefile_without_its_prj_is_refused(self, tmp_path):
        [file] = find([self.write(tmp_path / "maps", "ESRI Shapefile", "a.shp", None)])
        with pytest.raises(SourceError, match=r"^a.shp: declares no coordinate system\nWhat to do: add its .prj file"):
            publications.boundaries.load(file, CATALOGUE)

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
