from svc_budget.domain.workbooks.wording import as_printed


def test_a_label_is_told_without_its_setting_in_and_its_spread_letters() -> None:
    assert as_printed("　　行政运行") == "行政运行"
    assert as_printed("合　　计") == "合计"
    assert as_printed("云 溪 区") == "云溪区"
    assert as_printed("信息化 建设\n项目") == "信息化 建设 项目"
