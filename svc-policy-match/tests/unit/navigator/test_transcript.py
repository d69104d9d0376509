"""The transcript in the docs is what the navigator does."""

from transcript_building import PAGE, page


def test_the_page_is_what_the_navigator_asks_and_finds() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_session_shows_a_span_and_something_not_known() -> None:
    text = page()
    assert "不清楚" in text
    assert "至" in text
    assert "改答" in text
