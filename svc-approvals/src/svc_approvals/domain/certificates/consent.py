"""What a holder agrees to when a certificate stands in for a material; the version is recorded."""

VERSION = "2026-1"
TEXT = (
    "本人同意受理窗口和承办部门为办理本办件，查看并使用所选电子证照代替相应申请材料。"
    "授权仅限本办件、本项材料；提交申请前可随时撤回。每次使用均有记录，本人可在证照详情中查看。"
)
