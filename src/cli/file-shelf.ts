// Coded reports wait for their story in a temporary file, packed: a run of any size takes little memory.
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Shelf } from '../5-reconcile/index.ts';
import type { CodedText } from '../schema/story.ts';
import { Refusal } from './refusal.ts';

export interface FileShelf extends Shelf {
  /** Removes the file; nothing can be taken any more. */
  readonly close: () => void;
}

/** Coded reports are a tenth of their size even at the quickest. */
const LEVEL = 1;

const cannotKeep = (path: string, error: unknown): Refusal => {
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal(
    `cannot keep the coded reports in ${path}: ${reason}. Name a folder with room for it: TMPDIR=FOLDER synoptic ...`,
    1,
    error,
  );
};

export const openFileShelf = (folder: string = tmpdir()): FileShelf => {
  const path = join(folder, `synoptic-${process.pid}-${performance.now().toString(36).replace('.', '')}.tmp`);
  const trying = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw cannotKeep(path, error);
    }
  };
  // no one else may read it, nor have put something there
  const file = trying(() => openSync(path, 'wx+', 0o600));
  const remove = (): void => rmSync(path, { force: true });
  process.once('exit', remove);
  const ends: number[] = [0];
  return {
    put: text => {
      const packed = deflateRawSync(JSON.stringify(text), { level: LEVEL });
      const start = ends.at(-1) as number;
      let written = 0;
      trying(() => {
        while (written < packed.length)
          written += writeSync(file, packed, written, packed.length - written, start + written);
      });
      ends.push(start + packed.length);
    },
    take: number => {
      const [start, end] = [ends[number] as number, ends[number + 1] as number];
      const packed = Buffer.allocUnsafe(end - start);
      let read = 0;
      while (read < packed.length) {
        const count = trying(() => readSync(file, packed, read, packed.length - read, start + read));
        if (count === 0) throw new Error(`${path} was cut short while it was in use`);
        read += count;
      }
      return JSON.parse(inflateRawSync(packed).toString('utf8')) as CodedText;
    },
    close: () => {
      closeSync(file);
      remove();
      process.off('exit', remove);
    },
  };
};
