"""A checkout without the files of a real city says so, and does not count their tests as passed."""

import pytest
from tests.cities import munich

#: Neither collected nor counted; a warning in the summary says so.
collect_ignore = ["test_munich.py"] if munich.WITHOUT else []


def pytest_collection_modifyitems(config: pytest.Config) -> None:
    if munich.WITHOUT:
        said = "LOKET_WITHOUT_SHARED=1: nothing was tested on the files of a real city"
        config.issue_config_time_warning(UserWarning(said), stacklevel=2)
