// Exports as files, byte for byte what `synoptic export` writes, sent as they are made.
import { z } from 'zod';
import { EXPORT_FORMS, EXPORT_KINDS } from '../../../6-record/export/forms.ts';
import { exportForm, exportPieces, FORM_FACTS, type Piece } from '../../../6-record/export/index.ts';
import { EVENT_FILTERS, readRelease } from '../../../6-record/index.ts';
import { CACHE_CONTROL } from '../../etag.ts';
import { endpoint } from '../endpoint.ts';
import { filterQuery } from '../filters.ts';

const CHUNK = 64 * 1024;

/** The next piece is only made when the last was sent. */
const streamOf = (pieces: AsyncGenerator<Piece>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async controller => {
      const chunk: Uint8Array[] = [];
      for (let size = 0; size < CHUNK; ) {
        const { value, done } = await pieces.next();
        if (done) {
          if (chunk.length > 0) controller.enqueue(Buffer.concat(chunk));
          controller.close();
          return;
        }
        const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
        chunk.push(bytes);
        size += bytes.length;
      }
      controller.enqueue(Buffer.concat(chunk));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });

const media = [
  ...new Set(Object.values(FORM_FACTS).map(({ mediaType }) => mediaType.split(';')[0] as string)),
];

export const EXPORT = [
  endpoint({
    id: 'export',
    method: 'get',
    path: '/export/{kind}',
    tag: 'export',
    summary: 'What fits the filters as a file, in the forms of `synoptic export`',
    description:
      'Events: csv, jsonl, parquet, geojson, acled, polecat, gdelt, ucdp. Statements, figures, stories: csv, jsonl, parquet. Evidence: annotations. The first is taken where none is asked for.',
    role: 'reader',
    params: z.object({ kind: z.enum(EXPORT_KINDS).describe('What the rows of the file are') }),
    query: z.object({
      ...filterQuery(EVENT_FILTERS),
      to: z.enum(EXPORT_FORMS).optional().describe('The form'),
      release: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe('Events as a release has them, without filters'),
    }),
    answer: null,
    media: media.map(type => ({ type, description: 'A file' })),
    known: 'store',
    handle: async ({ params: { kind }, query: { to, release, ...filter }, context }) => {
      const form = exportForm(kind, to, { release });
      if (release !== undefined) await readRelease(context.store, release);
      const { mediaType, extension } = FORM_FACTS[form];
      const pieces = exportPieces(context.store, { kind, form, filter, release }, context.acled);
      return new Response(streamOf(pieces), {
        headers: {
          'Content-Type': mediaType,
          'Content-Disposition': `attachment; filename="${kind}${form === 'csv' || form === 'jsonl' || form === 'parquet' ? '' : `-${form}`}${extension}"`,
          'Cache-Control': CACHE_CONTROL,
        },
      });
    },
  }),
];
