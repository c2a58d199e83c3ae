// A file of `review gold` -> what reviewers decided, checked line by line.
import { readFileSync } from 'node:fs';
import type { GoldReport } from '../schema/gold.ts';
import type { Span } from '../schema/span.ts';

const isWithin = (span: Span | undefined, text: string): boolean =>
  span !== undefined && span.start >= 0 && span.start < span.end && span.end <= text.length;

const isGold = (value: unknown): value is GoldReport => {
  const { report, mentions } = (value ?? {}) as Partial<GoldReport>;
  return (
    typeof report?.text === 'string' &&
    Array.isArray(mentions) &&
    mentions.every(
      ({ trigger, isRight, known }) =>
        isWithin(trigger, report.text) && typeof isRight === 'boolean' && typeof known === 'object',
    )
  );
};

export const readGold = (file: string): GoldReport[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i): GoldReport[] => {
      if (line.trim() === '') return [];
      let value: unknown = null;
      try {
        value = JSON.parse(line);
      } catch {
        // told below
      }
      if (isGold(value)) return [value];
      throw new Error(
        `${file}:${i + 1}: this is no report with decided mentions. Write the file anew: synoptic review gold --out FILE`,
      );
    });
