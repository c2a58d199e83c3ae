import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { bareReport } from '../schema/report.ts';
import { renderHtml } from './html.ts';
import { reportTextHtml } from './report-text.ts';
import { codedText, eventOf, storyEvent, storyOf, strikeTexts } from './synopsis-fixture.ts';

const strike = (): string => {
  const { story, texts } = strikeTexts();
  return renderHtml([story], texts);
};

test('every quoted passage leads to a place in the full text, every row number to a row', () => {
  const { document } = parseHTML(strike());
  const targets = [...document.querySelectorAll('a[href^="#"]')].map(
    link => link.getAttribute('href') as string,
  );
  expect(targets.length).toBeGreaterThan(12);
  for (const target of targets) expect(document.getElementById(target.slice(1)), target).not.toBeNull();
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the full text is there, word for word', () => {
  const { document } = parseHTML(strike());
  for (const back of document.querySelectorAll('a.back')) back.remove();
  const paragraphs = [...document.querySelectorAll('#w1 p bdi')].map(paragraph => paragraph.textContent);
  expect(paragraphs).toContain('“They fell on traders and children,” the harbour council said.');
});

test('an outlet that is silent leaves its cell empty', () => {
  const { document } = parseHTML(strike());
  const demand = [...document.querySelectorAll('tr.event')].find(row => row.textContent?.includes('REQUEST'));
  expect([...(demand?.querySelectorAll('td') ?? [])].map(cell => cell.className)).toEqual(['', 'silent']);
});

test('nothing is asked of the network and nothing runs', () => {
  const page = strike();
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|javascript:|\son\w+=/i);
  expect(page).toContain("default-src 'none'");
});

test('report text is never markup', () => {
  const text = 'Rebels <script>alert(1)</script> attacked "the\u202E town" & fled.';
  const coded = codedText(
    bareReport('r"><b>', text, {
      outlet: '<i>Out</i>',
      title: '</title><script>',
      url: 'javascript:alert(1)',
    }),
    { events: [eventOf('e1', text, 'attacked')] },
  );
  const story = storyOf([coded.report.id], {
    title: '</style><script>',
    events: [storyEvent([[coded, 'e1']])],
  });
  const page = renderHtml([story], [coded]);
  expect(page).not.toContain('<script');
  expect(page).not.toContain('javascript:');
  expect(page).not.toContain('\u202E');
});

test('crossing passages nest', () => {
  const html = reportTextHtml({ text: 'one two three', nonProse: [], number: 1 }, [
    { start: 0, end: 7, rows: [] },
    { start: 4, end: 13, rows: [] },
  ]);
  expect(html).toBe(
    '<p><bdi><span class="q" id="w1-0-7">one <span class="q" id="w1-4-13">two</span></span><span class="q"> three</span></bdi></p>',
  );
});

test('no stories: says what is missing', () => {
  expect(renderHtml([], [])).toContain('No stories: no report was given, or none could be read.');
});
