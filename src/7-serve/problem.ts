// What goes wrong for a client, in one shape: RFC 9457, application/problem+json. It never carries a stack, a path of
// this machine or SQL: only what a handler said on purpose.
import { StoreRefusal } from '../6-record/index.ts';

/** What is wrong with one field of a request. */
export interface FieldError {
  /** `query.limit`, `body.reports[3].text`. */
  readonly field: string;
  readonly message: string;
}

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 406 | 409 | 412 | 413 | 415 | 421 | 429 | 500 | 503;

const TITLES: Readonly<Record<ProblemStatus, string>> = {
  400: 'The request is not right',
  401: 'Log-in needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'No such form',
  409: 'In conflict with what is there',
  412: 'Changed in between',
  413: 'Too large',
  415: 'Not readable in this form',
  421: 'Another host',
  429: 'Too many requests',
  500: 'A fault of the server',
  503: 'Not now',
};

export interface ProblemOptions {
  /** A stable name: `serve/bad-value`. */
  readonly code?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers; `detail` gives the value, what was allowed and the next step, and is shown to the client. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  readonly code: string | null;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ProblemStatus,
    detail: string,
    { code, errors = [], headers = {} }: ProblemOptions = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code ?? null;
    this.errors = errors;
    this.headers = headers;
  }
}

/** The document of a problem, as it stands in answers. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

const problemDocument = ({ status, code, message, errors }: Problem): ProblemDocument => ({
  type: code === null ? 'about:blank' : `urn:synoptic:problem:${code}`,
  title: TITLES[status],
  status,
  detail: message,
  ...(errors.length > 0 && { errors }),
});

export const problemResponse = (problem: Problem): Response =>
  new Response(JSON.stringify(problemDocument(problem)), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...problem.headers,
    },
  });

/** Refusals of the store that a client may see; any other is the operator's business. */
const REFUSALS: Readonly<Record<string, ProblemStatus>> = {
  'record/bad-correction': 400,
  'record/bad-name': 400,
  'record/bad-page': 400,
  'record/no-form': 400,
  'record/no-source': 404,
  'record/known-source': 409,
  'record/bad-user': 400,
  'record/changed-since': 412,
  'record/last-admin': 409,
  'record/name-taken': 409,
  'record/no-decision': 400,
  'record/no-merge': 409,
  'record/no-release': 404,
  'record/no-report': 404,
  'record/no-run': 404,
  'record/no-split': 409,
  'record/no-target': 404,
  'record/no-token': 404,
  'record/no-user': 404,
  'record/stale-stories': 409,
};

const FAULT =
  'the server could not answer; the fault is noted in its log. Try again, then tell whoever runs it';

const AWAY_SECONDS = 5;

/** Who runs the server is told more, on its standard error. */
const storeIsAway = (): Problem =>
  new Problem(
    503,
    `the store does not answer just now, and it is not known whether a change was kept. Try again in ${AWAY_SECONDS} seconds; before a change is made again, look whether it is there`,
    { code: 'record/lost', headers: { 'Retry-After': String(AWAY_SECONDS) } },
  );

/** The problem that an error stands for, and whether it is a fault to be logged. */
export const problemOf = (error: unknown): { readonly problem: Problem; readonly isFault: boolean } => {
  if (error instanceof Problem) return { problem: error, isFault: error.status === 500 };
  if (error instanceof StoreRefusal) {
    if (error.code === 'record/lost') return { problem: storeIsAway(), isFault: false };
    const status = REFUSALS[error.code];
    if (status !== undefined)
      return { problem: new Problem(status, error.message, { code: error.code }), isFault: false };
  }
  return { problem: new Problem(500, FAULT, { code: 'serve/fault' }), isFault: true };
};
