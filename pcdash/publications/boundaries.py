"""Boundaries: GeoJSON, shapefile or GeoPackage of the ONS layers that maps draw, in any coordinate system (`kit/placing.py`).

They are kept on the British National Grid in whole metres, simplified as one coverage so that neighbours still meet.
"""

import io
import re
import warnings
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import geopandas
import numpy as np
import pandas as pd
import shapely

from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit import archive
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.placing import on_the_grid
from pcdash.terms import codes

PUBLICATION = Publication(
    "boundaries",
    "Boundaries",
    "Office for National Statistics",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right",
)
NAMES = r".*\.(geojson|gpkg|shp)"

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
TOLERANCE_METRES = 15
# Finest first: a file of LSOAs also names the wards or districts they lie in. The words are of those that no map draws.
LAYERS = {
    "OA": "census output areas",
    "WZ": "workplace zones",
    "LSOA": None,
    "MSOA": "middle layer super output areas",
    "PAR": "parishes",
    "WD": None,
    "CED": "county electoral divisions",
    "LAD": None,
    "CTYUA": None,
    "CTY": "counties",
    "PCON": "parliamentary constituencies",
    "SICBL": "sub-ICB locations",
    "CCG": "clinical commissioning groups",
    "ICB": "integrated care boards",
    "STP": "sustainability and transformation partnerships",
    "CAL": "cancer alliances",
    "NHSER": "NHS England regions",
    "NHSRL": "NHS local regions",
    "CAUTH": "combined authorities",
    "PFA": "police force areas",
    "RGN": "regions",
    "CTRY": "countries",
}
# Layers whose areas the dashboard follows under their newest code.
LAYER_TYPES = {"lad": "borough", "ctyua": "borough"}
_CODE = re.compile(rf"({'|'.join(LAYERS)})(\d\d)CD")
_OTHER_CODE = re.compile(r"[A-Z]{2,8}\d\dCD", re.IGNORECASE)


def recognises(file: PublishedFile) -> bool:
    if file.form == "json":
        return b'"FeatureCollection"' in file.content[:2048]
    return file.form in ("shapefile", "geopackage")


def load(file: PublishedFile, catalogue) -> Loaded:
    with warnings.catch_warnings():
        # What GDAL and numpy have to say of a shape that is none, its feature's reason says.
        warnings.simplefilter("ignore", RuntimeWarning)
        frame = _read(file)
    # Some portals write the names of columns in small letters.
    official = re.compile(rf"({'|'.join(LAYERS)})\d\d(CD|NM)", re.IGNORECASE)
    frame = frame.rename(columns={column: column.upper() for column in frame.columns if official.fullmatch(str(column))})
    layer, code, name = _columns_of(frame, file)
    frame, note = on_the_grid(frame, file.label)
    is_shaped = ~(frame.geometry.isna() | frame.geometry.is_empty)
    is_placed = np.array([np.isfinite(shapely.get_coordinates(shape)).all() for shape in frame.geometry], dtype=bool)
    written = frame[code].fillna("").astype(str)
    reason = pd.Series("", index=frame.index, dtype=str)
    reason[~is_shaped] = "has no geometry, or one that is not closed"
    reason[is_shaped & ~is_placed] = "has coordinates that are no place"
    reason[(reason == "") & ~frame.geom_type.isin(["Polygon", "MultiPolygon"])] = "is not an area"
    reason[(reason == "") & (written == "")] = "has no code"
    reason[(reason == "") & written.duplicated()] = "repeats an earlier code"
    kept = frame[reason == ""].copy()
    kept["geometry"] = _simplify(kept.geometry.make_valid())
    refused = frame[reason != ""]
    district = next((column for column in frame.columns if re.fullmatch(r"LAD\d\dCD", column) and column != code), None)
    return Loaded(
        rows_in=len(frame),
        tables={
            "boundary": pd.DataFrame(
                {
                    "layer": layer,
                    "area_code": [codes.current(each, LAYER_TYPES.get(layer[:-2], "")) for each in kept[code].astype(str)],
                    "area_name": kept[name].astype(str) if name else kept[code].astype(str),
                    "district_code": [codes.current(each, "borough") for each in kept[district].astype(str)] if district else None,
                    "geometry": [shapely.to_geojson(shape) for shape in kept.geometry],
                    **{edge: kept.bounds[edge] for edge in ("minx", "miny", "maxx", "maxy")},
                }
            )
        },
        refused=pd.DataFrame(
            {
                "row_number": refused.index.astype("int64") + 1,
                "reason": reason[reason != ""],
                "content": written[reason != ""].map(lambda code: codes.among([code])),
            }
        ).reset_index(drop=True),
        series=None,
        notes=[f"{len(kept):,} areas of layer {layer}", *filter(None, [note])],
    )


def _read(file: PublishedFile) -> geopandas.GeoDataFrame:
    """The features of the file; a shapefile's parts are taken from beside it or from the same archive. A shape that is none is
    left out of its feature, which costs the others nothing."""
    try:
        if file.form == "shapefile" and file.member is None:
            return geopandas.read_file(file.path, on_invalid="ignore")
        if file.form == "shapefile":
            with TemporaryDirectory() as folder:
                return geopandas.read_file(_unpacked(file, Path(folder)), on_invalid="ignore")
        if file.form == "geopackage":  # GDAL wants to see the extension
            with TemporaryDirectory() as folder:
                path = Path(folder) / "boundaries.gpkg"
                path.write_bytes(file.content)
                return geopandas.read_file(path, on_invalid="ignore")
        return geopandas.read_file(io.BytesIO(file.content), on_invalid="ignore")
    except (OSError, ValueError, RuntimeError, shapely.errors.ShapelyError):
        # What GDAL says names folders and quotes the file: neither is for everybody.
        raise SourceError("cannot be read as boundaries", file.label, "download it again, with all its parts") from None


def _unpacked(file: PublishedFile, folder: Path) -> Path:
    """The parts of a shapefile in an archive under names of our own: a member's name may lead anywhere."""
    stem = str(PurePosixPath(file.member.name).with_suffix(""))
    for part in archive.members(file.path, file.label):
        ending = PurePosixPath(part.name).suffix.lower()
        if str(PurePosixPath(part.name).with_suffix("")) == stem and ending in SHAPEFILE_PARTS:
            (folder / f"shape{ending}").write_bytes(archive.content(file.path, part, file.label))
    return folder / "shape.shp"


def _columns_of(frame: geopandas.GeoDataFrame, file: PublishedFile) -> tuple[str, str, str | None]:
    """Layer, column of codes and column of names. Raises SetAside for a layer that no map draws, SourceError for no layer."""
    found = {match[1]: column for column in frame.columns if (match := _CODE.fullmatch(str(column)))}
    layer = next((layer for layer in LAYERS if layer in found), None)
    if layer is None and (other := next(filter(_OTHER_CODE.fullmatch, map(str, frame.columns)), None)):
        raise SetAside(f"holds the boundaries of the layer {other[:-2].lower()}, which no map here draws", file.label)
    if layer is None:
        raise SourceError(
            "has no column of ONS codes such as LSOA21CD or LAD24CD",
            file.label,
            "download the layer with its official columns",
        )
    if LAYERS[layer]:
        raise SetAside(f"holds the boundaries of {LAYERS[layer]}, which no map here draws", file.label)
    code = found[layer]
    name = code.removesuffix("CD") + "NM"
    return code.removesuffix("CD").lower(), code, name if name in frame.columns else None


def _simplify(shapes: geopandas.GeoSeries) -> geopandas.GeoSeries:
    """Fewer points without gaps or overlaps between neighbours; shapes that are no clean coverage stay as they are."""
    if not shapely.coverage_is_valid(shapes.values):
        shapes = shapes.set_precision(1)
    if shapely.coverage_is_valid(shapes.values):
        shapes = shapes.simplify_coverage(TOLERANCE_METRES)
    return shapes.set_precision(1)
