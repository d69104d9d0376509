// The three ways people come to the house, and its staff. HOUSE is the address of the gateway.

import { after } from 'node:test';
import {
  byPassword,
  byWechat,
  createClient,
  fetchTransport,
  openVisit,
  session,
  wxTransport,
  type Client,
  type FilePart,
} from '@yangguang/sdk';
import { WxStandIn } from '@yangguang/sdk/testing';

export interface Channel {
  readonly name: 'web' | 'mini_program' | 'kiosk';
  /** What is asked before anybody has said who they are. */
  readonly visitor: Client;
  /** Somebody has logged in, as this channel does it. */
  person(login: string): Promise<Client>;
  paper(name: string): FilePart;
}

const PAPER = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';
const baseUrl = process.env['HOUSE'] ?? '';
const web = createClient({ baseUrl, transport: fetchTransport() });
export const known = (client: Client, login: string): Client =>
  client.as(session(client, byPassword(client, login, 'demo')));

/** The same with a kiosk that forgets its keys. */
export const forgetful = createClient({
  baseUrl,
  transport: fetchTransport({
    fetch: (url, how) => {
      const headers = new Headers(how?.headers);
      headers.delete('Idempotency-Key');
      return fetch(url, { ...how, headers });
    },
  }),
});

/** A window clerk, an approver: at a computer, whatever the applicants use. */
export const official = (login: string): Client => known(web, login);

export const aBrowser: Channel = {
  name: 'web',
  visitor: web,
  person: async (login) => known(web, login),
  paper: (name) => ({ name: `${name}.pdf`, type: 'application/pdf', data: PAPER }),
};

export function aMiniProgram(): Channel {
  const phone = new WxStandIn();
  const visitor = createClient({ baseUrl, transport: wxTransport(phone) });
  return {
    name: 'mini_program',
    visitor,
    person: async (login) =>
      visitor.as(session(visitor, byWechat(visitor, new WxStandIn(`wx-${login}`)))),
    paper: (name) => {
      phone.files.set(`wxfile://tmp/${name}.pdf`, new TextEncoder().encode(PAPER));
      return { filePath: `wxfile://tmp/${name}.pdf` };
    },
  };
}

/** The kiosk of the demo; who uses it has agreed to that on the phone. */
export function aKiosk(): Channel {
  const kiosk = known(web, 'kiosk1');
  return {
    name: 'kiosk',
    visitor: kiosk,
    async person(login) {
      const visit = await openVisit(kiosk);
      const phone = await aMiniProgram().person(login);
      await phone.post('/api/v1/kiosks/sessions/scan', { body: { code: visit.code } });
      await phone.post('/api/v1/kiosks/sessions/confirm', { body: { code: visit.code } });
      await visit.agreed;
      after(() => visit.end());
      return kiosk.as((renew) => visit.token(renew));
    },
    paper: aBrowser.paper,
  };
}
