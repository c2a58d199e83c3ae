// What goes between the program and a worker thread: tasks there, results back, each by its number.
import type { ResourceOptions } from '../resources/index.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';

export interface WorkerStart {
  readonly resources: ResourceOptions;
}

export interface Task {
  readonly number: number;
  readonly report: Report;
}

export type WorkerMessage =
  /** The models are loaded: the first task may come. */
  | { readonly kind: 'ready' }
  /** They cannot be: no thread would do. */
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'coded'; readonly number: number; readonly coded: CodedReport }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };
