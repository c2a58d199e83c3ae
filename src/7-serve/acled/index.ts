// An API in ACLED's form, for clients that read ACLED.
import type { ServeContext } from '../context.ts';
import type { Problem } from '../problem.ts';
import type { Router } from '../router.ts';

const PATHS = /^\/(oauth|user|api\/(?!v\d))/;

/** True for paths that answer in ACLED's form, errors too. */
export const isAcledPath = (path: string): boolean => PATHS.test(path);

export const acledProblem = (problem: Problem): Response =>
  new Response(JSON.stringify({ status: problem.status, success: false, message: problem.message }), {
    status: problem.status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...problem.headers },
  });

export const mountAcled = (_app: Router, _context: ServeContext): void => {};
