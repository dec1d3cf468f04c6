"""A training is kept and measured often at first, then evenly, and always at its end."""

from cnnviz.training.checkpoints import checkpoints, must_measure


def test_steps_are_kept_often_at_first_and_then_evenly():
    kept = sorted(checkpoints(28_140))
    assert kept[:12] == [2**power for power in range(11)] + [1407]
    assert kept[11:] == list(range(1407, 28_141, 1407))


def test_a_long_training_is_measured_at_its_beginning_and_then_in_each_eighth():
    measured = [0]
    for step in sorted(checkpoints(2814)):
        if must_measure(step, measured[-1], 2814):
            measured.append(step)
    assert measured == [0, 16, 64, 281, 422, 704, 1126, 1407, 1829, 2251, 2533, 2814]
