"""What leaves the dashboard: figures as files, charts as pictures, and the notices that go with both."""

ATTRIBUTION = (
    "Contains OS data \u00a9 Crown copyright and database right. Source: Office for National Statistics licensed under the Open "
    "Government Licence v3.0."
)
SYNTHETIC = "Synthetic demonstration data: no real practice or patient"
