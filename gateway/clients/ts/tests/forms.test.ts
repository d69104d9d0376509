import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  holds,
  missingKeys,
  shownSections,
  valueOf,
  type Condition,
  type Values,
} from '@yangguang/sdk';

test('what is not answered yet neither holds nor fails', () => {
  const agent: Condition = { field: 'applied_by', op: 'eq', value: 'agent' };
  const told = (condition: Condition | null, values: Values) => holds(condition, values);
  assert.ok(told(null, {}));
  assert.deepEqual([told(agent, {}), told({ not: agent }, {})], [false, false]);
  assert.deepEqual(
    [told(agent, { applied_by: 'agent' }), told({ not: agent }, { applied_by: 'self' })],
    [true, true],
  );
  const either: Condition = { any: [agent, { field: 'area', op: 'gte', value: 60 }] };
  assert.deepEqual([told(either, { area: 60 }), told(either, { area: 59 })], [true, false]);
  assert.ok(
    !told({ all: [agent, { field: 'area', op: 'lt', value: 60 }] }, { applied_by: 'agent' }),
  );
  assert.ok(!told({ field: 'nobody', op: 'no such op' }, { nobody: 1 }));
});

test('every way of comparing is the one of the house', () => {
  const rows: [string, Values[string], unknown, boolean][] = [
    ['eq', ['b', 'a'], ['a', 'b'], true],
    ['eq', true, 'true', false],
    ['ne', 'a', 'b', true],
    ['in', ['a'], ['a', 'c'], true],
    ['not_in', 'b', ['a'], true],
    ['contains', ['a', 'b'], 'a', true],
    ['contains', '理发店', '发', true],
    ['gt', '2026-02-01', '2026-01-31', true],
    ['gt', '3', 2, false],
    ['lte', 2, 2, true],
    ['answered', '', false, true],
    ['answered', 'x', undefined, true],
  ];
  for (const [op, given, value, expected] of rows) {
    const leaf: Condition = value === undefined ? { field: 'f', op } : { field: 'f', op, value };
    assert.equal(holds(leaf, { f: given }), expected, `${op} ${JSON.stringify([given, value])}`);
  }
});

test('only fields that are asked are shown, and sections that have some', () => {
  const when = { field: 'road', op: 'eq', value: true };
  const layout = {
    sections: [
      {
        key: 'shop',
        title: '店铺',
        fields: [
          { key: 'road', required: true, when: null },
          { key: 'area', when },
        ],
      },
      { key: 'more', title: '占道', fields: [{ key: 'days', required: true, when }] },
    ],
  };
  const shown = (values: Values) =>
    shownSections(layout, values).map(({ fields }) => fields.map(({ key }) => key));
  assert.deepEqual(shown({}), [['road']]);
  assert.deepEqual(shown({ road: true }), [['road', 'area'], ['days']]);
  assert.deepEqual(missingKeys(shownSections(layout, {}), {}), ['road']);
  assert.deepEqual(missingKeys(shownSections(layout, { road: true }), { road: true }), ['days']);
});

test('an entry means what its field is', () => {
  assert.equal(valueOf({ kind: 'integer' }, '2'), 2);
  assert.equal(valueOf({ kind: 'number' }, '两'), '两');
  assert.equal(valueOf({ kind: 'yes_no' }, 'false'), false);
  assert.equal(valueOf({ kind: 'text' }, ''), undefined);
});
