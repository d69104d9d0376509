// Why a request did not succeed: the house refused it (Problem, RFC 9457), nobody answered
// (Unreachable), or whoever asked does not want it any more (Stopped).

import type { Incoming } from './transport.js';

export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string;
  /** Seconds the house asks to wait before the same is tried again. */
  readonly retryAfter: number | undefined;

  constructor(
    /** Everything the problem document says, its own members too. */
    readonly members: Readonly<Record<string, unknown>>,
    answer: Pick<Incoming, 'status' | 'headers'>,
  ) {
    const text = (name: string): string => (typeof members[name] === 'string' ? members[name] : '');
    super([text('title') || `HTTP ${answer.status}`, text('detail')].filter(Boolean).join(' '));
    this.type = text('type') || 'about:blank';
    this.title = text('title') || `HTTP ${answer.status}`;
    this.status = answer.status;
    this.detail = text('detail');
    this.errors = Array.isArray(members['errors']) ? (members['errors'] as FieldError[]) : [];
    this.requestId = text('request_id') || (answer.headers['x-request-id'] ?? '');
    this.retryAfter = secondsOf(answer.headers['retry-after']);
  }

  /** The last word of the type, e.g. `form-invalid`: what a program decides by. */
  get reason(): string {
    return this.type.slice(this.type.lastIndexOf('/') + 1);
  }

  /** What is wrong with one field, by its JSON pointer. */
  at(pointer: string): string {
    return this.errors
      .filter((error) => error.pointer === pointer)
      .map((error) => error.message)
      .join(' ');
  }
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(readonly why: string) {
    super(`网络不可用，请稍后重试。（${why}）`);
  }
}

export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Nobody scanned the kiosk's code and agreed in time. */
export class NotAgreed extends Error {
  override readonly name = 'NotAgreed';

  constructor() {
    super('没有在手机上确认，请重新扫码。');
  }
}

/** The refusal an answer is; also when it comes from something in between that knows no problems. */
export function problemOf(answer: Incoming): Problem {
  return new Problem(membersOf(answer), answer);
}

function membersOf(answer: Incoming): Record<string, unknown> {
  if (typeof answer.body !== 'string' || !isJson(answer.headers['content-type'])) return {};
  try {
    const said: unknown = JSON.parse(answer.body);
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {};
  } catch (fault) {
    if (fault instanceof SyntaxError) return {};
    throw fault;
  }
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /[/+]json\b/.test(type);
}

function secondsOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
