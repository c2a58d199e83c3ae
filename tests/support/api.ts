// The project's API over a small store, asked as a client would.
import type { Store } from '../../src/6-record/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import type { ServeContext } from '../../src/7-serve/context.ts';
import type { CodedText } from '../../src/schema/story.ts';
import { ReportBuilder } from '../reconcile/builder.ts';
import { fillStore, testContext } from './serving.ts';

const SPOKEN: CodedText = new ReportBuilder(
  'spoken',
  'Mira Sol said the "dam will be opened" by spring; <script>alert(1)</script> the flood of \ud800 May took 40 houses.',
  { outlet: 'Vell Radio', publishedAt: '2025-06-02', title: 'Dam to be opened' },
)
  .statement('direct', 'dam will be opened', 'Mira Sol')
  .figure('buildings', '40 houses', 40)
  .event('THREATEN', 'said', {
    actors: ['Mira Sol'],
    recipients: ['Norvia'],
    status: 'threatened',
    place: 'Odrin',
    country: 'TSK',
    at: [12.5, -3.25],
    day: '2025-06-01',
    statement: 't1',
  })
  .build();

/** With what the other stories have none of: a threat in someone's words, a figure, a place, text that is no Unicode. */
export const fillWithSpeech = (store: Store, more: readonly CodedText[] = []): Promise<void> =>
  fillStore(store, [SPOKEN, ...more]);

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of any endpoint
  readonly json: any;
  readonly text: string;
}

export interface Client {
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly send: (
    method: 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
}

const read = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = /json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    json: isJson && !/jsonl/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null,
    text,
  };
};

/** @param path under /api/v1. */
export const makeClient = (store: Store, parts: Partial<ServeContext> = {}): Client => {
  const app = buildApp(testContext(store, parts).context);
  const ask = async (path: string, init: RequestInit): Promise<Answer> =>
    read(await app.request(`http://localhost/api/v1${path}`, init));
  return {
    get: (path, headers = {}) => ask(path, { headers }),
    send: (method, path, body, headers = {}) =>
      ask(path, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && {
          body: typeof body === 'string' ? body : (JSON.stringify(body) as string),
        }),
      }),
  };
};
