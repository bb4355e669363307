"""Downloads made with the site and not committed: a workbook, Parquet files and a ZIP of each package."""
