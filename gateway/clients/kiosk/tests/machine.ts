// A kiosk without its cabinet: the page in a document, a printer that keeps its papers, a cable that
// can be pulled; registered anew with the house that HOUSE names.

import assert from 'node:assert/strict';
import {
  byPassword,
  byWechat,
  createClient,
  fetchTransport,
  Problem,
  scanVisit,
  session,
  wxTransport,
  type ScannedVisit,
} from '@yangguang/sdk';
import { WxStandIn } from '@yangguang/sdk/testing';
import { Window } from 'happy-dom';
import type { App, Machine } from 'yangguang-kiosk/app.js';

const window = new Window();
Object.assign(globalThis, { window, document: window.document });
const { App: TheApp } = await import('yangguang-kiosk/app.js');

const baseUrl = process.env['HOUSE'] ?? '';
const house = createClient({ baseUrl, transport: fetchTransport() });
const body = window.document.body as unknown as HTMLElement;

export const papers: string[] = [];
export const cable = { isIn: true };

const machine: Machine = {
  print: (paper) => papers.push(new TextDecoder().decode(paper.slice(0, 5))),
  paper: () => 80,
  storage: window.localStorage as unknown as Storage,
  fetch: (url, how) => (cable.isIn ? fetch(url, how) : Promise.reject(new TypeError('cut off'))),
};

export async function registered(): Promise<App> {
  const admin = house.as(session(house, byPassword(house, 'admin', 'demo')));
  const kiosk = { code: `test-${Date.now()}`, place: '测试大厅一楼' };
  const { data } = await admin.post('/api/v1/kiosks/devices', { body: kiosk });
  return new TheApp(body, { house: baseUrl, ...data }, machine);
}

/** 张三 scans what the screen shows, and agrees. */
export async function scansAndAgrees(): Promise<ScannedVisit> {
  const code = (await shows('.code')).dataset['code'] ?? '';
  const phone = new WxStandIn('wx-zhang');
  const nobody = createClient({ baseUrl, transport: wxTransport(phone) });
  const zhang = nobody.as(session(nobody, byWechat(nobody, phone)));
  const scanned = await scanVisit(zhang, code);
  await scanned.agree();
  return scanned;
}

/** A livelihood project is done, and 张三 may say how it went. */
export async function projectToReview(title: string): Promise<void> {
  const editor = house.as(session(house, byPassword(house, 'editor', 'demo')));
  const zhang = house.as(session(house, byPassword(house, 'zhang', 'demo')));
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10); // in China
  const body = {
    year: Number(today.slice(0, 4)),
    title,
    goal: '新建一处。',
    milestones: [{ title: '开放', planned_on: today }],
  };
  const { data } = await editor.post('/api/v1/livelihood-projects', { body });
  const path = { project_id: data.project_id };
  const milestone_id = data.milestones[0]?.milestone_id ?? '';
  const PROJECT = '/api/v1/livelihood-projects/{project_id}';
  await editor.post(`${PROJECT}/milestones/{milestone_id}/reach`, {
    path: { ...path, milestone_id },
  });
  await editor.post(`${PROJECT}/finish`, { path });
  for (let left = 150; left > 0; left -= 1) {
    try {
      await zhang.post('/api/v1/reviews/projects/{project_id}', { path });
      return;
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.reason !== 'done-project-not-found') throw fault;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the project is not heard of');
}

export const all = (selector: string): HTMLElement[] => [
  ...body.querySelectorAll<HTMLElement>(selector),
];

/** A busy screen cannot be touched. */
export async function still(): Promise<void> {
  while (body.classList.contains('busy')) await new Promise((done) => setTimeout(done, 5));
}

/** Wait for an element with this text. */
export async function shows(selector: string, text = ''): Promise<HTMLElement> {
  for (let left = 1_200; left > 0; left -= 1) {
    const found = all(selector).find((one) => one.textContent?.includes(text));
    if (found) return found;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`${selector} “${text}” is not shown: ${body.textContent}`);
}

export async function touch(selector: string, text = ''): Promise<void> {
  await still();
  const found = await shows(selector, text);
  assert.ok(!(found as HTMLButtonElement).disabled, `${text} cannot be touched`);
  found.dispatchEvent(new window.Event('pointerdown', { bubbles: true }) as unknown as Event);
  found.click();
}

export function enter(selector: string, value: string): void {
  const entry = body.querySelector<HTMLInputElement>(selector);
  assert.ok(entry, `no ${selector}`);
  entry.value = value;
  for (const sign of ['input', 'change']) {
    entry.dispatchEvent(new window.Event(sign, { bubbles: true }) as unknown as Event);
  }
}

/** The scanner has read a paper. */
export function scan(material: string): void {
  const entry = body.querySelector<HTMLInputElement>(`[data-code="${material}"] input`);
  assert.ok(entry, `no scanner for ${material}`);
  const pdf = new File(['%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'], '扫描件.pdf', {
    type: 'application/pdf',
  });
  Object.defineProperty(entry, 'files', { value: [pdf] });
  entry.dispatchEvent(new window.Event('change') as unknown as Event);
}
