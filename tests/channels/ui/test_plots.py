"""Pictures of figures keep their proportions, and say the figures beside them."""

from loket.channels.ui import plots

HEADS = ("District", "Aandeel")


def test_bars_share_one_scale_up_to_the_end_of_the_longest_interval() -> None:
    figures = [plots.Figure("a", 40, "40 %", 30, 80), plots.Figure("b", 20, "20 %")]
    rows = plots.bars("Wie", figures, heads=HEADS).rows
    assert [(row.width, row.low, row.high) for row in rows] == [(500, 375, 1000), (250, None, None)]
    assert [row.said for row in rows] == ["40 %", "20 %"]


def test_bars_of_nothing_are_empty_and_not_a_mistake() -> None:
    assert plots.bars("Wie", [], heads=HEADS).rows == ()
    assert plots.bars("Wie", [plots.Figure("a", 0, "0")], heads=HEADS).rows[0].width == 0


def test_a_bar_never_leaves_the_picture() -> None:
    rows = plots.bars("Wie", [plots.Figure("a", 150, "150")], heads=HEADS, top=100).rows
    assert rows[0].width == plots.WIDTH


def test_a_line_breaks_where_nothing_is_known() -> None:
    points = [
        plots.Point(str(i), value, str(value)) for i, value in enumerate([0, 5, None, 10, 10])
    ]
    line = plots.line("Dagen", points, heads=HEADS, top=10, top_said="10")
    assert line.runs == ("0,300 250,150", "750,0 1000,0")
    assert (line.first, line.last) == ("0", "4")


def test_the_interval_is_drawn_around_its_own_run_and_the_goal_at_its_height() -> None:
    points = [plots.Point("a", 5, "5", 0, 10), plots.Point("b", 5, "5", 4, 6)]
    line = plots.line("Dagen", points, heads=HEADS, top=10, top_said="10", goal=5, goal_said="5")
    assert line.ranges == ("0,0 1000,120 1000,180 0,300",)
    assert line.goal_y == 150


def test_a_line_without_points_draws_nothing() -> None:
    line = plots.line("Dagen", [], heads=HEADS, top=10, top_said="10")
    assert (line.runs, line.ranges, line.first) == ((), (), "")
