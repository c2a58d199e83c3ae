// Resources -> a coder of single texts that also tells the frames of each event, for checking a codebook.
import { makeReport, NO_FIELDS } from '../1-gather/index.ts';
import { groundReport } from '../3-ground/index.ts';
import { asCodedReport, codeSteps, framesByEvent } from '../4-code/index.ts';
import { analyseReport } from '../pipeline.ts';
import type { Resources } from '../resources/index.ts';
import type { FramedCoder } from './codebook-check.ts';

export const framedCoder =
  (resources: Resources): FramedCoder =>
  text => {
    const report = makeReport({ ...NO_FIELDS, id: 'example', text });
    const analysis = analyseReport(report, resources);
    const grounding = groundReport(report, analysis, resources);
    const coding = codeSteps(report, analysis, grounding, resources);
    return { coded: asCodedReport(coding), frames: framesByEvent(coding) };
  };
