// Stage 7: the store over HTTP: the project's own API, one in ACLED's form, and the workbench.
export {
  type Access,
  type Ingest,
  makeContext,
  type SourceLook,
  type Sourcing,
  type Submission,
} from './context.ts';
export { type EventBus, makeEvents } from './event-bus.ts';
export { Problem } from './problem.ts';
export { serve } from './server.ts';
