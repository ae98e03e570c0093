"""The Primary Care Transformation Dashboard: published NHS files in, trusted figures out."""

__version__ = "0.1.0"
