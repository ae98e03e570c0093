"""What the search box can find."""

from pcdash.queries.catalogue import indicators
from pcdash.queries.geography import areas, practices
from pcdash.served.database import Database


def findable(database: Database) -> dict[tuple[str, str], str]:
    """The label of everything that can be found, by kind (area, indicator, practice) and code; indicators that have figures."""
    catalogue = indicators(database)
    return (
        {("area", row.area_code): f"{row.area_name} ({row.area_type})" for row in areas(database).itertuples()}
        | {
            ("indicator", row.indicator_id): row.name
            for row in catalogue[catalogue["has_values"].astype(bool)].itertuples(index=False)
        }
        | {
            ("practice", row.area_code): " \u00b7 ".join(str(part) for part in (row.area_name, row.area_code, row.postcode) if part)
            for row in practices(database).fillna({"postcode": ""}).itertuples()
        }
    )
