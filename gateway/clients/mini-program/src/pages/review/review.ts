// One review for each case that was closed; and what became of a bad one.

import { newKey, type DataOf, type ItemOf } from '@yangguang/sdk';
import { me, showing } from '../../house';

type Opportunity = ItemOf<'/api/v1/reviews/opportunities'>;
type Own = ItemOf<'/api/v1/reviews/own'>;
type Followed = DataOf<'get', '/api/v1/reviews/opportunities/{token}/handling'>;
type Level = DataOf<'get', '/api/v1/reviews/opportunities/{token}'>['levels'][number];

Component({
  data: {
    busy: false,
    problem: '',
    waiting: [] as Opportunity[],
    answered: [] as Own[],
    token: '',
    followed: null as Followed | null,
    chosen: null as Opportunity | null,
    submission: '',
    levels: [] as Level[],
    level: null as Level | null,
    tags: [] as number[],
    text: '',
    given: '',
  },
  methods: {
    onLoad() {
      return showing(this, async () => {
        const { data } = await me.get('/api/v1/reviews/opportunities', { query: { limit: 50 } });
        const own = await me.get('/api/v1/reviews/own', { query: { limit: 50 } });
        this.setData({ waiting: data.items, answered: own.data.items.filter((one) => one.asked) });
      });
    },
    onFollow(event: WechatMiniprogram.TouchEvent) {
      const { at } = event.currentTarget.dataset as { at: number };
      const { token } = this.data.answered[at]!;
      return showing(this, async () => {
        const path = { token };
        const { data } = await me.get('/api/v1/reviews/opportunities/{token}/handling', { path });
        this.setData({ token, followed: data, submission: newKey() });
      });
    },
    onAnswer(event: WechatMiniprogram.TouchEvent) {
      const { satisfied } = event.currentTarget.dataset as { satisfied: boolean };
      return showing(this, async () => {
        const { token, text, submission: submission_id } = this.data;
        const { data } = await me.post('/api/v1/reviews/revisits', {
          body: { token, submission_id, satisfied, text },
        });
        this.setData({ followed: data });
      });
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { at } = event.currentTarget.dataset as { at: number };
      const chosen = this.data.waiting[at]!;
      return showing(this, async () => {
        const path = { token: chosen.token };
        const { data } = await me.get('/api/v1/reviews/opportunities/{token}', { path });
        this.setData({ chosen, levels: data.levels, submission: newKey() });
      });
    },
    onLevel(event: WechatMiniprogram.TouchEvent) {
      const { at } = event.currentTarget.dataset as { at: number };
      this.setData({ level: this.data.levels[at]!, tags: [] });
    },
    onTags(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
      this.setData({ tags: event.detail.value.map(Number) });
    },
    onText(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value });
    },
    onGive() {
      return showing(this, async () => {
        const { chosen, level, tags, text, submission: submission_id } = this.data;
        const said = { token: chosen!.token, submission_id, level: level!.level, tags, text };
        const { data } = await me.post('/api/v1/reviews', {
          body: { ...said, channel: 'mini_program' },
        });
        this.setData({ given: data.level_title });
      });
    },
  },
});
