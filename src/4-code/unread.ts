// A report in a language that is not read -> its coded form: nothing but the issue that says so.
import { bareCoded, type CodedReport } from '../schema/coded-report.ts';
import { isSupportedLanguage, UNSUPPORTED_LANGUAGE, unsupportedLanguage } from '../schema/language.ts';
import type { Report } from '../schema/report.ts';

/** Null for a report that is read. */
export const codeUnread = (report: Report): CodedReport | null =>
  isSupportedLanguage(report.language)
    ? null
    : bareCoded(report, {
        issues: [
          {
            code: UNSUPPORTED_LANGUAGE,
            message: unsupportedLanguage(report.language),
            start: null,
            end: null,
          },
        ],
      });
