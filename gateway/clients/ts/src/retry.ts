// When the same request is sent again, and after how long. Reads always may be; writes only with
// an Idempotency-Key, because only then the house does them once.

import { Problem, Unreachable } from './problem.js';

const SOMEBODY_IN_BETWEEN = new Set([502, 503, 504]);
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 20_000;

export function mayHelp(fault: unknown, repeatable: boolean): boolean {
  if (fault instanceof Unreachable) return repeatable;
  if (!(fault instanceof Problem)) return false;
  if (fault.status === 429) return true; // refused before anything was done
  if (!repeatable) return false;
  return SOMEBODY_IN_BETWEEN.has(fault.status) || fault.reason === 'request-still-running';
}

/** What the house asks for, else twice as long each time, scattered so that not all come at once. */
export function waitMs(
  fault: unknown,
  attempt: number,
  random: () => number = Math.random,
): number {
  const asked = fault instanceof Problem ? fault.retryAfter : undefined;
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  const scattered = longest / 2 + (random() * longest) / 2;
  return asked === undefined ? scattered : Math.max(asked * 1000, scattered / 2);
}

/** A new UUID; where there is no good source of chance the time helps out. */
export function newKey(): string {
  const made = (globalThis as { crypto?: { randomUUID?: () => string } }).crypto?.randomUUID?.();
  if (made) return made;
  const some = (digits: number): string =>
    Math.floor(Math.random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${some(3)}-8${some(3)}-${some(12)}`;
}
