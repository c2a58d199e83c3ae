// What ends a command with a message and no stack: the user can put it right.

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
