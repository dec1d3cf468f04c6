"""An operator's limits, taken from environment variables."""

import pytest

from cnnviz.environment import from_environment
from cnnviz.live.frames import MAX_MESSAGE_BYTES
from cnnviz.live.limits import Limits
from cnnviz.training.job_limits import JobLimits


def test_an_operator_sets_the_limits_of_trainings():
    given = {"CNNVIZ_TRAININGS_SECONDS": "90", "CNNVIZ_TRAININGS_AT_ONCE": "3", "HOME": "/"}
    limits = from_environment(JobLimits, "CNNVIZ_TRAININGS", given)
    assert limits == JobLimits(seconds=90.0, at_once=3)


def test_an_operator_sets_the_limits_of_connections():
    given = {"CNNVIZ_LIVE_CONNECTIONS_PER_ADDRESS": "4", "CNNVIZ_LIVE_MESSAGE_BYTES": "5000"}
    limits = from_environment(Limits, "CNNVIZ_LIVE", given)
    assert limits == Limits(connections_per_address=4, message_bytes=5000)


@pytest.mark.parametrize("text", ["0", "-1", "many", "nan", "inf", ""])
def test_a_limit_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="CNNVIZ_TRAININGS_SECONDS must be a number above 0"):
        from_environment(JobLimits, "CNNVIZ_TRAININGS", {"CNNVIZ_TRAININGS_SECONDS": text})


def test_a_message_may_not_be_larger_than_the_layout_allows():
    given = {"CNNVIZ_LIVE_MESSAGE_BYTES": str(MAX_MESSAGE_BYTES + 1)}
    with pytest.raises(ValueError, match="CNNVIZ_LIVE_MESSAGE_BYTES must be at most 8,650,760"):
        from_environment(Limits, "CNNVIZ_LIVE", given)
