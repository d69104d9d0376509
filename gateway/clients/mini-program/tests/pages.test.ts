// 张三 with the mini-program: every page as it is seen, from the search to the review.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  byPassword,
  createClient,
  fetchTransport,
  openVisit,
  session,
  Stop,
  type Client,
} from '@yangguang/sdk';
import { Page, phone } from './phone.js';

const FORM: Record<string, unknown> = {
  elder_name: '张三',
  elder_id_no: '431202199003071011',
  age: '82',
  household_in: 'hecheng',
  alive: 'true',
  contact_phone: '1387451234',
  other_allowance: 'false',
  card_account: '6217001210000000001',
};
let tracking = '';
const isThere = ({ state }: { state: string }): boolean => state !== 'missing';

test('the search finds matters and documents in everyday words', async () => {
  const search = Page.open('pages/search/search');
  search.give('input', '.entry', '开饭店');
  await search.tap('.search');
  assert.match((await search.shows('.matter'))[0] ?? '', /^我要开餐饮店.*承诺 \d+ 个工作日/);
  await search.tap('.matter');
  assert.equal(phone.visited.pop(), '/pages/guide/guide?code=HC-YJS-0002');

  search.give('input', '.entry', '社会保险');
  search.give('confirm', '.entry', '社会保险');
  assert.match(
    (await search.shows('.document', '中华人民共和国社会保险法')).join(),
    /中华人民共和国社会保险法.*已修改/,
  );
});

test('policies, funds and places stand in the same answer, and what is lacking is said', async () => {
  const search = Page.open('pages/search/search');
  search.give('confirm', '.entry', '');
  assert.equal(search.data['busy'], false);
  search.give('input', '.entry', '创业带动就业');
  search.give('confirm', '.entry', '创业带动就业');
  await search.shows('.fund', '财政资金');
  assert.deepEqual(search.texts('.lacking'), []);
  phone.away = ['policies'];
  await search.tap('.search');
  await search.shows('.lacking', '惠企政策暂时没有答复');
  phone.away = [];
});

test('the guide answers to a situation, and only then leads on', async () => {
  const guide = Page.open('pages/guide/guide?code=HC-YJS-0010');
  await guide.shows('.question', '谁来申请', '老人的周岁年龄');
  guide.give('change', '.question .choices', 'self', 0);
  guide.give('change', '.question .choices', 'from80', 1);
  await guide.until(({ guide }) => guide.unanswered.length === 0);
  await guide.tap('.form');
  await guide.until(() => phone.opened.length > 0);
  assert.deepEqual(phone.opened, ['%PDF-']);
  await guide.tap('.apply');
  assert.match(phone.visited.at(-1) ?? '', /^\/pages\/apply\/apply\?code=HC-YJS-0010&answers=/);
});

test('the form says what is wrong beside its field, the papers follow, and it is on its way', async () => {
  const apply = Page.open(phone.visited.pop() ?? '');
  await apply.shows('.field', '老人姓名', '社保卡金融账号');
  await apply.tap('.save');
  await apply.shows('.field .problem', '请填写');
  for (const [key, value] of Object.entries(FORM)) apply.enter(key, value);
  await apply.tap('.save');
  await apply.shows('.field .problem', '手机号');
  apply.enter('contact_phone', '13874512345');
  await apply.tap('.save');
  const papers = await apply.shows('.material', '选择文件');
  for (const at of papers.keys()) {
    await apply.tap('.material', at);
    await apply.until((data) => data['case'].materials.filter(isThere).length === at + 1);
  }
  await apply.tap('.submit');
  await apply.until(() => phone.visited.length > 0);
  assert.deepEqual(phone.subscriptions, ['T1', 'T2']);
  tracking = phone.visited.pop() ?? '';
});

test('the case is tracked, and what nobody knows is told', async () => {
  const track = Page.open(tracking);
  await track.shows('.title', '已办结');
  assert.ok(track.texts('.node').length > 0);
  track.leave();

  track.give('input', '.entry', '000000', 1);
  await track.tap('.track');
  await track.shows('.problem', '办件编号');
});

test('the closed case is reviewed once', async () => {
  const case_no = /case_no=([\w-]+)/.exec(tracking)?.[1] ?? '';
  const review = await invited(case_no);
  await review.tap(
    '.waiting',
    review.texts('.waiting').findIndex((text) => text.includes(case_no)),
  );
  await review.shows('.level', '非常满意');
  await review.tap('.level', review.texts('.level').indexOf('不满意'));
  await review.shows('.tags');
  review.give('input', '.entry', '等了很久。');
  await review.tap('.give');
  await review.shows('.good', '已评价“不满意”');
});

test('whoever was not content reads the reply, and says whether they are now', async () => {
  await replied();
  const review = Page.open('pages/review/review');
  await review.shows('.answered', '已答复');
  await review.tap('.answered');
  await review.shows('.reply', '属实，已改正。');
  await review.tap('.content');
  await review.shows('.state', '已经办结');
});

test('a few questions lead to policies', async () => {
  const match = Page.open('pages/match/match');
  await match.tap('.enterprise');
  await match.shows('.question', '能判断');
  await match.tap('.option', 1);
  await match.until(({ asked }) => asked.answered.length === 1);
  await match.tap('.skip');
  await match.until(({ asked }) => asked.declined.length === 1);
  await match.tap('.find');
  await match.shows('.title', '可能符合');
  await match.shows('.undecided', '还要看');
});

test('a kiosk is let in by its code, which is good once, and sent away from the phone', async () => {
  const baseUrl = process.env['HOUSE'] ?? '';
  const house = createClient({ baseUrl, transport: fetchTransport() });
  const visit = await openVisit(house.as(session(house, byPassword(house, 'kiosk1', 'demo'))));
  phone.seen = visit.code;
  const page = Page.open('pages/kiosk/kiosk');
  await page.tap('.scan');
  await page.shows('.place', '鹤城区智慧政务服务中心');
  await page.tap('.agree');
  await page.shows('.good', '请在终端上继续办理');
  await visit.agreed;
  const over = visit.over(new Stop());
  await page.tap('.end');
  await page.shows('.good', '已在终端上退出');
  await over;
  await assert.rejects(visit.token(true), { reason: 'kiosk-session-over' });
  await Page.open(`pages/kiosk/kiosk?scene=${visit.code}`).shows('.problem', '二维码无效或已过期');
});

/** The page as it is once the case, told by an event, may be reviewed. */
async function invited(case_no: string): Promise<Page> {
  for (let left = 150; left > 0; left -= 1) {
    const review = Page.open('pages/review/review');
    await review.until(({ busy }) => !busy);
    if (review.texts('.waiting').some((text) => text.includes(case_no))) return review;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${case_no} may not be reviewed`);
}

/** The organ that leads the matter deals with the bad review, which reaches it by an event. */
async function replied(): Promise<void> {
  const baseUrl = process.env['HOUSE'] ?? '';
  const house = createClient({ baseUrl, transport: fetchTransport() });
  const officer = house.as(session(house, byPassword(house, 'approver-mzj', 'demo')));
  const latest = { headers: { 'If-Match': '*' } };
  const path = { bad_review_id: await received(officer) };
  const step = '/api/v1/bad-reviews/{bad_review_id}' as const;
  await officer.post(`${step}/triage`, { path, body: { grade: 'simple' }, ...latest });
  await officer.post(`${step}/assign`, { path, body: { staff_no: 'HC-MZJ-001' }, ...latest });
  const reached = { channel: 'phone', reached: true } as const;
  await officer.post(`${step}/attempts`, { path, body: reached, ...latest });
  const found = { verdict: 'true', note: '等候时间过长。' } as const;
  await officer.post(`${step}/verify`, { path, body: found, ...latest });
  await officer.post(`${step}/rectify`, { path, body: { note: '增设窗口。' }, ...latest });
  const body = { text: '属实，已改正。', change: 'place', improvement: '增设窗口。' } as const;
  await officer.post(`${step}/reply`, { path, body, ...latest });
}

async function received(officer: Client): Promise<string> {
  for (let left = 150; left > 0; left -= 1) {
    const { data } = await officer.get('/api/v1/bad-reviews', { query: { state: 'received' } });
    const ours = data.items.find((one) => one.matter_code === 'HC-YJS-0010');
    if (ours) return ours.bad_review_id;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the bad review has not come');
}
