// Rows in batches -> an answer: in one piece where it is short, as a stream where it may be long.
import type { AcledState } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { CACHE_CONTROL } from '../etag.ts';
import type { Envelope, Form } from './forms.ts';

/** Rows as they stand in the answer. */
interface WrittenRows {
  readonly text: string;
  readonly count: number;
}

type Batches = AsyncIterable<WrittenRows>;

async function* piecesOf(form: Form, envelope: Envelope, batches: Batches): AsyncGenerator<string> {
  let count = 0;
  let before = form.before(envelope);
  for await (const batch of batches) {
    if (batch.count === 0) continue;
    yield before + batch.text;
    before = form.between;
    count += batch.count;
  }
  yield (count === 0 ? before : '') + form.after(envelope, count);
}

/** Reads on only when the client takes: one that is slow, or gone, makes nothing pile up. */
const streamOf = (pieces: AsyncGenerator<string>, onFault: (error: unknown) => void): ReadableStream => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: async controller => {
        try {
          const { value, done } = await pieces.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          onFault(error);
          controller.error(new Error('the answer broke off'));
        }
      },
      cancel: async () => {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
};

/** Rows that are read at once; what asks for more is streamed. */
const LONG = 5000;

interface Answering {
  /** `acled`. */
  readonly name: string;
  readonly form: Form;
  /** Rows that there are, of which these may be a page. */
  readonly total: number;
  readonly batches: Batches;
  /** Most rows that there can be in the batches; null: all. */
  readonly limit: number | null;
}

export const answerRows = async (
  { store, access, log }: ServeContext,
  { lastChange }: AcledState,
  { name, form, total, batches, limit }: Answering,
): Promise<Response> => {
  const pieces = piecesOf(form, { name, total, lastChange, now: store.now() }, batches);
  // packing costs more than it saves where the client is on this machine
  const mayPack = !access.isLoopback || access.publicUrl !== null;
  const headers = {
    'Content-Type': form.contentType,
    'Cache-Control': mayPack ? CACHE_CONTROL : 'no-store',
  };
  if (limit === null || limit > LONG) {
    // its client can no longer be told
    const onFault = (error: unknown): void =>
      log(`an answer of rows broke off: ${error instanceof Error ? error.message : error}`);
    return new Response(streamOf(pieces, onFault), { headers });
  }
  let body = '';
  for await (const piece of pieces) body += piece;
  return new Response(body, { headers });
};
