// A zip archive of one document (as GDELT's lists are packed) -> the first document in it. PKWARE's APPNOTE, 4.3 and 4.4.
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_HEADER = 22;
const LONGEST_COMMENT = 65_535;

const broken = (what: string): Error => Object.assign(new Error(what), { code: 'ZIP' });

/** Where the list of contents ends, looked for from behind a comment. */
const endOf = (bytes: Buffer): number => {
  const at = bytes.lastIndexOf('PK\x05\x06', bytes.length - END_HEADER, 'latin1');
  if (at < 0 || bytes.length - at > END_HEADER + LONGEST_COMMENT) throw broken('no end of its contents');
  return at;
};

/** Throws where the archive is broken, encrypted, or its document larger than `most` bytes. */
export const unzipFirst = async (bytes: Buffer, most: number): Promise<Buffer> => {
  // sizes stand in the list of contents; before the document they may be zero
  const central = bytes.readUInt32LE(endOf(bytes) + 16);
  if (central + CENTRAL_HEADER > bytes.length || bytes.readUInt32LE(central) !== 0x02014b50)
    throw broken('no list of its contents');
  const flags = bytes.readUInt16LE(central + 8);
  const method = bytes.readUInt16LE(central + 10);
  const size = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  if ((flags & 1) === 1) throw broken('encrypted');
  if (local + LOCAL_HEADER > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50)
    throw broken('its document is not where it should be');
  const start = local + LOCAL_HEADER + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  if (packed.length < size) throw broken('cut short');
  if (method === 0) return packed;
  if (method !== 8) throw broken(`packed by method ${method}`);
  return promisify(inflateRaw)(packed, { maxOutputLength: most });
};
