"""Reports on paper, so to say: pages that show each figure beside the words it came from."""
