import {
  missingKeys,
  Problem,
  shownSections,
  valueOf,
  type Client,
  type Section,
  type Value,
} from '@yangguang/sdk';
import type { App, Screen } from '../app.js';
import { button, card, el } from '../elements.js';
import { entryOf, isOffered } from './entries.js';
import { papers } from './papers.js';

type Values = Record<string, Value>;

/** The one form: who stands there says who they are, fills it in, and hands in the papers. */
export function apply(code: string, answers: Readonly<Values>): Screen {
  return async (app) => {
    const person = await app.person();
    const body = { answers };
    const { data } = await app.kiosk.post('/api/v1/matters/{code}/resolve', {
      path: { code },
      body,
    });
    const draft = new Draft(app, person, code, answers, data.form_layout);
    return [
      el('h2', {}, data.matter_name),
      draft.shown,
      button('下一步：递交材料', () => void draft.save(), { class: 'main' }),
    ];
  };
}

class Draft {
  readonly shown = el('div', { class: 'list' });
  private form: Values = {};
  private wrong: Record<string, string> = {};

  constructor(
    private readonly app: App,
    private readonly person: Client,
    private readonly code: string,
    private readonly answers: Readonly<Values>,
    private readonly layout: unknown,
  ) {
    this.show();
  }

  private get sections(): Section[] {
    return shownSections(this.layout, { ...this.answers, ...this.form });
  }

  private show(): void {
    this.shown.replaceChildren(
      ...this.sections.map(({ title, fields }) =>
        card(
          el('h2', {}, title),
          ...fields.map((field) =>
            entryOf(field, this.form[field.key], this.wrong[field.key] ?? '', (entry) => {
              const asked = this.sections;
              this.form = { ...this.form, [field.key]: valueOf(field, entry) };
              if (isOffered(field) || this.asksOthers(asked)) this.show();
            }),
          ),
        ),
      ),
    );
  }

  /** Whether what was entered makes fields come or go. */
  private asksOthers(before: readonly Section[]): boolean {
    const keys = (sections: readonly Section[]): string =>
      sections.flatMap(({ fields }) => fields.map(({ key }) => key)).join();
    return keys(before) !== keys(this.sections);
  }

  async save(): Promise<void> {
    const missing = missingKeys(this.sections, this.form);
    this.wrong = Object.fromEntries(missing.map((key) => [key, '请填写。']));
    if (missing.length > 0) this.show();
    else await this.sent();
  }

  private sent(): Promise<void> {
    return this.app.doing(async () => {
      const { code, answers, form } = this;
      const body = { matter_code: code, answers, form, channel: 'kiosk' as const };
      try {
        const { data } = await this.person.post('/api/v1/cases', { body });
        await this.app.go(papers(this.person, data.case_id));
      } catch (fault) {
        if (fault instanceof Problem) this.pointOut(fault);
        throw fault;
      }
    });
  }

  private pointOut(problem: Problem): void {
    const keyed = problem.errors.map(({ pointer, message }) => [
      pointer.replace('#/form/', ''),
      message,
    ]);
    this.wrong = Object.fromEntries(keyed) as Record<string, string>;
    this.show();
  }
}
