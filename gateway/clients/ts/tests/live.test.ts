import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { createClient, EventReader, fetchTransport, Problem, Stop, type By } from '@yangguang/sdk';
import { aHouse, json, noWait, refuse, type Asked } from './house.js';

const TRACK = '/api/v1/track/{case_no}';
const PATH = { path: { case_no: '1' }, query: { code: 'x' } };

function stream(answer: ServerResponse, ...versions: number[]): void {
  answer.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 3000\n\n');
  for (const version of versions)
    answer.write(`id: ${version}\nevent: case\ndata: {"version": ${version}}\n\n`);
}

async function followed(
  url: string,
  count: number,
  more: { pollMs?: number } = {},
): Promise<{ numbers: number[]; ways: By[] }> {
  const client = createClient({
    baseUrl: url,
    transport: fetchTransport(),
    attempts: 1,
    wait: noWait().wait,
  });
  const numbers: number[] = [];
  const ways: By[] = [];
  for await (const { number } of client.live(TRACK, {
    ...PATH,
    ...more,
    onWay: (way) => ways.push(way),
  })) {
    numbers.push(number);
    if (numbers.length === count) break;
  }
  return { numbers, ways };
}

const ofStream = ({ url }: Asked): boolean => url.startsWith('/api/v1/track/1/stream?code=x');

test('a stream that breaks is opened again where it broke', async () => {
  const house = await aHouse((_, answer) => {
    if (house.asked.length === 1) {
      stream(answer, 1, 2);
      setTimeout(() => answer.destroy(), 20);
    } else stream(answer, 3);
  });

  assert.deepEqual(await followed(house.url, 3), { numbers: [1, 2, 3], ways: ['stream'] });
  assert.deepEqual(
    house.asked.map(({ headers }) => headers['last-event-id']),
    [undefined, '2'],
  );
  assert.ok(house.asked.every(ofStream));
});

test('where no stream comes through, one long-poll after the other asks for what is newer', async () => {
  const house = await aHouse((asked, answer) => {
    if (ofStream(asked)) answer.writeHead(502).end('<h1>Bad Gateway</h1>');
    else json(answer, { version: house.asked.length });
  });

  assert.deepEqual((await followed(house.url, 2)).ways, ['stream', 'long-poll']);
  assert.deepEqual(
    house.asked.slice(1).map(({ url }) => url),
    ['/api/v1/track/1?code=x', '/api/v1/track/1?code=x&after=2&wait=25'],
  );
});

test('where every request that waits is cut, plain polls tell only what is new', async () => {
  let polls = 0;
  const house = await aHouse((asked, answer) => {
    if (ofStream(asked) || asked.url.includes('wait=')) answer.destroy();
    else json(answer, { version: [1, 1, 1, 2][polls++] ?? 3 });
  });

  assert.deepEqual(await followed(house.url, 3, { pollMs: 1 }), {
    numbers: [1, 2, 3],
    ways: ['stream', 'long-poll', 'poll'],
  });
});

test('what did not come through is tried again after some polls', async () => {
  const ways: By[] = [];
  const house = await aHouse((_, answer) =>
    ways.length < 4 ? answer.destroy() : stream(answer, 2),
  );
  const transport = fetchTransport();
  const { wait } = noWait();
  const client = createClient({ baseUrl: house.url, transport, attempts: 1, wait });
  const onWay = (way: By): void => void ways.push(way);
  for await (const { number } of client.live(TRACK, { ...PATH, onWay })) if (number === 2) break;
  assert.deepEqual(ways, ['stream', 'long-poll', 'poll', 'stream']);
});

test('a stream something holds back is given up when its first word does not come', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const house = await aHouse((asked, answer) => {
    if (!ofStream(asked)) return json(answer, { version: 1 });
    answer.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
    return void setImmediate(() => setImmediate(() => t.mock.timers.tick(5_000)));
  });
  assert.deepEqual(await followed(house.url, 1), { numbers: [1], ways: ['stream', 'long-poll'] });
});

test('a refusal ends it: another way would not be let in either', async () => {
  const house = await aHouse((_, answer) => refuse(answer, 404, 'tracking-not-found'));
  await assert.rejects(
    followed(house.url, 1),
    (fault) => fault instanceof Problem && fault.reason === 'tracking-not-found',
  );
});

test('a signal ends it while it waits', async () => {
  const house = await aHouse((_, answer) => stream(answer, 1));
  const client = createClient({ baseUrl: house.url, transport: fetchTransport() });
  const stop = new Stop();
  let seen = 0;
  for await (const { number } of client.live(TRACK, { ...PATH, signal: stop })) {
    seen = number;
    setImmediate(() => stop.stop());
  }
  assert.equal(seen, 1);
});

test('events are read however they are cut', () => {
  const text =
    ': heartbeat\r\n\r\nid: 7\r\nevent: case\r\ndata: {"a":\r\ndata: 1}\r\n\r\nretry: 250\n\n';
  for (let size = 1; size < text.length; size += 1) {
    const reader = new EventReader();
    const told = (text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []).flatMap((piece) =>
      reader.take(piece),
    );
    assert.deepEqual(told, [{ id: '7', event: 'case', data: '{"a":\n1}' }], `pieces of ${size}`);
    assert.equal(reader.retryMs, 250);
  }
});
