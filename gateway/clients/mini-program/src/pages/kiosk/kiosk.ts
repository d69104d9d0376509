// Let a kiosk act for me a while: scan its code, see which kiosk it is, agree; and end it from here.

import { scanVisit, type ScannedVisit } from '@yangguang/sdk';
import { me, showing } from '../../house';

const visits = new WeakMap<object, ScannedVisit>(); // of each page; what is shown is data

Component({
  data: { busy: false, problem: '', kiosk: '', place: '', agreed: false, ended: false },
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
        const visit = await scanVisit(me, code);
        visits.set(this, visit);
        this.setData({ kiosk: visit.kiosk, place: visit.place, agreed: false, ended: false });
      });
    },
    onAgree() {
      return showing(this, async () => {
        await visits.get(this)?.agree();
        this.setData({ agreed: true });
      });
    },
    onEnd() {
      return showing(this, async () => {
        await visits.get(this)?.end();
        this.setData({ ended: true });
      });
    },
  },
});
