"""The members of a definition as people call them."""

TITLES = {
    "code": "编码", "name": "名称", "plain_name": "通俗名称", "aliases": "别名", "nature": "性质",
    "kind": "类型", "audience": "服务对象", "themes": "主题", "directory": "目录",
    "channels": "办理渠道", "form": "表单", "proxy_allowed": "可否代办", "delivery": "送达方式",
    "lead_organ": "牵头部门", "cooperating_organs": "联办部门", "promised_days": "承诺时限",
    "statutory_days": "法定时限", "consult_phone": "咨询电话", "supervise_phone": "监督电话",
    "place": "办理地点", "hours": "办理时间", "days": "工作日", "morning": "上午",
    "afternoon": "下午", "visits": "跑动次数", "rights": "申请人权利", "duties": "申请人义务",
    "fees": "收费项目", "standard": "标准", "basis": "依据", "collector": "收费部门",
    "reference": "文件", "clause": "条款", "questions": "情形问题", "title": "标题", "hint": "提示",
    "choices": "选项", "required": "是否必需", "least": "最小值", "most": "最大值",
    "sub_matters": "联办事项", "organ": "部门", "result": "办理结果", "fields": "数据项",
    "before": "改革前", "item": "事项", "materials": "申请材料", "originals": "原件份数",
    "copies": "复印件份数", "source": "来源", "certificate_type": "电子证照",
    "from_organ": "提供部门", "requirement": "材料要求", "sample": "示范样表",
    "deferrable": "可否容缺", "commitment_allowed": "可否告知承诺", "proves": "证明的数据项",
    "used_by": "使用的联办事项", "notice_row": "告知单行", "notice_rows": "告知单行",
    "products": "办理结果", "valid_days": "有效天数", "sections": "表单分组", "rules": "校验规则",
    "field": "数据项", "must": "要求", "message": "提示语", "personal": "是否个人信息",
    "format": "格式", "example": "示例", "prefill": "预填来源", "nodes": "审批环节",
    "sub_matter": "所属联办事项", "after": "前置环节", "join": "汇合方式", "mode": "方式",
    "k": "个数", "when": "适用条件", "decides": "判定条件", "pushes_to": "推送系统",
    "on_refuse": "不通过时", "requires": "所需材料", "produces": "产生结果", "role": "角色",
    "handler": "经办人", "phone": "电话", "signing": "会签", "signers": "签署人",
    "threshold": "通过票数", "weight": "票数", "staff_no": "工号", "on_resume": "恢复计时",
    "basis_guard": "依据失效时",
    "value": "值", "label": "名称", "key": "标识",
}  # fmt: skip


def title_of(member: str) -> str:
    """The Chinese word for a member, or its name."""
    return TITLES.get(member, member)
