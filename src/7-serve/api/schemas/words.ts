// Statements and figures as the reports give them, and measures over time.
import { z } from 'zod';
import type { FigureRecord, FigureSeries, MeasureCount, StatementRecord } from '../../../6-record/index.ts';
import { actSchema, countFields, quotationSchema } from './coded-report.ts';
import { sameAs } from './contract.ts';
import { dayOrNull, offset, words } from './span.ts';
import { agreementSchema } from './story.ts';

const reported = {
  report: z.string().describe('Id of the report'),
  outlet: words,
  publishedAt: words.describe('ISO 8601 date or date-time'),
};

export const statementRecordSchema = sameAs<StatementRecord>()(
  'StatementRecord',
  z.strictObject({
    ...reported,
    id: z.string().describe('Id of the statement in the coded report'),
    speaker: words,
    speakerCountry: words,
    quotation: quotationSchema,
    act: actSchema,
    content: z.string(),
  }),
);

export const figureRecordSchema = sameAs<FigureRecord>()(
  'FigureRecord',
  z.strictObject({
    ...reported,
    id: z.string().describe('Id of the figure in the coded report'),
    ...countFields,
    measure: z.string(),
    of: words,
    attributedTo: words,
    event: words.describe('Id of the mention that it counts'),
    words: z.string(),
  }),
);

export const measureCountSchema = sameAs<MeasureCount>()(
  'MeasureCount',
  z.strictObject({ measure: z.string(), unit: words, figures: offset, reports: offset }),
);

const seriesPoint = z.strictObject({
  report: z.string(),
  id: z.string(),
  outlet: words,
  day: dayOrNull.describe('The end of its period, else the day on which its report was published'),
  ...countFields,
  start: offset,
  end: offset,
  period: z.strictObject({ from: dayOrNull, to: dayOrNull }).nullable(),
  of: words,
  attributedTo: words,
  event: words.describe('The recorded event that it is a count of'),
  story: words,
  joined: words.describe('The figure of its story that joins it with those of other reports'),
  agreement: agreementSchema.nullable(),
  words: z.string(),
});

export const figureSeriesSchema = sameAs<FigureSeries>()(
  'FigureSeries',
  z.strictObject({
    measure: z.string(),
    isCut: z.boolean().describe('Only the newest are here'),
    points: z.array(seriesPoint).describe('In order of time, undated last'),
  }),
);
