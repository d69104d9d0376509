import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aKiosk, forgetful, known } from './channels.js';
import { journeys } from './journeys.js';

const kiosk = aKiosk();

journeys(kiosk);

test('a yes on the phone is seen on the screen at once', async () => {
  const began = Date.now();
  await kiosk.person('li');
  assert.ok(Date.now() - began < 10_000, 'the screen was not woken');
});

test('a kiosk that sends a write without a key is refused', async () => {
  const asked = known(forgetful, 'kiosk1').post('/api/v1/kiosks/sessions');
  await assert.rejects(asked, { name: 'Problem', status: 400, reason: 'idempotency-key-missing' });
});

test('a write sent again with its key is done once and answered twice', async () => {
  const li = await kiosk.person('li');
  const body = {
    matter_code: 'HC-YJS-0001',
    answers: { applied_by: 'self' },
    channel: 'kiosk' as const,
  };
  const one = await li.post('/api/v1/cases', { body, key: `kiosk1-${Date.now()}` });
  const key = `kiosk1-${Date.now()}-again`;
  const two = await li.post('/api/v1/cases', { body, key });
  const again = await li.post('/api/v1/cases', { body, key });
  assert.notEqual(one.data.case_id, two.data.case_id);
  assert.deepEqual([again.data.case_id, again.replayed], [two.data.case_id, true]);
});
