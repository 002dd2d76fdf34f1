"""How far a report agrees with an annotated one. Pure: rows and dictionaries in, figures out."""

from extractor.evaluation.score import BY, Gold, Score, parse_gold, score, summary

__all__ = ["BY", "Gold", "Score", "parse_gold", "score", "summary"]
