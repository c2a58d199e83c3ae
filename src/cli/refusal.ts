// What ends a command with a message and no stack: the user can put it right.
import { statSync } from 'node:fs';

export class Refusal extends Error {
  /** 2 for a wrong call, 1 for anything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.exitCode = exitCode;
  }
}

export const EXIT_STOPPED = 130;

/** Refuses a path that is no file, before anything tries to read it. */
export const refuseUnreadable = (path: string): void => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Refusal(`there is no file ${path}`);
  if (found.isDirectory()) throw new Refusal(`${path} is a folder; name one of its files`);
};
