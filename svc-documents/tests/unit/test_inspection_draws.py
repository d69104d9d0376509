"""The draw of an inspection: the same for everybody, steered by nobody."""

from collections import Counter
from dataclasses import replace

from inspection_building import HIGH, USUAL, some_registers

from svc_documents.domain.inspections.draws import commitment, draw, seed_of
from svc_documents.domain.inspections.registers import Group

SECRET = bytes(range(32))
SEED = seed_of(SECRET, "03,08,12,19,25,31,07")


def test_the_same_seed_draws_the_same() -> None:
    assert draw(SEED, some_registers()) == draw(SEED, some_registers())


def test_another_number_draws_otherwise() -> None:
    other = seed_of(SECRET, "03,08,12,19,25,31,08")

    assert draw(other, some_registers()) != draw(SEED, some_registers())


def test_the_order_of_the_registers_does_not_matter() -> None:
    registers = some_registers()
    turned = replace(
        registers, objects=registers.objects[::-1], inspectors=registers.inspectors[::-1]
    )

    assert draw(SEED, turned) == draw(SEED, registers)


def test_each_group_gives_its_number_and_each_object_its_inspectors() -> None:
    registers = some_registers()
    groups = {one.object_id: one.group for one in registers.objects}
    drawn = draw(SEED, registers)

    assert Counter(groups[one.object_id] for one in drawn) == {HIGH: 4, USUAL: 3}
    assert all(len(set(one.inspectors)) == 2 for one in drawn)
    assert len({one.object_id for one in drawn}) == 7


def test_nobody_gets_more_than_one_object_more_than_another() -> None:
    load = Counter(who for one in draw(SEED, some_registers()) for who in one.inspectors)

    assert max(load.values()) - min(load.values()) <= 1
    assert len(load) == 6


def test_who_must_recuse_does_not_inspect() -> None:
    everything = tuple(("HC-SCJG-001", one.object_id) for one in some_registers().objects)
    drawn = draw(SEED, some_registers(conflicts=everything))

    assert all("HC-SCJG-001" not in one.inspectors for one in drawn)


def test_every_object_has_about_the_same_chance() -> None:
    registers = some_registers(groups=(Group(HIGH, 4),))
    hits = Counter(
        one.object_id
        for number in range(1000)
        for one in draw(seed_of(SECRET, str(number)), registers)
    )

    assert len(hits) == 10
    assert all(330 <= times <= 470 for times in hits.values())  # 400 is what chance gives


def test_the_commitment_holds_secret_and_registers_fast() -> None:
    registers = some_registers()
    told = commitment(SECRET, registers)

    assert told == commitment(SECRET, some_registers())
    assert told != commitment(SECRET[::-1], registers)
    assert told != commitment(SECRET, replace(registers, objects=registers.objects[1:]))


def test_what_cannot_be_drawn_is_named() -> None:
    registers = some_registers(
        groups=(Group(HIGH, 11), Group(USUAL, 1), Group(USUAL, 1)),
        inspectors=some_registers().inspectors[:2],
        conflicts=(("HC-SCJG-001", "OBJ-002"), ("HC-SCJG-999", "OBJ-003")),
    )

    assert [(one.pointer, one.code) for one in registers.complaints()] == [
        ("#/groups", "given_twice"),
        ("#/groups/0/number", "group_too_small"),
        ("#/objects/1", "inspectors_too_few"),
    ]
