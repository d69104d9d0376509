// Everything the house knows in a person's own words: one ranked answer.

import { lacking, type ItemOf } from '@yangguang/sdk';
import { showing, visitor } from '../../house';

const FIELDS = 'kind,kind_title,id,title,summary,organ_name,state,dead';

Component({
  data: {
    q: '',
    busy: false,
    problem: '',
    searched: '',
    lacking: '',
    suggestion: '',
    found: [] as ItemOf<'/api/v1/search'>[],
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ q: event.detail.value });
    },
    async onSearch() {
      const q = this.data.q.trim();
      if (!q) return;
      await showing(this, async () => {
        const query = { q, limit: 20, fields: FIELDS };
        const { data } = await visitor.get('/api/v1/search', { query });
        this.setData({
          searched: q,
          found: data.items,
          lacking: lacking(data.partial),
          suggestion: data.did_you_mean ?? '',
        });
      });
    },
    async onSuggestion() {
      this.setData({ q: this.data.suggestion });
      await this.onSearch();
    },
    /** Matters lead to their guide, policies to the questions; the rest says all it has to say. */
    onFound(event: WechatMiniprogram.TouchEvent) {
      const { kind, id } = event.currentTarget.dataset as { kind: string; id: string };
      if (kind === 'matter') void wx.navigateTo({ url: `/pages/guide/guide?code=${id}` });
      if (kind === 'policy') void wx.switchTab({ url: '/pages/match/match' });
    },
  },
});
