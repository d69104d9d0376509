"""The flow chart of a power without a matter: the standard procedure of its kind."""

from collections.abc import Mapping

from svc_approvals.domain.flow_charts.charts import Chart, Step
from svc_approvals.domain.power_items.power_items import PowerItem, PowerKind

PERMIT = (
    Step("apply", "申请", lines=("申请人提交材料",), shape="end"),
    Step("accept", "受理", ("apply",), ("5个工作日内一次性告知补正", "行政许可法第三十二条")),
    Step(
        "decline",
        "不予受理",
        ("apply",),
        ("书面说明理由",),
        "不属于本机关职权或者不需要许可的",
        "side",
    ),
    Step("review", "审查", ("accept",), ("书面审查；需要的两人以上核查", "行政许可法第三十四条")),
    Step(
        "hearing",
        "听证、检验、专家评审",
        ("accept",),
        ("所需时间不计入期限", "第四十五条至第四十七条"),
        "依法需要的",
    ),
    Step(
        "decide",
        "决定",
        ("review", "hearing"),
        ("20个工作日内，可延长10个", "行政许可法第四十二条"),
    ),
    Step(
        "grant",
        "颁发、送达证件",
        ("decide",),
        ("10个工作日内", "行政许可法第四十四条"),
        "准予许可的",
    ),
    Step(
        "refuse", "送达不予许可决定", ("decide",), ("说明理由，告知救济途径",), "不予许可的", "side"
    ),
    Step("watch", "事后监管", ("grant",), ("行政许可法第六十一条",), shape="end"),
)
PENALTY = (
    Step("lead", "发现线索", lines=("检查、举报、移送、交办",), shape="end"),
    Step(
        "simple",
        "简易程序",
        ("lead",),
        ("两人以上，当场决定、当场交付", "行政处罚法第五十一条、第五十二条"),
        "事实确凿，对公民200元以下、单位3000元以下罚款或者警告的",
        "side",
    ),
    Step("file", "立案", ("lead",), ("行政处罚法第五十四条",)),
    Step(
        "gather",
        "调查取证",
        ("file",),
        ("两人以上，出示证件，全过程记录", "第五十四条、第五十五条"),
    ),
    Step("check", "审查", ("gather",), ("重大的法制审核、集体讨论", "第五十七条、第五十八条")),
    Step("tell", "处罚告知", ("check",), ("事实、理由、依据和权利", "行政处罚法第四十四条")),
    Step("plead", "陈述、申辩", ("tell",), ("充分听取，不得因此加重", "行政处罚法第四十五条")),
    Step(
        "hearing",
        "听证",
        ("tell",),
        ("5日内申请，提前7日通知", "第六十三条、第六十四条"),
        "较大数额罚款、吊销许可证件等，当事人要求的",
    ),
    Step("decide", "处罚决定", ("plead", "hearing"), ("立案之日起90日内", "第五十七条、第六十条")),
    Step(
        "release",
        "不予处罚或者移送",
        ("check",),
        ("违法事实不成立、轻微或者涉嫌犯罪",),
        "不予处罚、移送的",
        "side",
    ),
    Step("serve", "送达", ("decide",), ("当场交付或者7日内送达", "行政处罚法第六十一条")),
    Step(
        "enforce",
        "执行",
        ("serve",),
        ("自觉履行；逾期加处罚款或者申请强制执行", "第六十六条、第七十二条"),
    ),
    Step("close", "结案、公开、归档", ("enforce",), shape="end"),
)
COERCION = (
    Step("need", "发现需要采取强制措施的情形", shape="end"),
    Step("report", "报告并经批准", ("need",), ("行政机关负责人批准", "行政强制法第十八条")),
    Step(
        "urgent",
        "当场实施",
        ("need",),
        ("24小时内补办批准手续", "行政强制法第十九条"),
        "情况紧急的",
    ),
    Step(
        "inform", "当场告知", ("report", "urgent"), ("理由、依据、权利、救济途径", "通知当事人到场")
    ),
    Step("hear", "听取陈述、申辩", ("inform",), ("行政强制法第十八条",)),
    Step("act", "实施", ("hear",), ("两人以上，现场笔录、决定书、清单", "第十八条、第二十四条")),
    Step("keep", "保管、调查处理", ("act",), ("不超过30日，可延长30日", "第二十五条、第二十七条")),
    Step(
        "confiscate",
        "没收、销毁",
        ("keep",),
        ("行政强制法第二十七条",),
        "依法应当没收、销毁的",
        "side",
    ),
    Step("lift", "解除，退还财物", ("keep",), ("行政强制法第二十八条",), "不再需要采取的"),
    Step("close", "结案、归档", ("lift",), shape="end"),
)
LEVY = (
    Step("publish", "公示", lines=("依据、对象、标准、减免政策",), shape="end"),
    Step("declare", "申报", ("publish",), ("缴款人申报计征数据",)),
    Step("assess", "核定", ("declare",), ("核实数据，确定金额",)),
    Step("relief", "减免、缓缴审批", ("declare",), ("依法依规",), "符合减免、缓缴条件的"),
    Step("notice", "送达缴款通知", ("assess", "relief"), ("写明金额、期限、方式",)),
    Step("pay", "缴款入库", ("notice",), ("开具财政票据，缴入国库",)),
    Step("urge", "催缴", ("notice",), ("逾期的依法加收、强制征缴",), "逾期不缴的", "side"),
    Step("watch", "检查、归档", ("pay",), shape="end"),
)
GRANT = (
    Step("apply", "申请", lines=("本人申请或者委托村（社区）代办",), shape="end"),
    Step("accept", "受理", ("apply",), ("材料不齐的一次性告知",)),
    Step("compare", "信息比对", ("accept",), ("户籍、收入、财产等数据",)),
    Step("visit", "入户调查", ("accept",), ("两人以上，如实记录",), "需要的"),
    Step("show", "公示", ("compare", "visit"), ("不少于7日",)),
    Step("decide", "审核确认", ("show",), ("自受理起30个工作日内",)),
    Step(
        "refuse", "不予给付", ("decide",), ("书面说明理由，告知救济途径",), "不符合条件的", "side"
    ),
    Step("pay", "发放", ("decide",), ("按时足额发到本人账户",), "符合条件的"),
    Step("watch", "动态管理", ("pay",), ("定期核查，及时增减、停发",), shape="end"),
)
INSPECTION = (
    Step("plan", "制定并公布检查计划", lines=("明确事项和频次上限",), shape="end"),
    Step("draw", "双随机抽取", ("plan",), ("检查对象、检查人员",)),
    Step("cause", "个案检查", ("plan",), ("负责人批准",), "举报、转办、数据监测发现线索的"),
    Step("inspect", "实施检查", ("draw", "cause"), ("两人以上，出示证件和通知书", "全过程记录")),
    Step("sound", "合格", ("inspect",), ("告知结果",), "没有发现问题的"),
    Step("correct", "责令改正", ("inspect",), ("期满复查",), "发现问题的"),
    Step("refer", "移交立案", ("inspect",), ("涉嫌犯罪的移送公安机关",), "涉嫌违法的"),
    Step(
        "publish",
        "公开、归档",
        ("sound", "correct", "refer"),
        ("20个工作日内公开结果",),
        shape="end",
    ),
)
CONFIRMATION = (
    Step("apply", "申请", lines=("申请人提交材料",), shape="end"),
    Step("accept", "受理", ("apply",), ("材料不齐的一次性告知",)),
    Step("decline", "不予受理", ("apply",), ("书面说明理由",), "不属于本机关职权的", "side"),
    Step("review", "审查", ("accept",), ("核对材料和共享数据",)),
    Step("visit", "现场核实、鉴定", ("accept",), ("两人以上",), "需要的"),
    Step("decide", "决定", ("review", "visit"), ("自受理起20个工作日内",)),
    Step("serve", "送达、公开", ("decide",), ("不予确认的说明理由",)),
    Step("watch", "更正、撤销", ("serve",), ("发现有误的及时更正",), shape="end"),
)
REWARD = (
    Step("plan", "制定奖励方案", lines=("条件、标准、程序、名额",), shape="end"),
    Step("call", "组织推荐、申报", ("plan",), ("公开受理",)),
    Step("review", "审核、评审", ("call",), ("征求有关部门意见",)),
    Step("show", "公示", ("review",), ("不少于5个工作日",)),
    Step("object", "异议核查", ("show",), ("查实的取消资格",), "有异议的", "side"),
    Step("decide", "决定", ("show",), ("集体研究",), "没有异议的"),
    Step("award", "表彰、兑现奖励", ("decide",), shape="end"),
)
RULING = (
    Step("apply", "申请", lines=("一方当事人提出",), shape="end"),
    Step("accept", "受理", ("apply",), ("5个工作日内决定，送达被申请人",)),
    Step("decline", "不予受理", ("apply",), ("书面说明理由",), "不属于裁决范围的", "side"),
    Step("answer", "答辩", ("accept",), ("被申请人提交答辩和证据",)),
    Step("survey", "调查、鉴定", ("accept",), ("现场调查，两人以上",), "需要的"),
    Step("mediate", "先行调解", ("answer", "survey"), ("听取双方陈述",)),
    Step("agree", "制作调解书", ("mediate",), (), "达成协议的"),
    Step("rule", "裁决", ("mediate",), ("自受理起60日内",), "调解不成的"),
    Step("serve", "送达", ("agree", "rule"), ("告知复议、诉讼权利",), shape="end"),
)
OTHER = (
    Step("apply", "申请或者启动", lines=("申请人提交材料，或者依职权启动",), shape="end"),
    Step("accept", "受理", ("apply",), ("材料不齐的一次性告知",)),
    Step("review", "审查", ("accept",), ("核对材料，提出意见",)),
    Step("decide", "决定或者备案", ("review",), ("自受理起20个工作日内",)),
    Step("serve", "送达", ("decide",), ("不予办理的说明理由",)),
    Step("watch", "后续监督", ("serve",), shape="end"),
)
PROCEDURES: Mapping[PowerKind, tuple[Step, ...]] = {
    "行政许可": PERMIT,
    "行政处罚": PENALTY,
    "行政强制": COERCION,
    "行政征收": LEVY,
    "行政给付": GRANT,
    "行政检查": INSPECTION,
    "行政确认": CONFIRMATION,
    "行政奖励": REWARD,
    "行政裁决": RULING,
    "其他": OTHER,
}


def chart_of_power(item: PowerItem, organ_name: str) -> Chart:
    """The procedure of its kind, under the item's own name."""
    basis = "、".join(f"《{law.reference}》{law.clause}" for law in item.basis)
    return Chart(
        title=f"{item.name}流程图",
        subtitle=f"{item.code}　{item.kind}　实施机关：{organ_name}",
        steps=PROCEDURES[item.kind],
        notes=(f"依据：{basis}", f"时限：{item.limits}", f"监督电话：{item.supervise_phone}"),
    )
