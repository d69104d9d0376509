// A person at a kiosk: the kiosk shows a code, the person says yes on the phone, and the kiosk acts
// for them as long as they touch the screen.

import type { Client } from './client.js';

export interface KioskVisit {
  /** What the QR code on the screen says; scanned within two minutes. */
  readonly code: string;
  /** Resolves when the person has agreed; refused when nobody did. */
  readonly agreed: Promise<void>;
  /** The person's token for `client.as(...)`; asking for it counts as a touch. */
  token(renew: boolean): Promise<string>;
  /** The person has gone, or says so. */
  end(): Promise<void>;
}

const FRESH_MS = 20_000;

/** Open a session on the kiosk that `kiosk` is logged in as. */
export async function openVisit(kiosk: Client): Promise<KioskVisit> {
  const { session_id, code } = (await kiosk.post('/api/v1/kiosks/sessions')).data;
  const path = { session_id };
  let held = { token: '', until: 0 };
  return {
    code,
    agreed: agreement(kiosk, session_id),
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

async function agreement(kiosk: Client, session_id: string): Promise<void> {
  const path = '/api/v1/kiosks/sessions/{session_id}';
  for await (const { data } of kiosk.live(path, { path: { session_id } })) {
    if (data.state === 'confirmed') return;
    if (data.state === 'ended') break;
  }
  throw new Error('没有在手机上确认，请重新扫码。');
}
