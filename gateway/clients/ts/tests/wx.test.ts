import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createContext, Script } from 'node:vm';
import {
  byWechat,
  createClient,
  session,
  Stop,
  Stopped,
  Unreachable,
  wxTransport,
} from '@yangguang/sdk';
import { aHouse, json, noWait, refuse } from './house.js';
import { WxStandIn } from '@yangguang/sdk/testing';

const CASE = { path: { case_id: '7' } };

test('PATCH goes out as POST with the override, spelt headers come in small', async () => {
  const house = await aHouse((_, answer) => json(answer, { version: 2 }, { ETag: '"2"' }));
  const client = createClient({
    baseUrl: house.url,
    transport: wxTransport(new WxStandIn()),
    token: 't',
  });

  const changed = await client.patch('/api/v1/cases/{case_id}', {
    ...CASE,
    body: { form: { a: 1 } },
    ifMatch: '"1"',
  });

  assert.equal(changed.etag, '"2"');
  const [asked] = house.asked;
  assert.deepEqual(
    [asked?.method, asked?.headers['x-http-method-override'], asked?.headers['if-match']],
    ['POST', 'PATCH', '"1"'],
  );
  assert.deepEqual(JSON.parse(asked?.body ?? ''), { form: { a: 1 } });
});

test('no more than ten requests are under way, the others wait their turn', async () => {
  const house = await aHouse((_, answer) => void setTimeout(() => json(answer, {}), 5));
  const wx = new WxStandIn();
  const client = createClient({ baseUrl: house.url, transport: wxTransport(wx), attempts: 1 });

  await Promise.all(Array.from({ length: 35 }, () => client.get('/api/v1/matters')));

  assert.deepEqual([wx.most, house.asked.length], [10, 35]);
});

test('what was under way in the background is asked again with its key', async () => {
  const wx = new WxStandIn();
  const house = await aHouse((_, answer) =>
    house.asked.length === 1 ? wx.goToBackground() : json(answer, { state: 'submitted' }),
  );
  const client = createClient({
    baseUrl: house.url,
    transport: wxTransport(wx),
    token: 't',
    wait: noWait().wait,
  });

  assert.equal((await client.post('/api/v1/cases/{case_id}/submit', CASE)).data.state, 'submitted');
  assert.equal(new Set(house.asked.map(({ headers }) => headers['idempotency-key'])).size, 1);
});

test('a request nobody waits for any more is given up, one nobody answers is unreachable', async () => {
  const house = await aHouse(() => stop.stop());
  const stop = new Stop();
  const client = createClient({
    baseUrl: house.url,
    transport: wxTransport(new WxStandIn()),
    attempts: 1,
  });

  await assert.rejects(client.get('/api/v1/matters', { signal: stop }), Stopped);
  const hurried = createClient({
    baseUrl: house.url,
    transport: wxTransport(new WxStandIn()),
    attempts: 1,
    timeoutMs: 10,
  });
  await assert.rejects(hurried.get('/api/v1/matters'), Unreachable);
});

test('a file is uploaded by its path, a paper is downloaded, its refusal is still read', async () => {
  const wx = new WxStandIn();
  wx.files.set('wxfile://tmp/m01.pdf', new TextEncoder().encode('%PDF'));
  const house = await aHouse((asked, answer) => {
    if (asked.method === 'POST') json(answer, { code: 'M01' });
    else if (house.asked.length === 2) answer.end('%PDF-1.7');
    else refuse(answer, 404, 'case-not-found');
  });
  const client = createClient({ baseUrl: house.url, transport: wxTransport(wx), token: 't' });

  const path = { case_id: '7', code: 'M01' };
  const handedIn = await client.post('/api/v1/cases/{case_id}/materials/{code}', {
    path,
    file: { filePath: 'wxfile://tmp/m01.pdf' },
  });
  assert.equal(handedIn.data.code, 'M01');
  assert.match(house.asked[0]?.body ?? '', /filename="m01.pdf"/);

  const receipt = () =>
    client.bytes('get', '/api/v1/cases/{case_id}/receipt', 'application/pdf', CASE);
  assert.equal((await receipt()).byteLength, 8);
  await assert.rejects(receipt(), {
    name: 'Problem',
    reason: 'case-not-found',
    detail: '请改正后重试。',
  });
});

test('a person logs in by the code of wx.login, and follows by long-poll', async () => {
  const house = await aHouse((asked, answer) => {
    if (asked.url.endsWith('/auth/wechat'))
      json(answer, { access_token: asked.body, refresh_token: 'r', expires_in: 1800 });
    else json(answer, { number: house.asked.length, all: 1, unread: 1 });
  });
  const wx = new WxStandIn('wx-li');
  const nobody = createClient({ baseUrl: house.url, transport: wxTransport(wx) });
  const li = nobody.as(session(nobody, byWechat(nobody, wx)));

  for await (const { number } of li.live('/api/v1/inbox/changes', {})) if (number === 3) break;
  assert.deepEqual(
    house.asked.slice(1).map(({ url }) => url),
    ['/api/v1/inbox/changes', '/api/v1/inbox/changes?after=2&wait=25'],
  );
  assert.equal(house.asked[1]?.headers.authorization, 'Bearer {"code":"wx-li"}');
});

test('the CommonJS build lives with what a mini-program has: no fetch, URL, AbortController, crypto', async () => {
  const folder = new URL('../cjs/', import.meta.url);
  const sources = new Map<string, string>();
  for (const name of await readdir(folder)) {
    if (name.endsWith('.js'))
      sources.set(`./${name}`, await readFile(new URL(name, folder), 'utf8'));
  }
  const context = createContext({ setTimeout, clearTimeout, wx: new WxStandIn() });
  const required = (name: string): Record<string, unknown> => {
    const module = { exports: {} };
    const run = new Script(
      `(function (module, exports, require) {${sources.get(name)}\n})`,
    ).runInContext(context) as (module: object, exports: object, require: unknown) => void;
    run(module, module.exports, required);
    return module.exports;
  };
  const house = await aHouse((_, answer) =>
    json(answer, { items: [{ code: 'A' }], next_cursor: null }),
  );
  const sdk = required('./index.js') as unknown as typeof import('@yangguang/sdk');
  const client = sdk.createClient({
    baseUrl: house.url,
    transport: sdk.wxTransport(context['wx'] as WxStandIn),
    token: 't',
  });

  for await (const matter of client.pages('/api/v1/matters', { query: { q: '开店' } }))
    assert.equal(matter.code, 'A');
  await client.post('/api/v1/cases/{case_id}/submit', CASE);
  assert.match(
    String(house.asked[1]?.headers['idempotency-key']),
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
