// Bad input against every endpoint, made from the OpenAPI document: no fault, no hang, nothing told that is nobody's
// business, every answer as described. SYNOPTIC_FUZZ=20000 is the long run, SYNOPTIC_FUZZ_SEED another one.
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addUser,
  beginSession,
  createRelease,
  createToken,
  csrfOf,
  type Store,
} from '../../src/6-record/index.ts';
import { DEFAULT_LIMITS, type Sourcing } from '../../src/7-serve/context.ts';
import { makeBuckets } from '../../src/7-serve/security/buckets.ts';
import { serve } from '../../src/7-serve/server.ts';
import { ACLED_OPERATIONS } from '../support/fuzz-acled.ts';
import { type FuzzRequest, makeRequest, operationsOf, resolverOf } from '../support/fuzz-requests.ts';
import { type Chance, type Known, makeChance } from '../support/fuzz-values.ts';
import { keepingIngest } from '../support/ingest.ts';
import { faultsOf, type Resolve } from '../support/json-schema.ts';
import { fillStore, testContext } from '../support/serving.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

const COUNT = Number(process.env.SYNOPTIC_FUZZ ?? 600);
const SEED = Number(process.env.SYNOPTIC_FUZZ_SEED ?? 1);
const PASSWORD = 'nine herons by the weir';
const RELEASE = '2025-06';
/** A hang, whatever the machine is doing besides. */
const PATIENCE_MS = 60_000;
const AT_ONCE = 4;

/** Of the program's inside: stacks, places of files, SQL and what a database says of it. */
const LEAKS =
  /\bat \S+ \(|\bat (file|node|async) ?[:/]|node_modules|\.(ts|mjs|cjs)\b:\d|\/(tmp|home|work|usr|var)\/|syntax error at or near|invalid input syntax|invalid byte sequence|violates \w+ constraint|relation "|column "\w+" |operator does not exist|out of range for type|canceling statement|PGlite|pg_catalog|TypeError|ReferenceError|RangeError|SyntaxError|ZodError|ECONN|EPIPE/;

/** What any request may get, whatever it asks for. */
const ALWAYS = [400, 401, 403, 413, 415, 429];
/** And one that is not the operation's own. */
const OTHERWISE = [200, 201, 202, 204, 304, 404, 405, 409];

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sees nothing at any address. */
const blindSourcing: Sourcing = {
  isGathering: true,
  look: async (address, kind) => ({
    kind,
    address,
    feeds: [],
    form: null,
    title: null,
    items: 0,
    newest: [],
    report: null,
    problems: [],
  }),
  wake: () => {},
};

const knownIn = async ({ database }: Store): Promise<Known> => {
  const rows = await database.query<{ text: string }>(
    `select id as text from reports union all select id from stories union all select id from events
    union all select distinct outlet from reports where outlet is not null
    union all select distinct left(name, 40) from participants union all select distinct country from events where country is not null
    union all select distinct type from events`,
  );
  return {
    texts: [
      ...rows.map(({ text }) => text),
      ...['2025-06-01', '2020-01-01', 'dam', 'said', 'e1', 'd1', 'e1:actors', 'NRV', 'ASSAULT'],
      ...['1', 't1', 'job-0', RELEASE, 'river-wire', 'https://river.example/feed', 'Vesna', PASSWORD],
    ],
  };
};

describe.each(STORE_KINDS)('bad input on %s', (_, make) => {
  const { store } = storeForTests(make);
  let stop: () => Promise<void>;
  let url: URL;
  let lines: readonly string[];
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const identity = { session: '', token: '' };

  beforeAll(async () => {
    await fillStore(store);
    await addUser(store, { name: 'fuzz', role: 'admin', password: PASSWORD });
    await addUser(store, { name: 'Vesna', role: 'coder', password: PASSWORD });
    await createRelease(store, RELEASE, null);
    const unlimited = makeBuckets(1e9);
    const limits = { ...DEFAULT_LIMITS, streams: 20, streamsPerAddress: 20 };
    const serving = testContext(store, {
      ingest: keepingIngest(),
      sourcing: blindSourcing,
      byUser: unlimited,
      byAddress: unlimited,
      limits,
    });
    lines = serving.lines;
    const server = await serve(serving.context, { port: 0, host: '127.0.0.1' });
    url = new URL(server.url);
    stop = server.close;
  });
  afterAll(async () => {
    agent.destroy();
    await stop();
  });

  const send = ({
    method,
    address,
    headers,
    body,
  }: Omit<FuzzRequest, 'operation' | 'isOwn'>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          host: url.hostname,
          port: url.port,
          agent,
          method,
          path: address,
          headers: { ...headers, ...(body && { 'content-length': body.length }) },
          signal: AbortSignal.timeout(PATIENCE_MS),
        },
        answer => {
          const chunks: Buffer[] = [];
          const done = (): void => {
            const bytes = Buffer.concat(chunks);
            const isPacked = answer.headers['content-encoding'] === 'gzip' && bytes.length > 0;
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: (isPacked ? gunzipSync(bytes) : bytes).toString('utf8'),
            });
          };
          answer.on('data', chunk => {
            chunks.push(chunk);
            // has no end
            if (answer.headers['content-type'] === 'text/event-stream') {
              answer.destroy();
              done();
            }
          });
          answer.on('end', done);
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body ?? undefined);
    });

  /** Somebody with all rights nearly always: what is refused at the door is not tried. */
  const asWhom = async (chance: Chance): Promise<Readonly<Record<string, string>>> => {
    if (chance.one(30)) return {};
    if (chance.one(30))
      return {
        authorization: chance.pick(['Bearer x', 'Bearer', 'Basic YTpi', `Bearer syn_${'a'.repeat(43)}`]),
      };
    if (identity.session === '') identity.session = await beginSession(store, 'fuzz');
    if (identity.token === '')
      identity.token = (await createToken(store, { owner: 'fuzz', kind: 'api', lifeSeconds: null })).secret;
    return chance.one(3)
      ? { authorization: `Bearer ${identity.token}` }
      : { cookie: `synoptic=${identity.session}`, 'x-csrf-token': csrfOf(identity.session) };
  };

  const descriptionFaults = (
    { operation, method, isOwn }: FuzzRequest,
    answer: Answer,
    resolve: Resolve,
  ): string[] => {
    const { responses } = operation;
    if (responses === null || method === 'HEAD') return [];
    const own = isOwn ? responses[String(answer.status)] : undefined;
    if (!own) {
      const allowed = [...ALWAYS, ...(isOwn ? [404] : OTHERWISE), ...Object.keys(responses).map(Number)];
      return allowed.includes(answer.status) ? [] : [`status ${answer.status} is not described`];
    }
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] as string;
    const types = Object.keys(own.content ?? {});
    if (types.length === 0) return answer.body === '' ? [] : ['a body where none is described'];
    const described = own.content?.[type] ?? (type === 'application/problem+json' ? null : undefined);
    if (described === undefined) return [`"${type}" is not described for ${answer.status}`];
    if (described === null || !/json$/.test(type) || /jsonl|ndjson|seq/.test(type)) return [];
    return faultsOf(JSON.parse(answer.body), described.schema, resolve).slice(0, 3);
  };

  const formFaults = ({ address, method }: FuzzRequest, { status, headers, body }: Answer): string[] => {
    const faults: string[] = [];
    if (status >= 500) faults.push(`status ${status}`);
    const leak = LEAKS.exec(body + JSON.stringify(headers));
    if (leak) faults.push(`tells "${leak[0]}"`);
    if (!String(headers['content-security-policy']).startsWith("default-src 'none'"))
      faults.push('no policy');
    const isOurs = address.startsWith('/api/v1/');
    if (
      status >= 400 &&
      isOurs &&
      method !== 'HEAD' &&
      headers['content-type'] !== 'application/problem+json'
    )
      faults.push(`a problem as ${headers['content-type']}`);
    if (
      status >= 400 &&
      isOurs &&
      method !== 'HEAD' &&
      (JSON.parse(body) as { status: number }).status !== status
    )
      faults.push('another status in the body');
    return faults;
  };

  test(`${Math.ceil(COUNT / STORE_KINDS.length)} requests`, { timeout: 60_000 + COUNT * 200 }, async () => {
    const document = JSON.parse(
      (await send({ method: 'GET', address: '/api/v1/openapi.json', headers: {}, body: null })).body,
    );
    const resolve = resolverOf(document);
    const operations = [...operationsOf(document), ...ACLED_OPERATIONS];
    const known = await knownIn(store);
    const chance = makeChance(SEED);
    const found = new Map<string, string>();
    const statuses: Record<number, number> = {};
    const tried = new Map<string, number>();
    let left = Math.ceil(COUNT / STORE_KINDS.length);

    const one = async (): Promise<void> => {
      const asked = makeRequest(chance.pick(operations), chance, known, resolve);
      const headers = { ...asked.headers, ...(await asWhom(chance)) };
      const note = (fault: string, more = ''): void => {
        const kind = `${asked.method} ${asked.operation.path}: ${fault}`;
        if (!found.has(kind))
          found.set(
            kind,
            `${asked.address.slice(0, 300)} ${asked.body?.toString().slice(0, 300) ?? ''} -> ${more.slice(0, 300)}`,
          );
      };
      try {
        const answer = await send({ ...asked, headers });
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        if (answer.status < 300) tried.set(asked.operation.path, (tried.get(asked.operation.path) ?? 0) + 1);
        // logged out, or the password changed, by one of the requests
        if (answer.status === 401) Object.assign(identity, { session: '', token: '' });
        for (const fault of [...formFaults(asked, answer), ...descriptionFaults(asked, answer, resolve)])
          note(fault, `${answer.status} ${answer.body}`);
      } catch (error) {
        note(`no answer: ${(error as Error).message}`);
      }
    };
    const worker = async (): Promise<void> => {
      while (left-- > 0) await one();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    const faults = lines.filter(line => line.startsWith('fault')).map(line => line.slice(0, 600));
    if (process.env.SYNOPTIC_FUZZ) {
      const told = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
      const paths = [...new Set(operations.map(({ path }) => path))];
      process.stderr.write(
        `fuzz of seed ${SEED}: ${told.join(', ')}; ${tried.size} of ${paths.length} paths answered, not ${paths.filter(path => !tried.has(path)).join(', ')}\n`,
      );
    }
    expect(
      [...found]
        .map(([kind, example]) => `${kind}\n    ${example}`)
        .concat([...new Set(faults)].slice(0, 20)),
    ).toEqual([]);
    const answered = Object.entries(statuses).reduce(
      (sum, [status, count]) => sum + (Number(status) < 300 ? count : 0),
      0,
    );
    expect(answered).toBeGreaterThan(COUNT / STORE_KINDS.length / 10);
    const last = await send({ method: 'GET', address: '/api/v1/health', headers: {}, body: null });
    expect(last.status).toBe(200);
  });
});
