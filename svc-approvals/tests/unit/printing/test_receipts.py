from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import read_pdf

from svc_approvals.api.printing import Receipt, receipt_pdf
from svc_approvals.api.printing.receipts import ReceiptMaterial

RECEIPT = Receipt(
    title="受理通知书",
    case_no="431202-20260302-7KQ4M9",
    query_code="839201",
    matter_name="我要开理发店（个体无房产证）",
    applicant="张*",
    organ="怀化市鹤城区行政审批服务局",
    accepted_at="2026-03-02 09:40",
    promised_due="2026-03-03 17:00",
    track_url="https://yangguang.example/track/431202-20260302-7KQ4M9",
    materials=(
        ReceiptMaterial("租赁合同", "已收"),
        ReceiptMaterial("现场施工效果图", "容缺，2026-03-06 前补交"),
    ),
)


def test_the_receipt_says_what_was_accepted_and_how_to_follow_it() -> None:
    text = read_pdf(receipt_pdf(RECEIPT)).text

    for said in (
        *("受理通知书", RECEIPT.case_no, RECEIPT.query_code, "张*", "2026-03-03 17:00"),
        *("1租赁合同已收", "2现场施工效果图容缺，2026-03-06 前补交", "扫描二维码"),
    ):
        assert said in text


def test_what_is_not_said_takes_no_line() -> None:
    assert "法定期限" not in read_pdf(receipt_pdf(RECEIPT)).text


def test_without_an_address_there_is_no_code_to_scan() -> None:
    assert "扫描" not in read_pdf(receipt_pdf(replace(RECEIPT, track_url=""))).text


def test_rare_characters_can_be_copied_out_and_missing_ones_show_their_code() -> None:
    text = read_pdf(receipt_pdf(replace(RECEIPT, applicant="㐂𬀩𠮷"))).text

    assert "㐂𬀩〔U+20BB7〕" in text


def test_nothing_written_is_taken_for_markup() -> None:
    text = read_pdf(receipt_pdf(replace(RECEIPT, note="<b>甲</b> & <img src='x'/>"))).text

    assert "<b>甲</b> & <img src='x'/>" in text


@settings(max_examples=25)
@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_can_be_printed(name: str, note: str) -> None:
    assert read_pdf(receipt_pdf(replace(RECEIPT, applicant=name, note=note))).pages == 1
