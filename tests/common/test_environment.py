"""An operator's limits, taken from environment variables."""

import os
import subprocess
import sys

import pytest

from cnnviz.common.environment import from_environment, misspelt, variables
from cnnviz.common.picture_limits import PictureLimits
from cnnviz.live.limits import Limits
from cnnviz.live.wire.frames import MAX_MESSAGE_BYTES
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


def test_an_operator_allows_smaller_pictures_only():
    code = """if True:
        import io
        from PIL import Image
        from cnnviz.images.reading import read_image
        stream = io.BytesIO()
        Image.new("RGB", (100, 80)).save(stream, "WEBP")
        try:
            read_image(stream.getvalue())
        except ValueError as error:
            print(error)
    """
    environment = os.environ | {"CNNVIZ_PICTURE_PIXELS": "7999"}
    command = [sys.executable, "-c", code]
    told = subprocess.run(  # noqa: S603 - no shell
        command, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == (
        "the picture must have at most 7,999 pixels, got 100 × 80 = 8,000"
    )
    with pytest.raises(ValueError, match="CNNVIZ_PICTURE_BYTES must be at most 8,388,608"):
        from_environment(PictureLimits, "CNNVIZ_PICTURE", {"CNNVIZ_PICTURE_BYTES": "9000000"})


def test_a_message_may_not_be_larger_than_the_layout_allows():
    given = {"CNNVIZ_LIVE_MESSAGE_BYTES": str(MAX_MESSAGE_BYTES + 1)}
    with pytest.raises(ValueError, match="CNNVIZ_LIVE_MESSAGE_BYTES must be at most 8,650,760"):
        from_environment(Limits, "CNNVIZ_LIVE", given)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CNNVIZ_TRAINING_SECONDS", "CNNVIZ_TRAININGS_SECONDS"),
        ("CNNVIZ_LIVE_CONECTIONS", "CNNVIZ_LIVE_CONNECTIONS"),
        ("CNNVIZ_METRIC", "CNNVIZ_METRICS"),
    ],
)
def test_a_misspelt_variable_is_named_with_the_one_that_may_be_meant(name, meant):
    known = [
        *variables(Limits, "CNNVIZ_LIVE"),
        *variables(JobLimits, "CNNVIZ_TRAININGS"),
        "CNNVIZ_METRICS",
    ]
    given = dict.fromkeys([*known, name, "HOME"], "1")
    assert misspelt(given, known) == [
        f"{name} is no setting and changes nothing; did you mean {meant}?"
    ]
