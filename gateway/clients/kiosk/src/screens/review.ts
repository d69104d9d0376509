import { newKey, type Client, type DataOf, type ItemOf } from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, el, list, quiet } from '../elements.js';

type Opportunity = ItemOf<'/api/v1/reviews/opportunities'>;
type Level = DataOf<'get', '/api/v1/reviews/opportunities/{token}'>['levels'][number];

/** Where one goes on to from a review that came by itself: past it, or after it. */
export interface Onward {
  readonly text: string;
  readonly go: (next?: Screen) => Promise<void>;
}

/** What of the person waits for a review. */
export async function waiting(person: Client): Promise<readonly Opportunity[]> {
  return (await person.get('/api/v1/reviews/opportunities', { query: { limit: 10 } })).data.items;
}

/** All of it, because somebody asked for it. */
export async function review(app: App): Promise<Node[]> {
  const person = await app.person();
  return listed(app, person, await waiting(person));
}

/** What came by itself: at once the levels when there is but one thing to judge. */
export async function reviewing(
  person: Client,
  items: readonly Opportunity[],
  onward: Onward,
): Promise<Screen> {
  const [one, ...others] = items;
  if (!one || others.length > 0) return (app) => listed(app, person, items, onward);
  return judging({ one, levels: await levelsOf(person, one), onward });
}

async function levelsOf(person: Client, { token }: Opportunity): Promise<readonly Level[]> {
  const path = { token };
  return (await person.get('/api/v1/reviews/opportunities/{token}', { path })).data.levels;
}

function listed(app: App, person: Client, items: readonly Opportunity[], onward?: Onward): Node[] {
  return [
    el('h2', {}, '请评价'),
    items.length === 0 && quiet('没有待评价的办件。'),
    list(
      items.map((one) => {
        const choose = async (): Promise<void> => {
          const { left } = app;
          const levels = await levelsOf(person, one);
          if (!left.aborted) await app.go(judging({ one, levels, onward }));
        };
        const shown = button(one.matter_name, () => void app.doing(choose), {
          'data-case': one.case_no,
        });
        if (one.case_no) shown.append(quiet(one.case_no)); // visits and projects have none
        return shown;
      }),
    ),
    past(onward),
  ].filter((one) => one !== false);
}

function past(onward?: Onward): Node | false {
  return onward !== undefined && button(onward.text, () => void onward.go(), { class: 'past' });
}

/** What is being said of one thing. */
interface Judged {
  readonly one: Opportunity;
  readonly levels: readonly Level[];
  readonly level?: Level;
  readonly tags?: readonly number[];
  readonly onward?: Onward | undefined;
}

function judging(judged: Judged): Screen {
  const { one, levels, level, onward } = judged;
  return (app) =>
    [
      el('h2', {}, one.matter_name),
      onward !== undefined && quiet('请为本次服务评价。'),
      list(
        levels.map((each) =>
          button(each.title, () => void app.go(judging({ ...judged, level: each, tags: [] })), {
            class: each === level ? 'level main' : 'level',
          }),
        ),
      ),
      ...(level ? more(app, judged, level) : []),
      past(onward),
    ].filter((node) => node !== false);
}

function more(app: App, judged: Judged, level: Level): Node[] {
  const { one, tags = [], onward } = judged;
  const toggled = (code: number): readonly number[] =>
    tags.includes(code) ? tags.filter((other) => other !== code) : [...tags, code];
  const give = async (): Promise<void> => {
    const said = {
      token: one.token,
      level: level.level,
      tags: [...tags],
      channel: 'kiosk' as const,
    };
    const { left } = app;
    const isThere = await app.stored.review({ ...said, submission_id: newKey() });
    if (left.aborted) return; // whoever stands there now has nothing to do with it
    await (onward ? onward.go(thanks(isThere)) : app.go(thanks(isThere)));
  };
  return [
    el(
      'div',
      { class: 'row' },
      ...level.tags.map(({ code, text }) =>
        button(text, () => void app.go(judging({ ...judged, tags: toggled(code) })), {
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
