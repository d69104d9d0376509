// Following one thing: by a stream where the transport has one, else by long-poll, and by plain
// polls where something in between cuts every request that waits; then from the best again.

import type { Query } from './address.js';
import type { LivePath, PathOf } from './paths.js';
import { Problem, problemOf, Stopped } from './problem.js';
import { EventReader } from './sse.js';
import type { Opened, Signal } from './transport.js';

export interface Version<T> {
  /** Grows with every change; what `after` and Last-Event-ID mean. */
  readonly number: number;
  readonly data: T;
}

export type By = 'stream' | 'long-poll' | 'poll';

export interface Followed {
  /** Only versions newer than this one. */
  readonly after?: number;
  readonly signal?: Signal | undefined;
  /** Called when the way of following changes. */
  readonly onWay?: (way: By) => void;
  /** How long a plain poll waits for the next; 10,000 unless said. */
  readonly pollMs?: number;
}

export interface Means<T> {
  read(query: Query, timeoutMs: number): Promise<{ data: T }>;
  open?: ((path: string, headers: Record<string, string>) => Promise<Opened>) | undefined;
  wait(ms: number): Promise<void>;
}

/** Where the stream of a read is not beside it; null where there is none. */
const STREAMS: { readonly [P in LivePath]?: PathOf<'get'> | null } = {
  '/api/v1/inbox/changes': '/api/v1/inbox/stream',
  '/api/v1/kiosks/sessions/{session_id}': null,
};
const WAIT_SECONDS = 25;
const ANSWER_MS = 45_000;
const FIRST_WORD_MS = 5_000; // a stream that says nothing at once is held back by something
const HEARTBEATS_MISSED_MS = 40_000; // the house sends one every 15 s
const TRIES = 2; // of one way, before the next is gone
const FIRST_WAIT_MS = 1_000;
const POLL_MS = 10_000;
const POLLS = 6; // then the better ways are tried again

/** Every version newer than `after`, as it comes. Ends by `break`, by its signal, or by a refusal. */
export async function* follow<T>(
  path: string,
  asked: Followed,
  means: Means<T>,
): AsyncGenerator<Version<T>> {
  let seen = asked.after ?? -1;
  const ways: By[] =
    means.open && streamOf(path) ? ['stream', 'long-poll', 'poll'] : ['long-poll', 'poll'];
  for (let at = 0; ; at = (at + 1) % ways.length) {
    const way = ways[at]!;
    asked.onWay?.(way);
    for (let failures = 0; failures < TRIES; ) {
      try {
        for await (const version of byWay(way, path, seen, asked, means)) {
          failures = 0;
          if (version.number <= seen) continue;
          seen = version.number;
          yield version;
        }
        failures += way === 'poll' ? TRIES : 1; // a stream that ends is opened again, not for ever
      } catch (fault) {
        if (asked.signal?.aborted) return;
        if (fault instanceof Stopped || isFinal(fault, way)) throw fault;
        failures += way === 'stream' && fault instanceof Problem ? TRIES : 1;
        if (way === 'poll') await means.wait(asked.pollMs ?? POLL_MS);
      }
      if (asked.signal?.aborted) return;
      if (failures < TRIES) await means.wait(FIRST_WAIT_MS);
    }
  }
}

function streamOf(path: string): string | null {
  const known = STREAMS[path as LivePath];
  return known === undefined ? `${path}/stream` : known;
}

/** A refusal that another way would get as well; a missing stream only says that there is none. */
function isFinal(fault: unknown, way: By): boolean {
  return way !== 'stream' && fault instanceof Problem && fault.status < 500 && fault.status !== 429;
}

function byWay<T>(
  way: By,
  path: string,
  seen: number,
  asked: Followed,
  means: Means<T>,
): AsyncGenerator<Version<T>> {
  return way === 'stream' ? byStream(path, seen, asked, means) : byReads(way, seen, asked, means);
}

async function* byReads<T>(
  way: By,
  seen: number,
  asked: Followed,
  means: Means<T>,
): AsyncGenerator<Version<T>> {
  for (let read = 1; !asked.signal?.aborted; read += 1) {
    const waits = way === 'long-poll' && seen >= 0;
    const { data } = await means.read(waits ? { after: seen, wait: WAIT_SECONDS } : {}, ANSWER_MS);
    const number = numberOf(data);
    yield { number, data };
    if (waits && number <= seen) await means.wait(FIRST_WAIT_MS); // whoever answers at once is not hurried
    seen = Math.max(seen, number);
    if (way !== 'poll') continue;
    await means.wait(asked.pollMs ?? POLL_MS);
    if (read === POLLS) return;
  }
}

async function* byStream<T>(
  path: string,
  seen: number,
  asked: Followed,
  means: Means<T>,
): AsyncGenerator<Version<T>> {
  const resume: Record<string, string> = seen >= 0 ? { 'Last-Event-ID': String(seen) } : {};
  const stream = await means.open!(streamOf(path)!, {
    Accept: 'text/event-stream',
    ...resume,
  });
  const close = (): void => stream.close();
  asked.signal?.addEventListener('abort', close);
  try {
    await expectEvents(stream);
    const reader = new EventReader();
    for (let patience = FIRST_WORD_MS; ; patience = HEARTBEATS_MISSED_MS) {
      const piece = await within(patience, stream);
      if (piece === undefined) return;
      for (const told of reader.take(piece))
        yield { number: Number(told.id), data: JSON.parse(told.data) as T };
    }
  } finally {
    asked.signal?.removeEventListener('abort', close);
    stream.close();
  }
}

async function expectEvents(stream: Opened): Promise<void> {
  const type = stream.headers['content-type'] ?? '';
  if (stream.status < 400 && type.startsWith('text/event-stream')) return;
  const body = (await stream.next()) ?? '';
  throw problemOf({ status: stream.status, headers: stream.headers, body });
}

/** The next piece, or undefined when none comes in time. */
async function within(ms: number, stream: Opened): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), ms);
  });
  try {
    return await Promise.race([stream.next(), silence]);
  } finally {
    clearTimeout(timer);
  }
}

function numberOf(data: unknown): number {
  const { version, number } = data as { version?: number; number?: number };
  return version ?? number ?? 0;
}
