// The one form, then the papers, then the application is on its way.

import {
  missingKeys,
  shownSections,
  valueOf,
  type DataOf,
  type Field,
  type Section,
  type Value,
} from '@yangguang/sdk';
import { me, showing, visitor } from '../../house';
import { mayTell } from '../../subscriptions';
import { chosenFile, pointed } from './entries';

type Case = DataOf<'get', '/api/v1/cases/{case_id}'>;

Component({
  data: {
    code: '',
    busy: false,
    problem: '',
    answers: {} as Record<string, unknown>,
    layout: {} as unknown,
    form: {} as Record<string, Value>,
    sections: [] as Section[],
    errors: {} as Record<string, string>,
    case: null as Case | null,
  },
  methods: {
    async onLoad({ code = '', answers = '%7B%7D' }: { code?: string; answers?: string }) {
      this.setData({
        code,
        answers: JSON.parse(decodeURIComponent(answers)) as Record<string, unknown>,
      });
      await showing(this, async () => {
        const body = { answers: this.data.answers };
        const guide = await visitor.post('/api/v1/matters/{code}/resolve', {
          path: { code },
          body,
        });
        this.setData({ layout: guide.data.form_layout });
        this.show(this.data.form);
      });
    },
    show(form: Record<string, Value>) {
      const known = { ...this.data.answers, ...form } as Record<string, Value>;
      this.setData({ form, sections: shownSections(this.data.layout, known) });
    },
    onEntry(event: WechatMiniprogram.CustomEvent<{ value: Value }>) {
      const { key, kind } = event.currentTarget.dataset as Field;
      this.show({ ...this.data.form, [key]: valueOf({ kind }, event.detail.value) });
    },
    /** A draft, or the one there is, changed on the version that was read. */
    async onSave() {
      const missing = missingKeys(this.data.sections, this.data.form);
      if (missing.length > 0) {
        this.setData({ errors: Object.fromEntries(missing.map((key) => [key, '请填写。'])) });
        return;
      }
      await pointed(this, async () => {
        const { code, answers, form } = this.data;
        let case_id = this.data.case?.case_id;
        if (case_id) {
          await me.change('patch', '/api/v1/cases/{case_id}', { path: { case_id } }, () => ({
            form,
          }));
        } else {
          const body = { matter_code: code, answers, form, channel: 'mini_program' as const };
          case_id = (await me.post('/api/v1/cases', { body })).data.case_id;
        }
        await this.read(case_id);
      });
    },
    async read(case_id: string) {
      this.setData({ case: (await me.get('/api/v1/cases/{case_id}', { path: { case_id } })).data });
    },
    async onMaterial(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      const filePath = await chosenFile();
      await pointed(this, async () => {
        const { case_id } = this.data.case!;
        const path = { case_id, code };
        await me.post('/api/v1/cases/{case_id}/materials/{code}', { path, file: { filePath } });
        await this.read(case_id);
      });
    },
    async onSubmit() {
      await mayTell(); // at once: WeChat asks only while a tap is fresh
      await pointed(this, async () => {
        const path = { case_id: this.data.case!.case_id };
        const { data } = await me.post('/api/v1/cases/{case_id}/submit', { path });
        void wx.reLaunch({
          url: `/pages/track/track?case_no=${data.case_no}&code=${data.query_code}`,
        });
      });
    },
  },
});
