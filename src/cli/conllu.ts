// An analysed report -> CoNLL-U: `newdoc` once, `newpar` where a paragraph begins, then the sentences.
import { toConllu } from '../2-analyse/index.ts';
import type { Analysis } from '../schema/analysis.ts';
import type { Report } from '../schema/report.ts';

const oneLine = (value: string): string => value.replace(/[\s\p{Cc}]+/gu, ' ').trim();

export const writeConllu = (report: Report, { sentences }: Analysis): string => {
  const id = oneLine(report.id);
  return sentences
    .map((sentence, index) => {
      const before = sentences[index - 1];
      const head = before === undefined ? `# newdoc id = ${id}\n` : '';
      const paragraph = sentence.paragraph === before?.paragraph ? '' : '# newpar\n';
      return `${head}${paragraph}# sent_id = ${id}-${index + 1}\n${toConllu(sentence, report.text)}`;
    })
    .join('');
};
