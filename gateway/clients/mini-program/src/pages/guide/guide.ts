// The guide of a matter: it answers to one's own situation, question by question.

import type { DataOf } from '@yangguang/sdk';
import { address, showing, visitor } from '../../house';

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
    /** The empty form, to be read and filled in without a network. */
    onForm() {
      this.setData({ problem: '' });
      wx.downloadFile({
        url: address(`matters/${this.data.code}/form`),
        success: ({ statusCode, tempFilePath }) => {
          if (statusCode === 200) void wx.openDocument({ filePath: tempFilePath, showMenu: true });
          else this.setData({ problem: '申请表暂时不能下载，请稍后再试。' });
        },
        fail: () => this.setData({ problem: '网络暂时不通，请稍后再试。' }),
      });
    },
    onApply() {
      const answers = encodeURIComponent(JSON.stringify(this.data.answers));
      void wx.navigateTo({ url: `/pages/apply/apply?code=${this.data.code}&answers=${answers}` });
    },
  },
});
