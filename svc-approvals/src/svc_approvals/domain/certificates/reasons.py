"""Why a command on a certificate is refused."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict, Forbidden, Invalid, NotFound


@dataclass(eq=False)
class CertificateNotFound(NotFound):
    """没有找到这份证照。"""

    advice: ClassVar[str] = "只能查看本人持有或本部门签发的证照，请在证照列表中选择。"


@dataclass(eq=False)
class CertificateNotVerified(NotFound):
    """没有查到这份证照。"""

    advice: ClassVar[str] = "请核对证照编号和核验码；两者都印在证照的二维码旁。"


@dataclass(eq=False)
class CertificateNotValid(Conflict):
    """这份证照已不在有效状态。"""

    advice: ClassVar[str] = "证照“{name}”的状态为“{state_name}”，请换用有效的证照或提交材料原件。"
    name: str
    state: str
    state_name: str


@dataclass(eq=False)
class CertificateTypeUnknown(Invalid):
    """没有这种证照。"""

    advice: ClassVar[str] = "证照类型 {type_code} 不在目录中，请查看证照类型列表。"
    type_code: str


@dataclass(eq=False)
class CertificateDataInvalid(Invalid):
    """证照数据不符合该类型的要求。"""

    advice: ClassVar[str] = "请按 errors 中的逐项说明修改后重新登记。"


@dataclass(eq=False)
class NotIssuingOrgan(Forbidden):
    """本部门不签发这种证照。"""

    advice: ClassVar[str] = "“{type_name}”由其他部门签发，请由签发部门登记。"
    type_name: str


@dataclass(eq=False)
class CertificateAlreadyRegistered(Conflict):
    """同一编号的证照已经登记，内容不同。"""

    advice: ClassVar[str] = (
        "同类型、同编号的证照已登记为其他内容；更正请先撤销原证照，再以新编号登记。"
    )


@dataclass(eq=False)
class CertificateDoesNotFit(Invalid):
    """这份证照不能用作这项材料。"""

    advice: ClassVar[str] = "材料“{material_name}”不能用“{name}”代替，请选择系统列出的证照。"
    material_code: str
    material_name: str
    name: str


@dataclass(eq=False)
class ConsentMissing(Invalid):
    """使用电子证照需要本人同意。"""

    advice: ClassVar[str] = "请阅读授权说明，并在同意后提交 consent: true；也可以改为上传材料。"


@dataclass(eq=False)
class CertificateUseNotFound(NotFound):
    """这项材料没有使用电子证照。"""

    advice: ClassVar[str] = "没有可以撤回的授权，请刷新办件后查看。"


@dataclass(eq=False)
class SignatureNotOurs(Invalid):
    """签名不成立。"""

    advice: ClassVar[str] = "这份签名数据被改动过，或不是本平台签发；请以证照编号和核验码核验。"


@dataclass(eq=False)
class GrantedDataInvalid(Invalid):
    """随决定填写的证照数据有误。"""

    advice: ClassVar[str] = "请按 errors 中的逐项说明修改；没有填写的数据项取自申请表。"
