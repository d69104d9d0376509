// What people do, once for all channels: each service is met as a person meets it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, type ItemOf } from '@yangguang/sdk';
import { official, type Channel } from './channels.js';

const CODE = 'HC-YJS-0001';
const MATTER = { path: { code: CODE } };
const ANSWERS = { applied_by: 'self' };
const FORM = {
  operator_name: '张三',
  operator_id_no: '431202199003071011',
  operator_phone: '13874512345',
  trade_name: '鹤城区小张理发店',
  business_scope: '理发及美容服务',
  premises_address: '金海路100号',
  premises_area: 40,
  employees: 2,
  occupies_road: false,
  hygiene_committed: true,
  environment_declared: true,
  seals: ['official'],
};
const DEPARTMENTS = ['scjg', 'wjj', 'cgj', 'swj', 'gaj'];

export function journeys(channel: Channel): void {
  const { visitor } = channel;

  test(`documents are searched and read article by article, ${channel.name}`, async () => {
    const found = await visitor.get('/api/v1/documents', { query: { q: '社会保险', limit: 5 } });
    const first = found.data.items[0];
    assert.ok(first);
    const path = { document_id: first.document_id };
    const [page, text] = await Promise.all([
      visitor.get('/api/v1/documents/{document_id}', { path }),
      visitor.get('/api/v1/documents/{document_id}/text', { path }),
    ]);
    assert.equal(page.data.title, first.title);
    assert.ok(text.data.blocks.some((block) => block.kind === 'article'));
  });

  test(`money is followed from sums to a fund and to whom it reached, ${channel.name}`, async () => {
    const sums = await visitor.get('/api/v1/budget/facts', { query: { group_by: ['year'] } });
    assert.ok(sums.data.items.length > 1);
    assert.ok(sums.data.items.every(({ amount }) => /^-?\d+\.\d\d$/.test(amount)));
    for await (const { fund_id, first_year } of visitor.pages('/api/v1/budget/funds', {
      query: { limit: 3 },
    })) {
      const path = { fund_id };
      const fund = await visitor.get('/api/v1/budget/funds/{fund_id}', { path });
      assert.ok(fund.data.disclosures.length > 0);
      const year = fund.data.years[0] ?? first_year;
      const flow = await visitor.get('/api/v1/budget/funds/{fund_id}/flow', {
        path,
        query: { year },
      });
      if (flow.data.links.length > 0) return;
    }
    assert.fail('no fund has reached anybody');
  });

  test(`a few questions find the policies that fit, ${channel.name}`, async () => {
    const begun = await visitor.post('/api/v1/match/sessions', {
      body: { audience: 'enterprise' },
    });
    const path = { session_id: begun.data.session_id };
    let { question } = begun.data;
    for (let asked = 0; question && asked < 6; asked += 1) {
      const answer = question.options.at(-1)?.answer ?? { unknown: true };
      const body = { attr: question.attr, answer };
      const answered = await visitor.post('/api/v1/match/sessions/{session_id}/answers', {
        path,
        body,
      });
      assert.notEqual(answered.data.question?.attr, question.attr);
      ({ question } = answered.data);
    }
    const found = await visitor.post('/api/v1/match/sessions/{session_id}/match', { path });
    const { matched, undecided, excluded } = found.data.counts;
    assert.ok(matched + undecided > 0 && excluded > 0, JSON.stringify(found.data.counts));
  });

  test(`a shop is opened, followed live to its end, and reviewed, ${channel.name}`, async () => {
    const guide = await visitor.post('/api/v1/matters/{code}/resolve', {
      ...MATTER,
      body: { answers: ANSWERS },
    });
    assert.equal(guide.data.materials.length, 10);
    const notice = await visitor.bytes('post', '/api/v1/matters/{code}/notice', 'application/pdf', {
      ...MATTER,
      body: { answers: ANSWERS },
    });
    assert.equal(new TextDecoder().decode(notice.slice(0, 4)), '%PDF');

    const zhang = await channel.person('zhang');
    const filed = await handedIn(zhang, channel);
    const following = followed(visitor, filed.case_no, filed.query_code);
    await decided(filed.case_id);
    const { states, ended } = await following;
    assert.ok(states.has('submitted') && states.size > 1, [...states].join());
    assert.equal(ended.result, 'approved');

    const { token } = await invited(zhang, filed.case_no);
    const { data } = await zhang.get('/api/v1/reviews/opportunities/{token}', { path: { token } });
    const best = data.levels.find(({ level }) => level === 5);
    const review = await zhang.post('/api/v1/reviews', {
      body: {
        token,
        submission_id: uuid(),
        level: 5,
        channel: channel.name,
        tags: best?.tags.slice(0, 1).map(({ code }) => code) ?? [],
        text: '一次就办好了。',
      },
    });
    assert.equal(review.data.level_title, best?.title);
  });

  test(`a letter is written under one's name, a suggestion under none, ${channel.name}`, async () => {
    const zhang = await channel.person('zhang');
    const { data: mailboxes } = await visitor.get('/api/v1/letters/mailboxes');
    const letter = await zhang.post('/api/v1/letters', {
      body: {
        submission_id: uuid(),
        mailbox: mailboxes[0]?.code ?? '',
        kind: 'suggest',
        public: false,
        title: '延长窗口时间',
        text: '建议周末也开放综合窗口，方便上班的人办事。',
        name: '张三',
        phone: '13874512345',
      },
    });
    const { query_code } = letter.data;
    const found = await zhang.post('/api/v1/letters/look-up', { body: { query_code } });
    assert.equal(found.data.letter_no, letter.data.letter_no);

    const nobody = visitor.as();
    const text = '建议在政务大厅门口加设雨伞架。';
    const put = await nobody.post('/api/v1/suggestions', {
      body: { submission_id: uuid(), region_code: '431202', text },
    });
    const { receipt_code } = put.data;
    const waiting = await nobody.post('/api/v1/suggestions/look-up', { body: { receipt_code } });
    assert.deepEqual([waiting.data.state, waiting.data.text], ['waiting', text]);
  });
}

/** The whole application: a draft, corrected on the version that was read, every paper, submitted. */
async function handedIn(zhang: Client, channel: Channel) {
  const body = {
    matter_code: CODE,
    answers: ANSWERS,
    form: { ...FORM, employees: 1 },
    channel: channel.name,
  };
  const { case_id } = (await zhang.post('/api/v1/cases', { body })).data;
  const path = { case_id };
  await zhang.change('patch', '/api/v1/cases/{case_id}', { path }, () => ({
    form: { employees: 2 },
  }));
  const { data } = await zhang.get('/api/v1/cases/{case_id}', { path });
  assert.equal(data.form['employees'], 2);
  await Promise.all(
    data.materials.map(({ code }) =>
      zhang.post('/api/v1/cases/{case_id}/materials/{code}', {
        path: { case_id, code },
        file: channel.paper(code),
      }),
    ),
  );
  const checked = await zhang.post('/api/v1/cases/{case_id}/precheck', { path });
  assert.ok(checked.data.ready, JSON.stringify(checked.data));
  const submitted = await zhang.post('/api/v1/cases/{case_id}/submit', { path });
  assert.equal(submitted.data.state, 'submitted');
  return submitted.data;
}

/** Every state a case is seen in, until it is closed. */
async function followed(visitor: Client, case_no: string, code: string) {
  const states = new Set<string>();
  const path = '/api/v1/track/{case_no}';
  for await (const { data } of visitor.live(path, { path: { case_no }, query: { code } })) {
    states.add(data.state);
    if (data.state === 'closed') return { states, ended: data };
  }
  throw new Error('the case was not followed to its end');
}

/** The window accepts, five departments approve side by side, the window hands out. */
async function decided(case_id: string): Promise<void> {
  const window1 = official('window1');
  await window1.post('/api/v1/desk/cases/{case_id}/accept', {
    path: { case_id },
    body: { deferrals: [] },
  });
  await Promise.all(DEPARTMENTS.map((organ) => approved(official(`approver-${organ}`), case_id)));
  await approved(window1, case_id);
}

async function approved(officer: Client, case_id: string): Promise<void> {
  const { node_id } = await first(officer, '/api/v1/tasks', (task) => task.case_id === case_id);
  const path = { node_id };
  await officer.post('/api/v1/tasks/{node_id}/claim', { path });
  await officer.post('/api/v1/tasks/{node_id}/decide', { path, body: { outcome: 'approve' } });
}

/** A closed case opens one review; it is announced by an event, so it takes a moment. */
async function invited(zhang: Client, case_no: string) {
  for (let left = 300; left > 0; left -= 1) {
    for await (const one of zhang.pages('/api/v1/reviews/opportunities', {
      query: { limit: 100 },
    })) {
      if (one.case_no === case_no) return one;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nobody asked for a review of ${case_no}`);
}

async function first(
  officer: Client,
  path: '/api/v1/tasks',
  is: (task: ItemOf<'/api/v1/tasks'>) => boolean,
): Promise<ItemOf<'/api/v1/tasks'>> {
  for await (const task of officer.pages(path, { query: { limit: 100 } }))
    if (is(task)) return task;
  throw new Error('there is no such task');
}

const uuid = (): string => globalThis.crypto.randomUUID();
