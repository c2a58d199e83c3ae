// Stage 4: a grounded report -> what it says happened, was said and was counted; and why it was coded so.
export { asCodedReport, codeGroundedReport, codeSteps, framesByEvent } from './code-report.ts';
export { explainGroundedReport } from './explain/index.ts';
export { codeUnread } from './unread.ts';
