"""The shapes that maps draw: borough, wards, small areas, and localities made of the small areas their patients live in.

A locality has no boundary of its own. It gets the small areas (LSOAs) of which it registers more patients than any other
locality of the place; where no file says where patients live, it gets no shape at all, and maps say "schematic".
Everything is in metres on the British National Grid.
"""

import duckdb
import geopandas
import pandas as pd
import shapely

_DISTRICT_LAYERS = ("lad", "ctyua")


def map_shapes(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows of `tables.map_shape` for every place, from the boundaries and patients that were loaded."""
    boundaries = _boundaries(connection)
    places = [row[0] for row in connection.execute("SELECT place_code FROM tables.place ORDER BY place_code").fetchall()]
    homes = _homes(connection)
    frames = []
    for place in places:
        outline = _outline(boundaries, place)
        if outline is None:
            continue
        small_areas = _newest_inside(boundaries, "lsoa", place, outline)
        small_areas = small_areas.merge(homes[homes["place_code"] == place], on="area_code", how="left")
        frames += [
            outline.assign(layer="borough"),
            _newest_inside(boundaries, "wd", place, outline).assign(layer="ward"),
            small_areas.drop(columns="place_code").assign(layer="small_area"),
            _localities(small_areas).assign(layer="locality"),
        ]
        for frame in frames[-4:]:
            frame["place_code"] = place
    return _as_rows(pd.concat([frame for frame in frames if len(frame)], ignore_index=True)) if frames else pd.DataFrame()


def _boundaries(connection: duckdb.DuckDBPyConnection) -> geopandas.GeoDataFrame:
    """Boundaries whose box meets a district with a place file; the rest of the country is not parsed."""
    rows = connection.execute(
        """
        WITH district AS (
            SELECT * FROM tables.boundary AS boundary
            WHERE area_code IN (SELECT place_code FROM tables.place) OR district_code IN (SELECT place_code FROM tables.place)
        ),
        box AS (
            SELECT coalesce(district_code, area_code) AS place,
                min(minx) AS minx, min(miny) AS miny, max(maxx) AS maxx, max(maxy) AS maxy
            FROM district GROUP BY ALL
        )
        SELECT DISTINCT boundary.layer AS boundary_layer, boundary.area_code, boundary.area_name, boundary.district_code,
            boundary.geometry
        FROM tables.boundary AS boundary INNER JOIN box
            ON boundary.minx < box.maxx AND boundary.maxx > box.minx AND boundary.miny < box.maxy AND boundary.maxy > box.miny
        ORDER BY boundary_layer, boundary.area_code
        """
    ).df()
    shapes = shapely.from_geojson(rows["geometry"].to_numpy(dtype=object)) if len(rows) else []
    frame = geopandas.GeoDataFrame(rows.drop(columns="geometry"), geometry=list(shapes), crs=27700)
    return frame.drop_duplicates(["boundary_layer", "area_code"])


def _outline(boundaries: geopandas.GeoDataFrame, place: str) -> geopandas.GeoDataFrame | None:
    """The place's small areas together, so that outline and areas meet; where none name their district, its own boundary."""
    layers = boundaries["boundary_layer"].str
    inside = boundaries[(boundaries["district_code"] == place) & layers.startswith("lsoa")]
    inside = inside[inside["boundary_layer"] == inside["boundary_layer"].max()]
    if len(inside):
        row = {"boundary_layer": inside["boundary_layer"].iloc[0], "area_code": place, "area_name": place}
        return geopandas.GeoDataFrame([row], geometry=[inside.geometry.union_all()], crs=27700)
    own = boundaries[(boundaries["area_code"] == place) & layers.startswith(_DISTRICT_LAYERS)]
    return own.tail(1).drop(columns="district_code").copy() if len(own) else None


def _newest_inside(
    boundaries: geopandas.GeoDataFrame, kind: str, place: str, outline: geopandas.GeoDataFrame
) -> geopandas.GeoDataFrame:
    """The areas of the newest layer of that kind inside the place: by the district they name, else by a point inside them."""
    of_kind = boundaries[boundaries["boundary_layer"].str.startswith(kind)]
    inside = of_kind["district_code"].eq(place) | (
        of_kind["district_code"].isna() & of_kind.representative_point().within(outline.geometry.iloc[0])
    )
    of_kind = of_kind[inside]
    return of_kind[of_kind["boundary_layer"] == of_kind["boundary_layer"].max()].drop(columns="district_code").copy()


def _homes(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """For each small area and place: the locality with the most of its registered patients, how many those are, and of how many.

    Files of each sex stand beside that of all persons, and one edition may lie there twice: nobody is counted twice.
    """
    return connection.execute(
        """
        WITH newest AS (SELECT max(extract_date) AS extract_date FROM tables.registered_patients_lsoa),
        counted AS (
            SELECT extract_date, practice_code, lsoa_code, sex, arg_max(patients, source_id) AS patients
            FROM tables.registered_patients_lsoa NATURAL JOIN newest GROUP BY ALL
        ),
        home AS (
            SELECT extract_date, practice_code, lsoa_code,
                coalesce(any_value(patients) FILTER (sex = 'Persons'), sum(patients)) AS patients
            FROM counted GROUP BY ALL
        ),
        by_locality AS (
            SELECT home.lsoa_code AS area_code, locality.place_code, member.locality_code, sum(home.patients) AS patients
            FROM home
            INNER JOIN tables.locality_practice AS member
                ON home.practice_code = member.practice_code
                AND home.extract_date >= coalesce(member.valid_from, DATE '1900-01-01')
                AND home.extract_date <= coalesce(member.valid_to, DATE '9999-12-31')
            INNER JOIN tables.locality AS locality ON member.locality_code = locality.locality_code
            GROUP BY ALL
        )
        SELECT area_code, place_code, arg_max(locality_code, (patients, locality_code)) AS locality_code,
            max(patients)::BIGINT AS patients_here, sum(patients)::BIGINT AS patients
        FROM by_locality GROUP BY area_code, place_code
        """
    ).df()


def _localities(small_areas: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    known = small_areas.dropna(subset="locality_code")
    if known.empty:
        return known.iloc[:0].copy()
    merged = known.dissolve("locality_code", aggfunc={"boundary_layer": "first", "patients": "sum", "patients_here": "sum"})
    merged = merged.reset_index()
    return merged.assign(area_code=merged["locality_code"], area_name=merged["locality_code"])


def _as_rows(frame: geopandas.GeoDataFrame) -> pd.DataFrame:
    shapes = geopandas.GeoSeries(frame["geometry"], crs=27700).set_precision(1)
    points = shapes.representative_point()
    columns = ["place_code", "layer", "boundary_layer", "area_code", "area_name", "locality_code", "patients", "patients_here"]
    rows = pd.DataFrame(frame.reindex(columns=columns))
    return rows.assign(geometry=[shapely.to_geojson(shape) for shape in shapes], label_x=points.x, label_y=points.y)
