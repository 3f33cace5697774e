"""In: nodes; out: records, each the right shape by the JSON Schema of its type; knows nothing of other records."""
