// What the store cannot do and the user can put right. The message gives the value, what was allowed, the next step.

export class StoreRefusal extends Error {
  /** A stable name: `record/held`. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreRefusal';
    this.code = code;
  }
}

export const badPage = (place: string): StoreRefusal =>
  new StoreRefusal(
    'record/bad-page',
    `"${place.slice(0, 40)}" is no place to go on from. Give what the page before gave as its next`,
  );
