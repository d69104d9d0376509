// A person at a kiosk: the kiosk shows a code, the person says yes on the phone, and the kiosk acts
// for them as long as they touch the screen.

import type { Client } from './client.js';
import { NotAgreed, Problem, Stopped } from './problem.js';
import type { Signal } from './transport.js';

export interface KioskVisit {
  /** What the QR code on the screen says; scanned within two minutes. */
  readonly code: string;
  /** Resolves when the person has agreed; NotAgreed when nobody did, Stopped by the signal. */
  readonly agreed: Promise<void>;
  /** The person's token for `client.as(...)`; asking for it counts as a touch. */
  token(renew: boolean): Promise<string>;
  /** Resolves when the session is over: by the phone, or because nobody was there; or by the signal. */
  over(signal: Signal): Promise<void>;
  /** The person has gone, or says so. */
  end(): Promise<void>;
}

/** The same session as the phone sees it that scanned the code. */
export interface ScannedVisit {
  /** Which kiosk asks, and where it stands: shown before one agrees. */
  readonly kiosk: string;
  readonly place: string;
  agree(): Promise<void>;
  /** I am done: the kiosk knows me no more. Nothing happens when it is over already. */
  end(): Promise<void>;
}

const FRESH_MS = 20_000;
const SESSION = '/api/v1/kiosks/sessions/{session_id}';

/** Open a session on the kiosk that `kiosk` is logged in as. */
export async function openVisit(kiosk: Client, signal?: Signal): Promise<KioskVisit> {
  const { session_id, code } = (await kiosk.post('/api/v1/kiosks/sessions')).data;
  const path = { session_id };
  let held = { token: '', until: 0 };
  return {
    code,
    agreed: agreement(kiosk, session_id, signal),
    async token(renew) {
      if (renew || Date.now() > held.until) {
        const { data } = await kiosk.post(`${SESSION}/token`, { path });
        held = { token: data.access_token, until: Date.now() + FRESH_MS };
      }
      return held.token;
    },
    async over(signal) {
      for await (const { data } of kiosk.live(SESSION, { path, signal })) {
        if (data.state === 'ended') return;
      }
    },
    async end() {
      held = { token: '', until: 0 };
      await kiosk.post(`${SESSION}/end`, { path });
    },
  };
}

/** On the phone, as the person `me` is logged in as: whose code was scanned. */
export async function scanVisit(me: Client, code: string): Promise<ScannedVisit> {
  const body = { code };
  const { session_id, kiosk, place } = (await me.post('/api/v1/kiosks/sessions/scan', { body }))
    .data;
  return {
    kiosk,
    place,
    async agree() {
      await me.post('/api/v1/kiosks/sessions/confirm', { body });
    },
    async end() {
      await me.post(`${SESSION}/end`, { path: { session_id } }).catch(unlessOver);
    },
  };
}

function unlessOver(fault: unknown): void {
  if (!(fault instanceof Problem) || fault.reason !== 'kiosk-session-over') throw fault;
}

async function agreement(kiosk: Client, session_id: string, signal?: Signal): Promise<void> {
  for await (const { data } of kiosk.live(SESSION, { path: { session_id }, signal })) {
    if (data.state === 'confirmed') return;
    if (data.state === 'ended') break;
  }
  throw signal?.aborted ? new Stopped() : new NotAgreed();
}
