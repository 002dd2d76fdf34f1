"""Reports on paper, so to say: pages that show each figure beside the words it came from."""

# What a page of this tool says in its head of what made it, so that none is taken for a report.
GENERATOR = "report-extractor"
OURS = f'name="generator" content="{GENERATOR}"'.encode()
HEAD = 4096  # bytes of a page in which that stands
