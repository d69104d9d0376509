// 张三 at the kiosk: every screen as it is seen, until nothing of him is left.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { home } from 'yangguang-kiosk/screens/home.js';
import {
  all,
  cable,
  enter,
  papers,
  registered,
  scan,
  scansAndAgrees,
  shows,
  touch,
} from './machine.js';

const FORM: Record<string, string> = {
  elder_name: '张三',
  elder_id_no: '431202199003071011',
  age: '82',
  contact_phone: '13874512345',
  card_account: '6217001210000000001',
};

const app = await registered();
after(() => app.stop());

test('it tells the house how it is doing, and shows the four doors', async () => {
  await app.beat();
  await app.go(home);
  assert.deepEqual(
    all('.doors button').map((one) => one.textContent),
    ['我要办事', '查进度', '找政策', '评价'],
  );
});

test('an allowance is found, applied for on the phone’s word, and decided', async () => {
  await touch('button', '我要办事');
  await shows('input[name=q]');
  enter('input[name=q]', '高龄津贴');
  await touch('button', '搜索');
  await touch('.list button', '高龄津贴申领');
  await touch('button', '老人本人');
  await touch('[data-value=from80]');
  await touch('button', '打印一次性告知单');
  await shows('[data-value=from80].main');
  await touch('button', '开始办理');
  await scansAndAgrees();

  await shows('.field', '社保卡金融账号');
  await touch('button', '下一步');
  await shows('[data-key=age] .problem', '请填写');
  for (const [key, value] of Object.entries(FORM)) enter(`[name=${key}]`, value);
  await touch('[data-key=household_in] button', '鹤城');
  await touch('[data-key=alive] button', '是');
  await touch('[data-key=other_allowance] button', '否');
  enter('[name=age]', '八十二');
  await touch('button', '下一步');
  await shows('[data-key=age] .problem');
  enter('[name=age]', '82');
  await touch('button', '下一步');
  const materials =
    (await shows('.material'), all('.material').map((one) => one.dataset['code'] ?? ''));
  for (const code of materials) {
    scan(code);
    await shows(`[data-code="${code}"] .good`, '已递交');
  }
  await touch('button', '提交申请');
  await shows('.tracked h2', '已办结');
  assert.deepEqual(papers, ['%PDF-', '%PDF-']);
});

test('a review given while the kiosk is cut off is kept, and sent later', async () => {
  const case_no = (await shows('.tracked .quiet', ' · ')).textContent?.split(' · ')[1] ?? '';
  await shown(case_no);
  await touch(`[data-case="${case_no}"]`);
  await touch('.level', '非常满意');
  await shows('.level.main', '非常满意');
  await touch('.tag');
  await shows('.tag.main');
  cable.isIn = false;
  await touch('.give');
  await shows('main', '恢复后自动送出');
  assert.equal(app.stored.count, 1);
  await assert.rejects(app.beat(), { name: 'Unreachable' });
  cable.isIn = true;
  await app.beat();
  assert.equal(app.stored.count, 0);
  await touch('button', '首页');
  await touch('button', '评价');
  await shows('h2', '请评价');
  assert.deepEqual(all(`[data-case="${case_no}"]`), []);
});

test('policies, documents, funds and places are found by the same words as matters', async () => {
  await touch('button', '首页');
  await touch('button', '我要办事');
  await shows('input[name=q]');
  enter('input[name=q]', '创业带动就业');
  await touch('button', '搜索');
  await shows('[data-kind=fund]', '财政资金');
  assert.ok(all('[data-kind]').some((one) => one.dataset['kind'] !== 'fund'));
});

test('policies are found by a few questions', async () => {
  await touch('button', '首页');
  await touch('button', '找政策');
  await touch('button', '我是企业');
  await touch('.option');
  await touch('button', '跳过');
  await touch('button', '看结果');
  await shows('h2', '可能符合');
});

test('who walks away is logged out, and nothing of them is left', async () => {
  await touch('button', '首页');
  await touch('button', '评价');
  app.settings = { idle_seconds: 0.2 };
  await touch('h2');
  await shows('h2', '请选择您要办理的业务');
  assert.equal(app.isSomebodysTurn, false);
  app.settings = {};
  await touch('h2');
  await touch('button', '评价');
  await shows('.code');
});

test('who says on the phone that they are done is gone from the screen, untouched', async () => {
  const scanned = await scansAndAgrees();
  await shows('h2', '请评价');
  await scanned.end();
  await shows('.problem.top', '本次登录已结束');
  await shows('h2', '请选择您要办理的业务');
  await scanned.end(); // said twice
  assert.equal(app.isSomebodysTurn, false);
});

/** The list of reviews, once the closed case is told to those who ask for reviews. */
async function shown(case_no: string): Promise<void> {
  for (let left = 150; left > 0; left -= 1) {
    await touch('button', '首页');
    await touch('button', '评价');
    await shows('h2', '请评价');
    if (all(`[data-case="${case_no}"]`).length > 0) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${case_no} may not be reviewed`);
}
