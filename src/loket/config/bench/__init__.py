"""Benchmarks: each module here is one, with `run() -> Iterator[dict]`.

A figure says what was measured (`figure`), its `value` and `unit`, the `limit` that the
machine showed in the same run, their `ratio`, and whether the target was `reached`.
"""
