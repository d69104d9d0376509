// A few questions, then the policies that fit, each with its conditions.

import type { DataOf } from '@yangguang/sdk';
import { showing, visitor } from '../../house';

type Asked = DataOf<'post', '/api/v1/match/sessions'>;
type Found = DataOf<'post', '/api/v1/match/sessions/{session_id}/match'>;
const SESSION = '/api/v1/match/sessions/{session_id}';

Component({
  data: {
    busy: false,
    problem: '',
    entry: '',
    asked: null as Asked | null,
    found: null as Found | null,
  },
  methods: {
    async onBegin(event: WechatMiniprogram.TouchEvent) {
      const { audience } = event.currentTarget.dataset as { audience: 'enterprise' | 'person' };
      await showing(this, async () => {
        const { data } = await visitor.post('/api/v1/match/sessions', { body: { audience } });
        this.setData({ asked: data, found: null });
      });
    },
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ entry: event.detail.value });
    },
    async onOption(event: WechatMiniprogram.TouchEvent) {
      const { at } = event.currentTarget.dataset as { at: number };
      await this.answer(this.data.asked!.question!.options[at]!.answer);
    },
    async onEntry() {
      const { kind, unit } = this.data.asked!.question!;
      const { entry } = this.data;
      await this.answer(kind === 'date' ? entry : { value: Number(entry), unit });
    },
    async onSkip() {
      await this.answer({ unknown: true });
    },
    async answer(answer: unknown) {
      const { session_id, question } = this.data.asked!;
      await showing(this, async () => {
        const path = { session_id };
        const body = { attr: question!.attr, answer };
        const { data } = await visitor.post(`${SESSION}/answers`, { path, body });
        this.setData({ asked: data, entry: '' });
        if (!data.question) await this.find();
      });
    },
    async onFind() {
      await showing(this, () => this.find());
    },
    async find() {
      const path = { session_id: this.data.asked!.session_id };
      this.setData({ found: (await visitor.post(`${SESSION}/match`, { path })).data });
    },
  },
});
