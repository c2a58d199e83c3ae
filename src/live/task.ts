// What goes between the program and a worker thread: tasks there, results back, each by its number.
import type { ResourceOptions } from '../resources/index.ts';

/** What a thread that codes begins with. */
export interface CodingStart {
  readonly resources: ResourceOptions;
}

export interface Task<Work> {
  readonly number: number;
  readonly work: Work;
}

export type WorkerMessage<Result> =
  /** What it needs is loaded: the first task may come. */
  | { readonly kind: 'ready' }
  /** It cannot be: no thread would do. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'done'; readonly number: number; readonly result: Result }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };
