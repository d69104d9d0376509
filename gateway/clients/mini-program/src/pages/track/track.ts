// Where a case stands, like a parcel: live as long as the page is open.

import { Stop, type DataOf } from '@yangguang/sdk';
import { showing, visitor } from '../../house';

type Tracked = DataOf<'get', '/api/v1/track/{case_no}'>;

let stop = new Stop();

Component({
  data: { case_no: '', code: '', busy: false, problem: '', tracked: null as Tracked | null },
  methods: {
    onLoad({ case_no = '', code = '' }: { case_no?: string; code?: string }) {
      this.setData({ case_no, code });
      if (case_no) void this.onTrack();
    },
    onNumber(event: WechatMiniprogram.Input) {
      this.setData({ case_no: event.detail.value });
    },
    onCode(event: WechatMiniprogram.Input) {
      this.setData({ code: event.detail.value });
    },
    async onTrack() {
      this.onUnload();
      const signal = (stop = new Stop());
      const { case_no, code } = this.data;
      const asked = { path: { case_no }, query: { code }, signal };
      await showing(this, async () => {
        for await (const { data } of visitor.live('/api/v1/track/{case_no}', asked)) {
          this.setData({ tracked: data });
          if (data.state === 'closed') return;
        }
      });
    },
    onUnload() {
      stop.stop();
    },
  },
});
