"""What a model reads: graphs, the sequences drawn on them, and the words that stand for their nodes."""
