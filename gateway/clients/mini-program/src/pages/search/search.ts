// Matters and documents in a person's own words.

import type { ItemOf } from '@yangguang/sdk';
import { showing, visitor } from '../../house';

Component({
  data: {
    q: '',
    busy: false,
    problem: '',
    searched: '',
    matters: [] as ItemOf<'/api/v1/matters'>[],
    documents: [] as ItemOf<'/api/v1/documents'>[],
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ q: event.detail.value });
    },
    async onSearch() {
      const { q } = this.data;
      await showing(this, async () => {
        const [matters, documents] = await Promise.all([
          visitor.get('/api/v1/matters', {
            query: { q, limit: 5, fields: 'code,name,lead_organ_name,promised_days' },
          }),
          visitor.get('/api/v1/documents', {
            query: { q, limit: 5, fields: 'document_id,title,document_no,effect' },
          }),
        ]);
        this.setData({ searched: q, matters: matters.data.items, documents: documents.data.items });
      });
    },
    onMatter(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      void wx.navigateTo({ url: `/pages/guide/guide?code=${code}` });
    },
  },
});
