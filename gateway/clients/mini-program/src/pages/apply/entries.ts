// What a page of entries needs beside the house: a file from the chat, refusals beside their fields.

import { Problem } from '@yangguang/sdk';
import { showing } from '../../house';

type Page = Parameters<typeof showing>[0] & {
  setData(data: { errors: Record<string, string> }): void;
};

/** Like `showing`, with what is wrong told beside each field as well. */
export function pointed(page: Page, work: () => Promise<void>): Promise<void> {
  return showing(page, async () => {
    page.setData({ errors: {} });
    try {
      await work();
    } catch (fault) {
      if (fault instanceof Problem) page.setData({ errors: byKey(fault) });
      throw fault;
    }
  });
}

export async function chosenFile(): Promise<string> {
  const { tempFiles } = await wx.chooseMessageFile({
    count: 1,
    type: 'file',
    extension: ['pdf', 'jpg', 'png'],
  });
  return tempFiles[0]!.path;
}

/** `#/form/operator_phone` and `#/materials/M01` by their last words. */
function byKey(problem: Problem): Record<string, string> {
  return Object.fromEntries(
    problem.errors.map(({ pointer, message }) => [pointer.split('/').pop()!, message]),
  );
}
