"""Builders for random inspections: registers and plans."""

from typing import Any

from svc_documents.domain.inspections.registers import (
    Group,
    InspectionObject,
    Inspector,
    Registers,
)

OBJECTS, INSPECTORS = 30, 6
HIGH, USUAL = "信用风险较高", "信用风险一般"


def some_registers(**known: Any) -> Registers:
    """A third of the objects are of high risk; everybody may inspect everything."""
    usual: dict[str, Any] = {
        "groups": (Group(HIGH, 4), Group(USUAL, 3)),
        "inspectors_each": 2,
        "objects": tuple(
            InspectionObject(f"OBJ-{n:03}", f"鹤城第{n}餐馆", USUAL if n % 3 else HIGH)
            for n in range(1, OBJECTS + 1)
        ),
        "inspectors": tuple(
            Inspector(f"HC-SCJG-{n:03}", f"检查员{n}") for n in range(1, INSPECTORS + 1)
        ),
        "conflicts": (),
    }
    return Registers(**usual | known)


def a_plan(**known: Any) -> dict[str, Any]:
    """A plan as an organ sends it on 2026-03-02."""
    registers = some_registers()
    return {
        "title": "2026年餐饮服务食品安全双随机抽查", "matter": "餐饮服务食品安全监督检查",
        "basis": "《中华人民共和国食品安全法》第一百一十条", "inspect_from": "2026-03-09",
        "inspect_until": "2026-03-20", "beacon": "双色球第2026023期开奖号码",
        "beacon_on": "2026-03-03",
        "groups": [{"group": one.group, "number": one.number} for one in registers.groups],
        "inspectors_each": 2,
        "objects": [
            {"object_id": one.object_id, "name": one.name, "group": one.group}
            for one in registers.objects
        ],
        "inspectors": [
            {"inspector_id": one.inspector_id, "name": one.name} for one in registers.inspectors
        ],
        "conflicts": [["HC-SCJG-001", one.object_id] for one in registers.objects[:20]],
    } | known  # fmt: skip
