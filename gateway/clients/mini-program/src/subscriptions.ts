// WeChat passes on what the house has to say only to who said yes to its template.

const { templates } = getApp<{ globalData: { templates: string[] } }>().globalData;
const AT_ONCE = 3; // of WeChat

/** Ask whether to be told how it goes on; a no, or a WeChat that cannot ask, stops nothing. */
export function mayTell(): Promise<void> {
  if (templates.length === 0) return Promise.resolve();
  return new Promise((complete) => {
    wx.requestSubscribeMessage({
      tmplIds: templates.slice(0, AT_ONCE),
      complete: () => complete(),
    });
  });
}
