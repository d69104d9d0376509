// Answers the gateway composes of what several services know say in `partial` which of them did not
// answer in time: for people, what may be missing.

const KNOWS: Readonly<Record<string, string>> = {
  approvals: '办事事项和地点',
  budget: '财政资金',
  documents: '政策文件',
  feedback: '评价和来信',
  policies: '惠企政策',
};

/** What a composed answer lacks, as a sentence; nothing when it is whole. */
export function lacking(partial: readonly string[]): string {
  if (partial.length === 0) return '';
  const parts = partial.map((service) => KNOWS[service] ?? '其他内容');
  return `${[...new Set(parts)].join('、')}暂时没有答复，结果不全，请稍后再试。`;
}
