// Staying logged in: a token that is renewed before it ends, and once when it is refused.

import type { Client } from './client.js';
import type { Schemas } from './paths.js';
import { Problem } from './problem.js';

export type Tokens = Schemas['gateway_TokensView'];
type Renewing = (renew: boolean) => Promise<string>;

const RENEW_BEFORE_MS = 30_000;

/** A source of tokens for `client.as(...)`; logs in when it is first asked, and whenever it must. */
export function session(client: Client, logIn: () => Promise<Tokens>): Renewing {
  let tokens: Tokens | undefined;
  let endsAt = 0;
  let renewing: Promise<string> | undefined; // a refresh token is good once: everybody waits for one renewal
  const renewed = async (): Promise<string> => {
    tokens = (tokens && (await refreshed(client, tokens))) ?? (await logIn());
    endsAt = Date.now() + tokens.expires_in * 1000;
    return tokens.access_token;
  };
  return (renew) => {
    if (tokens && !renew && Date.now() < endsAt - RENEW_BEFORE_MS)
      return Promise.resolve(tokens.access_token);
    renewing ??= renewed().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

async function refreshed(client: Client, tokens: Tokens): Promise<Tokens | undefined> {
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token } as const;
  try {
    return (await client.as().post('/api/v1/auth/token', { form })).data;
  } catch (fault) {
    if (fault instanceof Problem && fault.status < 500) return undefined; // over: log in again
    throw fault;
  }
}

/** By password; only where the embedded issuer is used. */
export function byPassword(client: Client, username: string, password: string) {
  return async (): Promise<Tokens> =>
    (
      await client
        .as()
        .post('/api/v1/auth/token', { form: { grant_type: 'password', username, password } })
    ).data;
}

/** In a mini-program, by the code of wx.login. */
export function byWechat(
  client: Client,
  wx: { login(call: { success(said: { code: string }): void; fail(fault: unknown): void }): void },
) {
  return async (): Promise<Tokens> => {
    const code = await new Promise<string>((done, fail) =>
      wx.login({ success: (said) => done(said.code), fail }),
    );
    return (await client.as().post('/api/v1/auth/wechat', { body: { code } })).data;
  };
}

/** On a kiosk, by the token it was registered with. */
export function byDevice(client: Client, code: string, deviceToken: string) {
  return async (): Promise<Tokens> =>
    (await client.as().post('/api/v1/kiosks/token', { body: { code, device_token: deviceToken } }))
      .data;
}
