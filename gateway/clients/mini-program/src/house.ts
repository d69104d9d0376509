// The house as this program sees it: asked by anybody, asked by the person who holds the phone.

import { byWechat, createClient, Problem, session, Unreachable, wxTransport } from '@yangguang/sdk';

interface Shown {
  setData(data: { busy: boolean; problem?: string }): void;
}

const { house } = getApp<{ globalData: { house: string } }>().globalData;

/** The address of a file, for `wx.downloadFile`. */
export const address = (path: string): string => `${house}/api/v1/${path}`;

export const visitor = createClient({ baseUrl: house, transport: wxTransport(wx) });
export const me = visitor.as(session(visitor, byWechat(visitor, wx)));

/** Do something for a page: it is busy meanwhile, and shows why it did not work. */
export async function showing(page: Shown, work: () => Promise<void>): Promise<void> {
  page.setData({ busy: true, problem: '' });
  try {
    await work();
    page.setData({ busy: false });
  } catch (fault) {
    page.setData({ busy: false, problem: told(fault) });
  }
}

/** What the house or the network said, for people; anything else is a fault of this program. */
function told(fault: unknown): string {
  if (fault instanceof Problem) return [fault.title, fault.detail].filter(Boolean).join('');
  if (fault instanceof Unreachable) return fault.message;
  throw fault;
}
