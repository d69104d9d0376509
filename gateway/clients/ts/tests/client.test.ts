import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, fetchTransport, Problem, session, Unreachable } from '@yangguang/sdk';
import { aHouse, json, noWait, refuse } from './house.js';

const CASE = { path: { case_id: '7' } };

test('a read is put together from path and query, and its answer knows its version', async () => {
  const house = await aHouse((_, answer) => json(answer, { code: 'A' }, { ETag: '"4"' }));
  const client = createClient({
    baseUrl: `${house.url}/`,
    transport: fetchTransport(),
    token: 't',
  });

  const read = await client.get('/api/v1/matters/{code}', {
    path: { code: '一/二' },
    query: { fields: 'code' },
  });

  assert.deepEqual([read.data.code, read.etag], ['A', '"4"']);
  assert.equal(house.asked[0]?.url, `/api/v1/matters/${encodeURIComponent('一/二')}?fields=code`);
  assert.equal(house.asked[0]?.headers.authorization, 'Bearer t');
  assert.equal(house.asked[0]?.headers['idempotency-key'], undefined);
});

test('a refusal is a Problem that says why, where, and what to quote', async () => {
  const house = await aHouse((_, answer) => refuse(answer, 422, 'form-invalid'));
  const client = createClient({ baseUrl: house.url, transport: fetchTransport() });

  const fault = await client
    .post('/api/v1/cases/{case_id}/submit', CASE)
    .catch((why: unknown) => why);

  assert.ok(fault instanceof Problem);
  assert.deepEqual([fault.reason, fault.status, fault.requestId], ['form-invalid', 422, 'r-1']);
  assert.equal(fault.at('#/form/phone'), '请填写手机号。');
  assert.equal(fault.members['wanted'], 3);
  assert.equal(fault.message, '不行。 请改正后重试。');
});

test('what something in between answers is a Problem too', async () => {
  const house = await aHouse((_, answer) => answer.writeHead(403).end('<h1>Forbidden</h1>'));
  const client = createClient({ baseUrl: house.url, transport: fetchTransport() });
  await assert.rejects(client.get('/api/v1/matters'), {
    name: 'Problem',
    title: 'HTTP 403',
    type: 'about:blank',
  });
});

test('a write is sent again with the same key, after the wait the house asks for', async () => {
  const house = await aHouse((_, answer) => {
    if (house.asked.length < 3) refuse(answer, 503, 'too-busy', { 'Retry-After': '7' });
    else json(answer, { state: 'submitted' }, { 'Idempotent-Replayed': 'true' });
  });
  const { wait, waited } = noWait();
  const client = createClient({
    baseUrl: house.url,
    transport: fetchTransport(),
    token: 't',
    wait,
  });

  const done = await client.post('/api/v1/cases/{case_id}/submit', CASE);

  assert.deepEqual(waited, [7000, 7000]);
  const keys = new Set(house.asked.map((one) => one.headers['idempotency-key']));
  assert.equal(keys.size, 1);
  assert.match(String([...keys][0]), /^[0-9a-f-]{25,36}$/);
  assert.ok(done.replayed);
});

test('a write of somebody without a login is never sent twice; a read is, four times', async () => {
  const house = await aHouse((_, answer) => answer.destroy());
  const { wait, waited } = noWait();
  const client = createClient({ baseUrl: house.url, transport: fetchTransport(), wait });

  await assert.rejects(
    client.post('/api/v1/suggestions/look-up', { body: { receipt_code: 'x' } }),
    Unreachable,
  );
  assert.equal(house.asked.length, 1);
  await assert.rejects(client.get('/api/v1/matters'), Unreachable);
  assert.equal(house.asked.length, 5);
  assert.ok(waited.every((ms, at) => at === 0 || ms > (waited[at - 1] ?? 0) / 2));
});

test('a token that is refused is renewed once, by one request for everybody', async () => {
  let logins = 0;
  const house = await aHouse((asked, answer) => {
    if (asked.url.endsWith('/auth/token')) refuse(answer, 401, 'refresh-refused');
    else if (asked.headers.authorization === 'Bearer 2') json(answer, { name: '张三' });
    else refuse(answer, 401, 'token-invalid');
  });
  const nobody = createClient({ baseUrl: house.url, transport: fetchTransport() });
  const logIn = async () => {
    logins += 1;
    return { access_token: String(logins), refresh_token: 'r', expires_in: 1800 };
  };
  const zhang = nobody.as(session(nobody, logIn));

  const answers = await Promise.all([zhang.get('/api/v1/me'), zhang.get('/api/v1/me')]);

  assert.deepEqual(
    answers.map((one) => one.data.name),
    ['张三', '张三'],
  );
  assert.equal(logins, 2);
});

test('a list is read to its end, and no further than it is wanted', async () => {
  const pages: Record<string, unknown> = {
    '': { items: [1, 2], next_cursor: 'b' },
    b: { items: [3], next_cursor: 'c' },
    c: { items: [4], next_cursor: null },
  };
  const house = await aHouse(({ url }, answer) =>
    json(answer, pages[/cursor=(\w+)/.exec(url)?.[1] ?? '']),
  );
  const client = createClient({ baseUrl: house.url, transport: fetchTransport() });

  const all: unknown[] = [];
  for await (const one of client.pages('/api/v1/matters', { query: { q: '店' } })) all.push(one);
  assert.deepEqual(all, [1, 2, 3, 4]);
  assert.ok(house.asked.every(({ url }) => url.includes(`q=${encodeURIComponent('店')}`)));

  for await (const one of client.pages('/api/v1/matters')) if ((one as unknown) === 2) break;
  assert.equal(house.asked.length, 4);
});

test('a change is written on the version that was read, and worked out again when that is old', async () => {
  let version = 1;
  const house = await aHouse(({ method, headers }, answer) => {
    if (method === 'GET') return json(answer, { version }, { ETag: `"${version}"` });
    if (house.asked.length === 2) version = 2; // somebody was faster
    return headers['if-match'] === `"${version}"` ? json(answer, {}) : refuse(answer, 412, 'stale');
  });
  const client = createClient({ baseUrl: house.url, transport: fetchTransport(), token: 't' });

  await client.change('patch', '/api/v1/cases/{case_id}', CASE, (present) => ({
    form: { seen: present.version },
  }));

  assert.deepEqual(
    house.asked.map(({ method }) => method),
    ['GET', 'PATCH', 'GET', 'PATCH'],
  );
  assert.deepEqual(JSON.parse(house.asked[3]?.body ?? ''), { form: { seen: 2 } });
});

test('a file goes out as a part with its name, a paper comes in as bytes', async () => {
  const house = await aHouse((asked, answer) =>
    asked.method === 'GET' ? answer.end('%PDF-1.7') : json(answer, {}),
  );
  const client = createClient({ baseUrl: house.url, transport: fetchTransport(), token: 't' });

  await client.post('/api/v1/cases/{case_id}/materials/{code}', {
    path: { case_id: '7', code: 'M01' },
    file: { name: '照片.pdf', type: 'application/pdf', data: '%PDF' },
  });
  const paper = await client.bytes(
    'get',
    '/api/v1/cases/{case_id}/receipt',
    'application/pdf',
    CASE,
  );

  assert.match(
    house.asked[0]?.body ?? '',
    /name="file"; filename="照片.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF/,
  );
  assert.equal(new TextDecoder().decode(paper), '%PDF-1.7');
});
