import pytest

from contextscope import ContextscopeError
from contextscope.recording.segments import boundaries, check_boundaries, parse_schedule


def test_default_segments_are_ten_then_twenty_five_then_fifty():
    marks = boundaries(450)
    assert marks == [0, 10, 20, 30, 40, 50, 75, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450]
    assert boundaries(63) == [0, 10, 20, 30, 40, 50, 63]
    assert boundaries(7) == [0, 7]


def test_a_schedule_is_read_from_text():
    assert parse_schedule("10:50,25:200,50") == ((10, 50), (25, 200), (50, None))
    assert boundaries(30, parse_schedule("5:12,9")) == [0, 5, 10, 12, 21, 30]


@pytest.mark.parametrize("text", ["", "ten", "0:20,5", "10:x", "10:50,-5"])
def test_a_faulty_schedule_is_refused(text):
    with pytest.raises(ContextscopeError, match="segments"):
        parse_schedule(text)


def test_a_schedule_that_ends_early_is_refused():
    with pytest.raises(ContextscopeError, match="end at token 50 of 60"):
        boundaries(60, parse_schedule("10:50"))


@pytest.mark.parametrize("marks", [[0, 10, 10, 20], [0, 15, 10, 20], [5, 20], [0, 10], [0]])
def test_boundaries_must_run_from_zero_to_the_end_and_increase(marks):
    with pytest.raises(ContextscopeError, match="segments must"):
        check_boundaries(marks, 20)
