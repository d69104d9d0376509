import { newKey, type DataOf, type ItemOf } from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, el, list, quiet } from '../elements.js';

type Opportunity = ItemOf<'/api/v1/reviews/opportunities'>;
type Level = DataOf<'get', '/api/v1/reviews/opportunities/{token}'>['levels'][number];

/** The cases of the person that wait for a review. */
export async function review(app: App): Promise<Node[]> {
  const person = await app.person();
  const { data } = await person.get('/api/v1/reviews/opportunities', { query: { limit: 10 } });
  return [
    el('h2', {}, '请评价'),
    data.items.length === 0 && quiet('没有待评价的办件。'),
    list(
      data.items.map((one) => {
        const choose = async (): Promise<void> => {
          const path = { token: one.token };
          const { levels } = (await person.get('/api/v1/reviews/opportunities/{token}', { path }))
            .data;
          await app.go(judging(one, levels));
        };
        const shown = button(one.matter_name, () => void app.doing(choose), {
          'data-case': one.case_no,
        });
        shown.append(quiet(one.case_no));
        return shown;
      }),
    ),
  ].filter((one) => one !== false);
}

function judging(
  one: Opportunity,
  levels: readonly Level[],
  level?: Level,
  tags: readonly number[] = [],
): Screen {
  return (app) => [
    el('h2', {}, one.matter_name),
    list(
      levels.map((each) =>
        button(each.title, () => void app.go(judging(one, levels, each)), {
          class: each === level ? 'level main' : 'level',
        }),
      ),
    ),
    ...(level ? more(app, one, levels, level, tags) : []),
  ];
}

function more(
  app: App,
  one: Opportunity,
  levels: readonly Level[],
  level: Level,
  tags: readonly number[],
): Node[] {
  const toggled = (code: number): readonly number[] =>
    tags.includes(code) ? tags.filter((other) => other !== code) : [...tags, code];
  const give = async (): Promise<void> => {
    const said = {
      token: one.token,
      level: level.level,
      tags: [...tags],
      channel: 'kiosk' as const,
    };
    const isThere = await app.stored.review({ ...said, submission_id: newKey() });
    await app.go(thanks(isThere));
  };
  return [
    el(
      'div',
      { class: 'row' },
      ...level.tags.map(({ code, text }) =>
        button(text, () => void app.go(judging(one, levels, level, toggled(code))), {
          class: tags.includes(code) ? 'tag main' : 'tag',
        }),
      ),
    ),
    button('提交评价', () => void app.doing(give), { class: 'main give' }),
  ];
}

function thanks(isThere: boolean): Screen {
  return () =>
    [
      el('h2', { class: 'good' }, '感谢您的评价'),
      !isThere && quiet('网络暂时不通，评价已保存在本机，恢复后自动送出。'),
    ].filter((one) => one !== false);
}
