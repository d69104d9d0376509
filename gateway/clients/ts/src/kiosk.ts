// A person at a kiosk: the kiosk shows a code, the person says yes on the phone, and the kiosk acts
// for them as long as they touch the screen.

import type { Client } from './client.js';
import { NotAgreed, Stopped } from './problem.js';
import type { Signal } from './transport.js';

export interface KioskVisit {
  /** What the QR code on the screen says; scanned within two minutes. */
  readonly code: string;
  /** Resolves when the person has agreed; NotAgreed when nobody did, Stopped by the signal. */
  readonly agreed: Promise<void>;
  /** The person's token for `client.as(...)`; asking for it counts as a touch. */
  token(renew: boolean): Promise<string>;
  /** The person has gone, or says so. */
  end(): Promise<void>;
}

const FRESH_MS = 20_000;

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
        const { data } = await kiosk.post('/api/v1/kiosks/sessions/{session_id}/token', { path });
        held = { token: data.access_token, until: Date.now() + FRESH_MS };
      }
      return held.token;
    },
    async end() {
      held = { token: '', until: 0 };
      await kiosk.post('/api/v1/kiosks/sessions/{session_id}/end', { path });
    },
  };
}

async function agreement(kiosk: Client, session_id: string, signal?: Signal): Promise<void> {
  const path = '/api/v1/kiosks/sessions/{session_id}';
  for await (const { data } of kiosk.live(path, { path: { session_id }, signal })) {
    if (data.state === 'confirmed') return;
    if (data.state === 'ended') break;
  }
  throw signal?.aborted ? new Stopped() : new NotAgreed();
}
