import { expect, test } from 'vitest';
import { bareReport } from '../schema/report.ts';
import { renderMarkdown } from './markdown.ts';
import { codedText, eventOf, storyEvent, storyOf, strikeTexts } from './synopsis-fixture.ts';

test('the same order as the page', () => {
  const { story, texts } = strikeTexts();
  expect(renderMarkdown([story], texts)).toMatchInlineSnapshot(`
    "# Synopsis

    ## Jets bomb market

    3 reports; 2 independent outlets; 3 to 4 Jun 2024

    - **GWS** Gull Wire Service, 3 Jun 2024: *Jets bomb market*
    - **AP** The Alma Post, 3 Jun 2024; shares its text with GWS
    - **C** Continental, 4 Jun 2024

    ### Events

    1\\. **ASSAULT aerial** Air force; *disputed*
       - *status differs:* happened (GWS, AP) / denied (C)
       - **GWS** Government jets **bombed** a fish market in the port on Sunday, killing at least 31 people, medics said.
       - **C** The air force denied on Monday that its planes had **bombed** a market, where a clinic counted 27 dead.

    ### Quotations

    2\\. **Harbour council**; *variant wording*
       - **GWS** **They** fell on traders and children
       - **C** fell on traders and **on their** children

    ### Figures

    3\\. **killed**: at least 27, best 31; *figures contradict*
       - **GWS** \\> 31: Government jets bombed a fish market in the port on Sunday, killing **at least 31** people, medics said.
       - **C** 27 [according to Port clinic]: The air force denied on Monday that its planes had bombed a market, where a clinic counted **27** dead.

    ### Only in GWS = AP

    4\\. **REQUEST** *one source*
       - **GWS** The council **demanded** an inquiry.

    ### Only in C

    5\\. **REJECT** Air force; *one source*
       - denies 1: bombed
       - **C** The air force **denied** on Monday that its planes had bombed a market, where a clinic counted 27 dead.

    *best: what most independent outlets give or allow; of equals a number over a bound, then the later, then the lower.*
    "
  `);
});

test('report text is never markup', () => {
  const text = '# Rebels <b>attacked</b> [the town](javascript:x) *now* `rm`.';
  const coded = codedText(bareReport('r', text, { title: '- [x](y)' }), {
    events: [eventOf('e1', text, 'attacked')],
  });
  const page = renderMarkdown(
    [storyOf(['r'], { title: '1. <hr>', events: [storyEvent([[coded, 'e1']])] })],
    [coded],
  );
  expect(page).toContain('## 1\\. \\<hr\\>');
  expect(page).toContain(
    '\\# Rebels \\<b\\>**attacked**\\</b\\> \\[the town\\](javascript:x) \\*now\\* \\`rm\\`.',
  );
});
