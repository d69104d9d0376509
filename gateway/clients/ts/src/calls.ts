// One call, whatever its types: headers, the retries that never do a thing twice, the answer read.

import { addressOf, encoded, type Query } from './address.js';
import type { FilePart, Method } from './paths.js';
import { Problem, problemOf, Stopped } from './problem.js';
import { mayHelp, newKey, waitMs } from './retry.js';
import type { As, Incoming, Outgoing, Signal, Transport } from './transport.js';

/** A token, or who has one; `renew` says that the last one was refused. */
export type TokenSource = string | ((renew: boolean) => Promise<string | undefined>);

export interface ClientOptions {
  /** Where the gateway is, e.g. `https://zw.example.gov.cn`; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly token?: TokenSource | undefined;
  /** How often a request is tried at most; 4 unless said. */
  readonly attempts?: number;
  /** After how many milliseconds a request counts as unanswered; 60,000 unless said. */
  readonly timeoutMs?: number;
  /** Waits; tests may hurry it. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface CallOptions {
  /** The Idempotency-Key of a write; made for each write unless given. */
  readonly key?: string | undefined;
  /** The ETag the write builds on. */
  readonly ifMatch?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The media type wanted; JSON unless said. */
  readonly accept?: string;
  readonly signal?: Signal | undefined;
}

/** The options of any call, their types forgotten. */
export interface Loose extends CallOptions {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Query;
  readonly body?: unknown;
  readonly form?: Query;
  readonly file?: FilePart;
  readonly fields?: Readonly<Record<string, string>>;
  readonly as?: As;
  readonly timeoutMs?: number;
}

export interface Answer<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Which version this is: the `ifMatch` of the write that builds on it. */
  readonly etag: string | undefined;
  /** The house had done this before, and answers as it did then. */
  readonly replayed: boolean;
}

const LOGIN_NEEDED = 401;

export class Calls {
  readonly wait: (ms: number) => Promise<void>;

  constructor(readonly options: ClientOptions) {
    this.wait = options.wait ?? ((ms) => new Promise((done) => setTimeout(done, ms)));
  }

  async call<T>(method: Method, path: string, asked: Loose): Promise<Answer<T>> {
    const request = await this.prepared(method, path, asked);
    const answer = await this.sent(request);
    return {
      data: dataOf<T>(answer, request.as),
      status: answer.status,
      headers: answer.headers,
      etag: answer.headers['etag'],
      replayed: answer.headers['idempotent-replayed'] === 'true',
    };
  }

  async prepared(method: Method, path: string, asked: Loose): Promise<Outgoing> {
    const { options } = this;
    const body = asked.form ? encoded(asked.form) : JSON.stringify(asked.body);
    return {
      method: method.toUpperCase(),
      url: addressOf(options.baseUrl, path, asked.path, asked.query),
      headers: headersOf(method, asked, await this.token(false)),
      ...(body !== undefined && { body }),
      ...(asked.file && { upload: { file: asked.file, fields: asked.fields ?? {} } }),
      as: asked.as ?? 'json',
      timeoutMs: asked.timeoutMs ?? options.timeoutMs ?? 60_000,
      signal: asked.signal,
    };
  }

  private async sent(request: Outgoing): Promise<Incoming> {
    const attempts = this.options.attempts ?? 4;
    for (let attempt = 1, renewed = false; ; attempt += 1) {
      try {
        return await this.tried(request);
      } catch (fault) {
        if (!renewed && this.mayRenew(fault)) {
          renewed = true;
          request = {
            ...request,
            headers: { ...request.headers, ...bearer(await this.token(true)) },
          };
        } else if (attempt >= attempts || !mayHelp(fault, isRepeatable(request))) {
          throw fault;
        } else {
          await this.wait(waitMs(fault, attempt));
        }
      }
    }
  }

  private async tried(request: Outgoing): Promise<Incoming> {
    if (request.signal?.aborted) throw new Stopped();
    const answer = await this.options.transport.send(request);
    if (answer.status >= 400) throw problemOf(answer);
    return answer;
  }

  private mayRenew(fault: unknown): boolean {
    const isRefused = fault instanceof Problem && fault.status === LOGIN_NEEDED;
    return isRefused && typeof this.options.token === 'function';
  }

  private async token(renew: boolean): Promise<string | undefined> {
    const { token } = this.options;
    return typeof token === 'function' ? token(renew) : token;
  }
}

function headersOf(
  method: Method,
  asked: Loose,
  token: string | undefined,
): Record<string, string> {
  return {
    Accept: asked.accept ?? 'application/json',
    ...bearer(token),
    ...(asked.body !== undefined && { 'Content-Type': 'application/json' }),
    ...(asked.form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    ...(asked.ifMatch && { 'If-Match': asked.ifMatch }),
    ...(method !== 'get' && { 'Idempotency-Key': asked.key ?? newKey() }),
    ...asked.headers,
  };
}

function bearer(token: string | undefined): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Keys are kept per account: without a login the house would not know a write again. */
function isRepeatable({ method, headers }: Outgoing): boolean {
  return method === 'GET' || headers['Authorization'] !== undefined;
}

function dataOf<T>({ body }: Incoming, as: As): T {
  if (as !== 'json') return body as T;
  return (body === '' ? undefined : JSON.parse(body as string)) as T;
}
