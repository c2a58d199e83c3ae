// The document that a source is (a feed, a sitemap, a list): fetched, or read from a file, unpacked and decoded.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Source, SourceProblem, SourceReading, SourceState, Validators } from '../../schema/source.ts';
import { decodeBytes, type TextKind } from '../decode.ts';
import type { FetchRequest } from '../fetch/index.ts';
import { refuse, warn } from '../gathered.ts';
import { cannotOpen } from '../inputs.ts';
import { inMegabytes } from '../limits.ts';
import { endedReading, isHttp, type SourceTools } from './source-reader.ts';
import { unzipFirst } from './zip.ts';

export interface SourceDocument {
  /** Where it was found: what relative links are relative to. */
  readonly url: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly charset: string | null;
  /** With this document's validators. */
  readonly state: SourceState;
  readonly problems: readonly SourceProblem[];
}

export type Loaded =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  | { readonly kind: 'ended'; readonly reading: SourceReading };

const MOST_BYTES = 60_000_000;

const withValidators = (state: SourceState, address: string, validators: Validators): SourceState => ({
  ...state,
  validators: { ...state.validators, [address]: validators },
});

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04';

/** A packed file (`sitemap.xml.gz`, `20231106.gkg.csv.zip`) holds one document; more than the limit is refused. */
const unpack = async (address: string, bytes: Buffer): Promise<Buffer | SourceProblem> => {
  try {
    if (isGzip(bytes)) return await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES });
    return isZip(bytes) ? await unzipFirst(bytes, MOST_BYTES) : bytes;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const what =
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `larger than ${inMegabytes(MOST_BYTES)} once unpacked`
        : `packed in a way that cannot be undone (${code || message})`;
    return refuse('source/packed', `${address}: ${what}, nothing was read. Tell the site's owner`);
  }
};

const readFile = async (path: string): Promise<Buffer | SourceProblem> => {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES)
        return refuse(
          'source/too-large',
          `${path}: ${inMegabytes(size)}; at most ${inMegabytes(MOST_BYTES)}. Part it`,
        );
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, message } = cannotOpen(path, error);
    return refuse(code, `${path}: ${message}`);
  }
};

const loadFile = async (source: Source, state: SourceState): Promise<Loaded> => {
  const { address } = source;
  const read = await readFile(address);
  const bytes = Buffer.isBuffer(read) ? await unpack(address, read) : read;
  if (!Buffer.isBuffer(bytes)) return { kind: 'ended', reading: endedReading('failed', state, [bytes]) };
  const digest = createHash('sha256').update(bytes).digest('base64url');
  if (state.validators[address]?.digest === digest)
    return { kind: 'ended', reading: endedReading('unchanged', state, []) };
  const document = {
    // a file has no address that its links could be relative to
    url: 'about:blank',
    bytes,
    mediaType: '',
    charset: null,
    state: withValidators(state, address, { etag: null, lastModified: null, digest }),
    problems: [],
  };
  return { kind: 'document', document };
};

/** @param address the source's own, or one that it names. */
export const loadDocument = async (
  source: Source,
  state: SourceState,
  tools: SourceTools,
  wants: FetchRequest['wants'],
  address: string = source.address,
): Promise<Loaded> => {
  if (!isHttp(address)) return loadFile(source, state);
  const result = await tools.fetcher.fetch({
    url: address,
    validators: state.validators[address] ?? null,
    obeysRobots: source.options.obeysRobots,
    ...(wants === undefined ? {} : { wants }),
    ...(tools.signal === undefined ? {} : { signal: tools.signal }),
  });
  switch (result.kind) {
    case 'refused':
    case 'failed': {
      const isPostponed = result.code === 'fetch/wait';
      const problem = (isPostponed ? warn : refuse)(result.code, result.message);
      const notBefore = result.kind === 'failed' ? result.notBefore : null;
      const outcome = isPostponed ? 'postponed' : result.kind;
      return { kind: 'ended', reading: endedReading(outcome, state, [problem], notBefore) };
    }
    case 'not-modified': {
      const known = withValidators(state, address, result.validators);
      return { kind: 'ended', reading: endedReading('unchanged', known, []) };
    }
    case 'fetched': {
      const bytes = await unpack(address, result.body);
      if (!Buffer.isBuffer(bytes)) return { kind: 'ended', reading: endedReading('refused', state, [bytes]) };
      const moved = `${address}: has moved for good to ${result.movedTo}. Give the source that address`;
      const document = {
        url: result.finalUrl,
        bytes,
        mediaType: result.mediaType,
        charset: result.charset,
        state: withValidators(state, address, result.validators),
        problems: result.movedTo === null ? [] : [warn('source/moved', moved)],
      };
      return { kind: 'document', document };
    }
  }
};

/** Null text where `problems` says why. */
export const textOfDocument = async (
  address: string,
  { bytes, charset }: SourceDocument,
  kind: TextKind,
): Promise<{ text: string | null; problems: readonly SourceProblem[] }> => {
  const { text, complaints } = await decodeBytes(bytes, kind, charset);
  const problems = complaints.map(each => ({ ...each, message: `${address}: ${each.message}` }));
  return { text, problems };
};
