// Rows in batches -> an answer: in one piece where it is short, as a stream where it may be long.
import { CACHE_CONTROL } from '../etag.ts';
import type { Envelope, Form } from './forms.ts';
import type { Cells } from './shape.ts';

type Batches = AsyncIterable<readonly (Cells | string)[]>;

async function* piecesOf(form: Form, envelope: Envelope, batches: Batches): AsyncGenerator<string> {
  let count = 0;
  let before = form.before(envelope);
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield before + batch.map(form.row).join(form.between);
    before = form.between;
    count += batch.length;
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

export interface Answering {
  readonly form: Form;
  readonly envelope: Envelope;
  readonly batches: Batches;
  /** True where the rows may be more than one batch. */
  readonly isLong: boolean;
  /** False where packing costs more than it saves: the client is on this machine. */
  readonly mayPack: boolean;
  /** Of a stream that broke off: its client can no longer be told. */
  readonly onFault: (error: unknown) => void;
}

export const answerRows = async ({
  form,
  envelope,
  batches,
  isLong,
  mayPack,
  onFault,
}: Answering): Promise<Response> => {
  const pieces = piecesOf(form, envelope, batches);
  const headers = {
    'Content-Type': form.contentType,
    'Cache-Control': mayPack ? CACHE_CONTROL : 'no-store',
  };
  if (isLong) return new Response(streamOf(pieces, onFault), { headers });
  let body = '';
  for await (const piece of pieces) body += piece;
  return new Response(body, { headers });
};
