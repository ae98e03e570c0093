"""What leaves the dashboard: figures as files, charts as pictures."""
