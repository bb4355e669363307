"""What the pages load in the browser: the summary of each disclosure, and all facts in one Parquet file."""
