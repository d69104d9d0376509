// 张三 at the kiosk: every screen as it is seen, until nothing of him is left.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { home } from 'yangguang-kiosk/screens/home.js';
import {
  all,
  cable,
  enter,
  papers,
  projectToReview,
  registered,
  scan,
  scansAndAgrees,
  shows,
  still,
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
let case_no = '';
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

test('what was just closed comes to be reviewed by itself, and is passed by in one touch', async () => {
  case_no = (await shows('.tracked .quiet', ' · ')).textContent?.split(' · ')[1] ?? '';
  await comes('首页', '回首页');
  await shows('h2', '高龄津贴');
  await touch('.past');
  await shows('h2', '请选择您要办理的业务');
  assert.ok(app.somebody);
});

test('who leaves reviews first; cut off it is kept and sent later, and nobody is held up', async () => {
  await comes('退出', '直接退出');
  if (all('[data-case]').length > 0) await touch(`[data-case="${case_no}"]`);
  await touch('.level', '非常满意');
  await shows('.level.main', '非常满意');
  await touch('.tag');
  await shows('.tag.main');
  cable.isIn = false;
  await touch('.give');
  await shows('main', '恢复后自动送出');
  assert.equal(app.somebody, undefined);
  assert.equal(app.stored.count, 1);
  await assert.rejects(app.beat(), { name: 'Unreachable' });
  cable.isIn = true;
  await app.beat();
  assert.equal(app.stored.count, 0);
  await touch('button', '首页');
  await touch('button', '评价');
  await scansAndAgrees();
  await shows('h2', '请评价');
  assert.deepEqual(all(`[data-case="${case_no}"]`), []);
});

test('what has no case number is known by its name', async () => {
  await projectToReview('口袋公园');
  await touch('button', '首页');
  await touch('button', '评价');
  const shown = await shows('[data-case=""]', '口袋公园');
  assert.equal(shown.textContent, '口袋公园');
});

test('who leaves and will not review is gone with the next touch', async () => {
  await comes('退出', '直接退出');
  assert.ok(app.somebody);
  await touch('.past');
  await shows('h2', '请选择您要办理的业务');
  assert.equal(app.somebody, undefined);
});

test('who says it twice, or leaves while nobody tells what may be reviewed, is gone as well', async () => {
  await touch('button', '评价');
  await scansAndAgrees();
  await shows('h2', '请评价');
  await touch('button', '退出');
  (await shows('button', '退出')).click(); // while it is asked
  await shows('h2', '请选择您要办理的业务');
  assert.equal(app.somebody, undefined);

  await touch('button', '评价');
  await scansAndAgrees();
  await shows('h2', '请评价');
  cable.isIn = false;
  await touch('button', '退出');
  await shows('h2', '请选择您要办理的业务');
  assert.equal(app.somebody, undefined);
  cable.isIn = true;
  await touch('button', '评价');
  await scansAndAgrees();
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
  assert.equal(app.somebody, undefined);
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
  assert.equal(app.somebody, undefined);
});

/** The review that comes by itself, once the house has told those who ask for reviews. */
async function comes(leaving: string, past: string): Promise<void> {
  for (let left = 150; left > 0; left -= 1) {
    await touch('button', leaving);
    await still();
    if (all('.past').some((one) => one.textContent?.includes(past))) return;
    assert.ok(app.somebody, 'gone without a review');
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`nothing may be reviewed`);
}
