// What can be exported, in which forms, and how their files are called.
import { StoreRefusal } from '../store-refusal.ts';

export const EXPORT_KINDS = ['events', 'statements', 'figures', 'stories', 'evidence'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_FORMS = [
  'csv',
  'jsonl',
  'parquet',
  'geojson',
  'acled',
  'polecat',
  'gdelt',
  'ucdp',
  'annotations',
] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];

/** The first is taken where none is asked for. */
const ALLOWED: Readonly<Record<ExportKind, readonly [ExportForm, ...ExportForm[]]>> = {
  events: ['csv', 'jsonl', 'parquet', 'geojson', 'acled', 'polecat', 'gdelt', 'ucdp'],
  statements: ['csv', 'jsonl', 'parquet'],
  figures: ['csv', 'jsonl', 'parquet'],
  stories: ['csv', 'jsonl', 'parquet'],
  evidence: ['annotations'],
};

interface FormFacts {
  readonly extension: string;
  readonly mediaType: string;
}

const CSV: FormFacts = { extension: '.csv', mediaType: 'text/csv; charset=utf-8' };

export const FORM_FACTS: Readonly<Record<ExportForm, FormFacts>> = {
  csv: CSV,
  acled: CSV,
  polecat: CSV,
  ucdp: CSV,
  parquet: { extension: '.parquet', mediaType: 'application/vnd.apache.parquet' },
  gdelt: { extension: '.tsv', mediaType: 'text/tab-separated-values; charset=utf-8' },
  jsonl: { extension: '.jsonl', mediaType: 'application/jsonl' },
  geojson: { extension: '.geojson', mediaType: 'application/geo+json' },
  annotations: { extension: '.jsonld', mediaType: 'application/ld+json' },
};

/**
 * The form of what is asked, told by the name of a file where it is not given. Refused where it is none of that kind.
 */
export const exportForm = (
  kind: ExportKind,
  asked: ExportForm | undefined,
  {
    fileName = '',
    release,
  }: { readonly fileName?: string | undefined; readonly release?: string | undefined },
): ExportForm => {
  const allowed = ALLOWED[kind];
  const told = allowed.find(form => form === /\.([a-z]+)$/.exec(fileName)?.[1]);
  const form = asked ?? told ?? allowed[0];
  if (!allowed.includes(form))
    throw new StoreRefusal(
      'record/no-form',
      `${kind} are not written as ${form}. Allowed: ${allowed.join(', ')}`,
    );
  if (release !== undefined && kind !== 'events')
    throw new StoreRefusal(
      'record/no-form',
      `a release holds events, not ${kind}: synoptic export events --release ${release}`,
    );
  return form;
};
