// Let a kiosk act for me a while: scan its code, see which kiosk it is, agree.

import type { DataOf } from '@yangguang/sdk';
import { me, showing } from '../../house';

const SESSIONS = '/api/v1/kiosks/sessions';
type Scanned = DataOf<'post', '/api/v1/kiosks/sessions/scan'>;

Component({
  data: { busy: false, problem: '', code: '', scanned: null as Scanned | null, agreed: false },
  methods: {
    /** Opened by the code itself, when it is one of WeChat's: its scene is the kiosk's code. */
    async onLoad({ scene = '' }: { scene?: string }) {
      if (scene) await this.see(decodeURIComponent(scene));
    },
    async onScan() {
      const { result } = await wx.scanCode({ onlyFromCamera: true });
      await this.see(result);
    },
    see(code: string) {
      return showing(this, async () => {
        const { data } = await me.post(`${SESSIONS}/scan`, { body: { code } });
        this.setData({ code, scanned: data, agreed: false });
      });
    },
    onAgree() {
      return showing(this, async () => {
        const { code } = this.data;
        await me.post(`${SESSIONS}/confirm`, { body: { code } });
        this.setData({ agreed: true });
      });
    },
  },
});
