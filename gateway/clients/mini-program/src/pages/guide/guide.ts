// The guide of a matter: it answers to one's own situation, question by question.

import type { DataOf } from '@yangguang/sdk';
import { showing, visitor } from '../../house';

type Guide = DataOf<'post', '/api/v1/matters/{code}/resolve'>;

Component({
  data: {
    code: '',
    busy: false,
    problem: '',
    answers: {} as Record<string, unknown>,
    guide: null as Guide | null,
  },
  methods: {
    async onLoad({ code = '' }: { code?: string }) {
      this.setData({ code });
      await this.resolve({});
    },
    async resolve(answers: Record<string, unknown>) {
      this.setData({ answers }); // at once: the next answer may come before the house has spoken
      await showing(this, async () => {
        const path = { code: this.data.code };
        const { data } = await visitor.post('/api/v1/matters/{code}/resolve', {
          path,
          body: { answers },
        });
        const isNewest = JSON.stringify(answers) === JSON.stringify(this.data.answers);
        if (isNewest) this.setData({ guide: data });
      });
    },
    async onAnswer(event: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
      const { key } = event.currentTarget.dataset as { key: string };
      await this.resolve({ ...this.data.answers, [key]: event.detail.value });
    },
    onApply() {
      const answers = encodeURIComponent(JSON.stringify(this.data.answers));
      void wx.navigateTo({ url: `/pages/apply/apply?code=${this.data.code}&answers=${answers}` });
    },
  },
});
