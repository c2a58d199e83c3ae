import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { bareReport } from '../schema/report.ts';
import { codedText, eventOf, storyEvent, storyOf, strikeTexts } from './synopsis-fixture.ts';
import { renderTerminal } from './terminal.ts';

const strike = (width: number, colour = false): string => {
  const { story, texts } = strikeTexts();
  return renderTerminal([story], texts, { width, colour });
};

test('two columns in 80', () => {
  expect(strike(80)).toMatchInlineSnapshot(`
    "================================================================================
    Jets bomb market
    3 reports; 2 independent outlets; 3 to 4 Jun 2024
      GWS Gull Wire Service; 3 Jun 2024: Jets bomb market
      AP The Alma Post; 3 Jun 2024; shares its text with GWS
      C Continental; 4 Jun 2024

    EVENTS
        GWS = AP                             | C
    --------------------------------------------------------------------------------
      1 ASSAULT/aerial Air force; disputed
        status differs: happened (GWS, AP) / denied (C)
        Government jets *bombed* a fish      | The air force denied on Monday that
        market in the port on Sunday,        | its planes had *bombed* a market,
        killing at least 31 people, medics   | where a clinic counted 27 dead.
        said.                                |

    QUOTATIONS
        GWS = AP                             | C
    --------------------------------------------------------------------------------
      2 Harbour council; variant wording
        *They* fell on traders and children  | fell on traders and *on their*
                                             | children

    FIGURES
        GWS = AP                             | C
    --------------------------------------------------------------------------------
      3 killed: at least 27, best 31; figures contradict
        > 31                                 | 27 according to Port clinic
        Government jets bombed a fish market | The air force denied on Monday that
        in the port on Sunday, killing *at   | its planes had bombed a market,
        least 31* people, medics said.       | where a clinic counted *27* dead.

    ONLY IN GWS = AP
        GWS = AP                             | C
    --------------------------------------------------------------------------------
      4 REQUEST; one source
        The council *demanded* an inquiry.   |

    ONLY IN C
        GWS = AP                             | C
    --------------------------------------------------------------------------------
      5 REJECT Air force; one source
        denies 1: bombed
                                             | The air force *denied* on Monday
                                             | that its planes had bombed a market,
                                             | where a clinic counted 27 dead.

    *Starred*: the words a coding rests on, or in which wordings differ. An empty
    column: that outlet is silent.
    best: what most independent outlets give or allow; of equals a number over a
    bound, then the later, then the lower.
    "
  `);
});

test('one below the other in 50', () => {
  expect(strike(50)).toMatchInlineSnapshot(`
    "==================================================
    Jets bomb market
    3 reports; 2 independent outlets; 3 to 4 Jun 2024
      GWS Gull Wire Service; 3 Jun 2024: Jets bomb
          market
      AP The Alma Post; 3 Jun 2024; shares its text
          with GWS
      C Continental; 4 Jun 2024

    EVENTS
    --------------------------------------------------
      1 ASSAULT/aerial Air force; disputed
        status differs: happened (GWS, AP) / denied
          (C)
        GWS = AP Government jets *bombed* a fish
          market in the port on Sunday, killing at
          least 31 people, medics said.
        C The air force denied on Monday that its
          planes had *bombed* a market, where a clinic
          counted 27 dead.

    QUOTATIONS
    --------------------------------------------------
      2 Harbour council; variant wording
        GWS = AP *They* fell on traders and children
        C fell on traders and *on their* children

    FIGURES
    --------------------------------------------------
      3 killed: at least 27, best 31; figures
        contradict
        GWS = AP > 31
          Government jets bombed a fish market in the
          port on Sunday, killing *at least 31*
          people, medics said.
        C 27 according to Port clinic
          The air force denied on Monday that its
          planes had bombed a market, where a clinic
          counted *27* dead.

    ONLY IN GWS = AP
    --------------------------------------------------
      4 REQUEST; one source
        GWS = AP The council *demanded* an inquiry.

    ONLY IN C
    --------------------------------------------------
      5 REJECT Air force; one source
        denies 1: bombed
        C The air force *denied* on Monday that its
          planes had bombed a market, where a clinic
          counted 27 dead.

    *Starred*: the words a coding rests on, or in
    which wordings differ. An empty column: that
    outlet is silent.
    best: what most independent outlets give or allow;
    of equals a number over a bound, then the later,
    then the lower.
    "
  `);
});

test.each([24, 40, 60, 80, 120, 240])('nothing is wider than a window of %i', width => {
  for (const line of strike(width).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});

test('colour only when told, and then the same words', () => {
  expect(strike(80)).not.toContain('\u001b');
  const coloured = strike(80, true);
  expect(coloured).toContain('\u001b[1;38;5;166mASSAULT/aerial\u001b[0m');
  expect(coloured).not.toContain('*');
});

test('control characters of a report do not reach the terminal', () => {
  const text = 'Rebels \u001b]0;owned\u0007 attacked\u202E the town.';
  const coded = codedText(bareReport('r\u001b[2J', text, { title: '\u009b31m' }), {
    events: [eventOf('e1', text, 'attacked')],
  });
  const shown = renderTerminal(
    [storyOf([coded.report.id], { title: '\u001bc', events: [storyEvent([[coded, 'e1']])] })],
    [coded],
    {
      width: 80,
      colour: false,
    },
  );
  expect(shown).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]*$/);
});

test('four columns are stacked, and the silent ones named', () => {
  const texts = ['One', 'Two', 'Three', 'Four'].map(outlet => {
    const text = `${outlet}: troops seized the port.`;
    return codedText(bareReport(outlet, text, { outlet: `${outlet} News` }), {
      events: [eventOf('e1', text, 'seized')],
    });
  });
  const [one, two] = texts as [(typeof texts)[0], (typeof texts)[0]];
  const story = storyOf(
    texts.map(text => text.report.id),
    {
      events: [
        storyEvent([
          [one, 'e1'],
          [two, 'e1'],
        ]),
      ],
    },
  );
  expect(renderTerminal([story], texts, { width: 120, colour: false })).toContain('silent: TN2, FN');
});

test('no stories: says what is missing', () => {
  expect(renderTerminal([], [], { width: 80, colour: false })).toBe(
    'No stories: no report was given, or none could be read.\n',
  );
});
