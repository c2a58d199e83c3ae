// The one way to the server: GET and POST of JSON, errors as the RFC 9457 problems that the server sends.
export interface Problem {
  /** A stable name: `urn:synoptic:problem:serve/no-role`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

export class ApiError extends Error {
  /** 0 where no answer came. */
  readonly status: number;
  readonly problem: Problem | null;
  constructor(status: number, message: string, problem: Problem | null, cause?: unknown) {
    super(message, { cause });
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

/** True where another reader has logged in meanwhile, in another tab of this browser. */
export const isOtherSession = ({ problem }: ApiError): boolean =>
  problem?.type === 'urn:synoptic:problem:serve/no-csrf';

export type Params = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

export const BASE = '/api/v1';

export const addressOf = (path: string, params: Params = {}): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return `${BASE}${path}${text === '' ? '' : `?${text}`}`;
};

const readProblem = async (response: Response): Promise<Problem | null> => {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return null;
  return response.json().then(
    body => body as Problem,
    () => null,
  );
};

const messageOf = (status: number, problem: Problem | null): string => {
  const said = problem?.detail ?? problem?.title ?? `The server answered ${status}.`;
  const fields = problem?.errors?.map(({ field, message }) => `${field}: ${message}`) ?? [];
  return [said, ...fields].join('; ');
};

let csrf: string | null = null;

/** The token that goes with requests that change something, as the session gave it. */
export const keepCsrf = (token: string | null): void => {
  csrf = token;
};

/** Called when the server no longer knows who asks, or takes the reader for somebody else than this page does. */
let onLoggedOut: () => void = () => {};
export const whenLoggedOut = (listen: () => void): void => {
  onLoggedOut = listen;
};

const ask = async (address: string, init: RequestInit): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(address, { ...init, credentials: 'same-origin' });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(
      0,
      'No answer from the server: it has stopped, or the connection is down.',
      null,
      cause,
    );
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  const error = new ApiError(response.status, messageOf(response.status, problem), problem);
  const isLogIn = address.startsWith(`${BASE}/session`);
  if ((response.status === 401 && !isLogIn) || isOtherSession(error)) onLoggedOut();
  throw error;
};

export const getJson = async <T>(path: string, params?: Params, signal?: AbortSignal): Promise<T> => {
  const response = await ask(addressOf(path, params), {
    headers: { accept: 'application/json' },
    ...(signal && { signal }),
  });
  return (await response.json()) as T;
};

const headersOf = (type: string | null, key: string | undefined): Record<string, string> => ({
  accept: 'application/json',
  ...(type !== null && { 'content-type': type }),
  ...(csrf !== null && { 'x-csrf-token': csrf }),
  ...(key !== undefined && { 'idempotency-key': key }),
});

/** `key` tells a request that is sent again from a second one. */
export const sendJson = async <T>(
  method: 'POST' | 'DELETE',
  path: string,
  body?: unknown,
  key?: string,
): Promise<T> => {
  const response = await ask(addressOf(path), {
    method,
    headers: headersOf(body === undefined ? null : 'application/json', key),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
};

/** Sends text or a file as it is: reports in JSON lines, or one report's words. */
export const sendText = async <T>(
  path: string,
  body: BodyInit,
  type: string,
  params?: Params,
): Promise<T> => {
  const response = await ask(addressOf(path, params), {
    method: 'POST',
    headers: headersOf(type, undefined),
    body,
  });
  return (await response.json()) as T;
};
