// Few reports are coded in the program's own thread; the more, where more come, in threads beside it.
import { type CodingPool, makeCodingPool } from '../live/coding-pool.ts';
import { codeReport } from '../pipeline.ts';
import type { ResourceOptions, Resources } from '../resources/index.ts';
import type { CodedReport } from '../schema/coded-report.ts';
import type { Report } from '../schema/report.ts';

export interface SideCoding {
  /** Reports under way that keep every thread at work. */
  readonly atHand: number;
  readonly code: (report: Report, resources: Resources) => Promise<CodedReport>;
  readonly close: () => Promise<void>;
}

/** Beginning a thread, with its own copy of the models, takes as long as coding some thousand words. */
const FEW = 24;
const A_THREAD = 64;

export const makeSideCoding = (resources: ResourceOptions, workers: number | undefined): SideCoding => {
  const pool: CodingPool = makeCodingPool({ resources, threads: workers });
  let begun = 0;
  return {
    atHand: pool.threads * A_THREAD,
    code: async (report, own) => (++begun > FEW ? pool.code(report) : codeReport(report, own)),
    close: pool.close,
  };
};
