import pytest

from contextscope import ContextscopeError, ring
from contextscope.commands.options import (
    chosen_graphs,
    default_title,
    parse_by_sequence,
    parse_layers,
    parse_weekday_order,
)


def test_layers_by_sequence_are_read_from_text():
    assert parse_by_sequence("default") is None
    assert parse_by_sequence("none") == ()
    assert parse_by_sequence("15,17-18") == (15, 17, 18)
    for text, told in (("all", "name the layers"), ("3-1", "--by-sequence 3-1: '3-1' is not a layer")):
        with pytest.raises(ContextscopeError, match=told):
            parse_by_sequence(text)


def test_layers_and_weekdays_are_read_from_text():
    assert parse_layers("all") is None
    assert parse_layers("0, 12,15-18") == (0, 12, 15, 16, 17, 18)
    assert parse_weekday_order("Mon,thursday,0,6") == [0, 3, 0, 6]
    with pytest.raises(ContextscopeError, match="'T' is not a day"):
        parse_weekday_order("T")


def test_the_calendar_is_a_reference_graph_unless_it_is_the_context():
    context, references = chosen_graphs("weekdays", None, 3, None)
    assert context.id == "step-3" and [graph.id for graph in references] == ["calendar"]
    assert chosen_graphs("weekdays", None, 1, None)[1] == ()


def test_weekdays_are_called_weekdays_unless_a_title_is_given():
    titles = [
        default_title(chosen_graphs("weekdays", None, step, order)[0])
        for step, order in ((3, None), (None, "0,3,6,2,5,1,4"))
    ]
    assert titles == ["Weekdays, step 3", "Weekdays, order given"]
    assert default_title(ring(5)) == "Ring of 5"
