"""Builders for svc-approvals as it runs: its directory, its callers, and cases on their way."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5

import chinese_calendar
import httpx2
from case_building import at
from catalogue_building import FILLED_IN, SELF, barber_shop_source, demo
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from fastapi import FastAPI
from nats.aio.client import Client
from pydantic import SecretStr

from shared import told_calendar
from shared.database import Pool, Row, UnitOfWork, open_pool
from shared.identity import ANONYMOUS, Caller, InternalIssuer
from shared.told_calendar import Day
from shared.working import Bench
from svc_approvals.settings import ApprovalsSettings
from svc_approvals.storage import directory
from svc_approvals.storage.directory import Official, Organ
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.use_cases.certificates.loading import load_types
from svc_approvals.use_cases.office import Office
from svc_approvals.worker import ring_due
from yangguang_local.templates import FreshDatabase

AUDIENCE = "svc-approvals"
REGION = "431202"
BARBER_SHOP = "HC-YJS-0001"
NOW = at("2026-03-02 09:30")  # a Monday
PRIVATE_KEY = Ed25519PrivateKey.generate()
ISSUER = InternalIssuer(
    PRIVATE_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
)
PUBLIC_KEY = PRIVATE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
CERTIFICATE_KEY = Ed25519PrivateKey.generate().private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
DEPARTMENTS = {"market": "scjg", "health": "wjj", "city": "cgj", "tax": "swj", "police": "gaj"}
DEFERRED = "M06"


def id_of(kind: str, name: str) -> UUID:
    """Ids follow from names, as in the demo directory."""
    return uuid5(NAMESPACE_URL, f"yangguang:{kind}:{name}")


ORGANS = [
    Organ(id_of("organ", code), code, f"怀化市鹤城区{name}", "0745-2230000", REGION)
    for code, name in {
        "scjg": "市场监督管理局", "wjj": "卫生健康局", "cgj": "城市管理和综合执法局",
        "swj": "税务局", "gaj": "公安分局", "sthj": "生态环境分局", "zjj": "住房和城乡建设局",
        "xzsp": "行政审批服务局", "jyj": "教育局", "rsj": "人力资源和社会保障局",
        "zrzyj": "自然资源局", "xfdd": "消防救援大队", "rfb": "人民防空办公室", "ybj": "医疗保障局",
        "mzj": "民政局", "jtj": "交通运输局", "yjj": "应急管理局", "nyj": "农业农村局",
        "slj": "水利局", "gjj": "住房公积金管理部", "cl": "残疾人联合会",
        "wlj": "文化旅游广电体育局", "ycj": "烟草专卖局", "fgj": "发展和改革局", "czj": "财政局",
        "sfj": "司法局", "lyj": "林业局", "jd": "街道办事处（乡镇）",
    }.items()
]  # fmt: skip


def an_officer(login: str, organ: str, *roles: str, region: str = REGION) -> Caller:
    """A member of staff, whose number is the login in capitals."""
    return Caller(
        subject=str(id_of("account", login)),
        kind="staff",
        name_masked="某*",
        roles=frozenset(roles or {"approver"}),
        organ_id=id_of("organ", organ),
        region_code=region,
        staff_no=login.upper(),
    )


def a_citizen(login: str) -> Caller:
    """A person with an account."""
    return Caller(str(id_of("account", login)), "person", "张*", frozenset({"citizen"}))


OFFICERS = {
    "approver-wjj-2": an_officer("approver-wjj-2", "wjj"),
    "window1": an_officer("window1", "xzsp", "window"),
    "window-elsewhere": an_officer("window-elsewhere", "xzsp", "window", region="431281"),
    "editor": an_officer("editor", "xzsp", "editor"),
    "supervisor": an_officer("supervisor", "xzsp", "supervisor"),
    "supervisor-elsewhere": an_officer(
        "supervisor-elsewhere", "xzsp", "supervisor", region="431281"
    ),
} | {f"approver-{one.code}": an_officer(f"approver-{one.code}", one.code) for one in ORGANS}
CALLERS = OFFICERS | {
    "zhang": a_citizen("zhang"),
    "li": a_citizen("li"),
    "kiosk1": Caller("kiosk1", "device", roles=frozenset({"kiosk", "citizen"}), device_id="kiosk1"),
    "anonymous": ANONYMOUS,
}


def some_settings(dsn: str, files: Path, nats_url: str = "nats://127.0.0.1:1") -> ApprovalsSettings:
    """Settings made without an environment."""
    return ApprovalsSettings(
        database_url=SecretStr(dsn),
        nats_url=nats_url,
        internal_public_key=PUBLIC_KEY.decode(),
        data_key=SecretStr(base64.b64encode(b"d" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
        certificate_key=SecretStr(CERTIFICATE_KEY.decode()),
        files_dir=files,
    )


def token_of(caller: Caller, audience: str = AUDIENCE) -> str:
    """What the gateway would give a service for this caller."""
    return ISSUER.mint(caller, audience, datetime.now(UTC))


async def furnish(database: FreshDatabase) -> None:
    """Organs, officials and the calendar as the directory tells them; the barber shop."""
    pool = await open_pool(database.dsn, size=1, application="test")
    async with UnitOfWork(pool, NOW, actor="system:test") as work:
        for organ in ORGANS:
            await directory.put_organ(work, organ)
        for login, one in OFFICERS.items():
            await directory.put_official(work, official_of(login, one))
        await told_calendar.put_days(work, days_of(2026))
        await load_types(work, demo("certificate-types"))
        await publish_matter(work, barber_shop_source())
        await work.commit()
    await pool.close()


@dataclass
class Approvals:
    """A running service, asked in the names of its callers."""

    app: FastAPI
    settings: ApprovalsSettings
    _clients: list[httpx2.AsyncClient] = field(default_factory=list)

    @property
    def pool(self) -> Pool:
        pool: Pool = self.app.state.pool
        return pool

    @property
    def office(self) -> Office:
        office: Office = self.app.state.office
        return office

    @property
    def now(self) -> datetime:
        now: datetime = self.app.state.now()
        return now

    def set_clock(self, moment: datetime) -> None:
        """The service's one clock stands at this moment."""
        self.app.state.now = lambda: moment

    def later(self, span: timedelta) -> None:
        """Let the service's clock go on."""
        self.set_clock(self.now + span)

    def as_(self, login: str | Caller, **headers: str) -> httpx2.AsyncClient:
        """A client of the gateway's making."""
        caller = CALLERS[login] if isinstance(login, str) else login
        return self.client({"Authorization": f"Bearer {token_of(caller)}", **headers})

    def client(self, headers: Mapping[str, str]) -> httpx2.AsyncClient:
        """A client with headers of its own."""
        transport = httpx2.ASGITransport(self.app)
        client = httpx2.AsyncClient(
            transport=transport,
            base_url="http://approvals/api/v1",
            headers={"Accept": "application/json", **headers},
        )
        self._clients.append(client)
        return client

    async def close(self) -> None:
        """Let the clients go."""
        for client in self._clients:
            await client.aclose()

    def work(self, *, locks: bool = False) -> UnitOfWork:
        """A unit of work of the service's own."""
        return UnitOfWork(self.pool, self.now, actor="system:test", locks=locks)

    @property
    def bench(self) -> Bench:
        """A bench without a broker."""
        state = self.app.state
        return Bench(AUDIENCE, "approvals", self.pool, cast("Client", None), state.announcements)

    async def ring_due(self) -> int:
        """What the worker does each second; answers how many timers rang."""
        return await ring_due(self.bench, self.office, self.now)

    async def announced(self, case_id: str | UUID) -> list[str]:
        """What was recorded to be told of one case, in order, by the fact's name."""
        rows = await self.pool.fetch(
            "SELECT subject FROM outbox JOIN journal USING (aggregate_id, sequence)"
            " WHERE aggregate_id = $1 ORDER BY position",
            UUID(str(case_id)),
        )
        return [row["subject"].split(".")[2] for row in rows]

    async def row_of(self, case_id: str | UUID) -> Row:
        """The case's row."""
        row = await self.pool.fetchrow("SELECT * FROM kase WHERE case_id = $1", UUID(str(case_id)))
        assert row is not None
        return row


def official_of(login: str, one: Caller) -> Official:
    """What the directory tells of this member of staff."""
    assert one.organ_id is not None
    return Official(
        one.staff_no,
        id_of("staff", login),
        "经办人",
        one.organ_id,
        "0745-1",
        active=True,
        account_id=UUID(one.subject),
    )


def days_of(year: int) -> list[Day]:
    """A year as the State Council's notice gives it."""
    first, size = date(year, 1, 1), 366 if year % 4 == 0 else 365
    days = (first + timedelta(days=n) for n in range(size))
    return [(day, chinese_calendar.is_workday(day), "", False) for day in days]


def an_application(**changes: Any) -> dict[str, Any]:
    """What zhang sends to begin, with everything filled in."""
    return {"matter_code": BARBER_SHOP, "answers": SELF, "form": dict(FILLED_IN)} | changes


def a_file(content: bytes = PDF, name: str = "材料.pdf") -> dict[str, tuple[str, bytes, str]]:
    """A multipart body with one file."""
    return {"file": (name, content, "application/pdf")}


@dataclass
class Journey:
    """One barber shop's case and everybody who has to do with it."""

    approvals: Approvals
    case_id: str
    case_no: str
    query_code: str
    tasks: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"

    @property
    def desk(self) -> str:
        return f"/desk/cases/{self.case_id}"

    async def hand_in_everything(self) -> None:
        """Every material but the one that is deferred."""
        zhang = self.approvals.as_("zhang")
        case = (await zhang.get(self.path)).json()
        for material in case["materials"]:
            if material["code"] != DEFERRED:
                done = await zhang.put(f"{self.path}/materials/{material['code']}", files=a_file())
                assert done.status_code == 200, done.text

    async def submit(self) -> None:
        done = await self.approvals.as_("zhang").post(f"{self.path}/submit")
        assert done.status_code == 200, done.text

    async def accept(self) -> None:
        body = {"deferrals": [{"material": DEFERRED, "due_days": 5}]}
        done = await self.approvals.as_("window1").post(f"{self.desk}/accept", json=body)
        assert done.status_code == 200, done.text
        await self.look_up_tasks()

    async def look_up_tasks(self) -> None:
        """Remember the ids of the nodes by their keys."""
        rows = await self.approvals.pool.fetch(
            "SELECT key, node_id FROM node WHERE case_id = $1", UUID(self.case_id)
        )
        self.tasks = {row["key"]: str(row["node_id"]) for row in rows}

    async def decide(
        self, key: str, outcome: str = "approve", login: str = "", **body: Any
    ) -> httpx2.Response:
        """An officer of the node's department decides it."""
        officer = login or ("window1" if key == "issue" else f"approver-{DEPARTMENTS[key]}")
        return await self.approvals.as_(officer).post(
            f"/tasks/{self.tasks[key]}/decide", json={"outcome": outcome, **body}
        )

    async def supply_deferred(self) -> None:
        path = f"{self.path}/materials/{DEFERRED}"
        done = await self.approvals.as_("zhang").put(path, files=a_file())
        assert done.status_code == 200, done.text

    async def track(self, login: str = "anonymous", **params: Any) -> httpx2.Response:
        """What the tracking shows to somebody with the query code."""
        asked = {"code": self.query_code, **params}
        return await self.approvals.as_(login).get(f"/track/{self.case_no}", params=asked)


async def a_begun_case(approvals: Approvals, **changes: Any) -> Journey:
    """A draft of zhang's."""
    begun = await approvals.as_("zhang").post("/cases", json=an_application(**changes))
    assert begun.status_code == 201, begun.text
    case = begun.json()
    return Journey(approvals, case["case_id"], case["case_no"], case["query_code"])


async def a_handed_in_case(approvals: Approvals, **changes: Any) -> Journey:
    """Submitted, waiting at the window."""
    journey = await a_begun_case(approvals, **changes)
    await journey.hand_in_everything()
    await journey.submit()
    return journey


async def an_accepted_case(approvals: Approvals, **changes: Any) -> Journey:
    """Five departments at work, one material deferred."""
    journey = await a_handed_in_case(approvals, **changes)
    await journey.accept()
    return journey
