"""What every layer speaks: areas, periods, domains, outcomes, and how numbers are written. Imports no other folder."""
