// The style sheet of the HTML synopsis: the reports' words in a serif, the apparatus in a small sans, greys but for the
// four quad classes (Okabe and Ito's hues), one colour for what is disputed and one for what is selected.

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fffefb; --ink: #1b1a18; --grey: #5f5c57; --line: #d9d5cd; --veil: #f4f1ea;
  --verbal-cooperation: #56b4e9; --material-cooperation: #009e73;
  --verbal-conflict: #e69f00; --material-conflict: #d55e00;
  --disputed: #9c3f78; --variant: #f3dfea; --selected: #f7ec9a;
  --serif: "Source Serif 4", "Source Serif Pro", Charter, "Iowan Old Style", Palatino, Georgia, serif;
  --sans: "Source Sans 3", system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191817; --ink: #e9e5dc; --grey: #a39e94; --line: #3b3834; --veil: #232120;
    --disputed: #cc79a7; --variant: #4a2d3e; --selected: #5c5316;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 3.5rem; }
body { margin: 0 auto; padding: 1.25rem clamp(1rem, 3vw, 3rem) 4rem; max-width: 104rem;
  background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 var(--serif); overflow-wrap: break-word; }
h1, h2, h3, p, ul, ol { margin: 0; }
h1 { font: 600 0.8125rem/1.5 var(--sans); color: var(--grey); letter-spacing: 0.06em; text-transform: uppercase; }
h2 { font-size: 1.5rem; line-height: 1.25; font-weight: 600; text-wrap: balance; max-width: 40em; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 0.2em; }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.key, nav, .summary, .witnesses, th, .note, .date, .value, .copy, .url, .empty {
  font-family: var(--sans); font-size: 0.8125rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
.key { display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; margin-top: 0.5rem; color: var(--grey); }
.swatch { display: inline-block; width: 0.7rem; height: 0.7rem; margin-right: 0.35rem; background: var(--quad); }
.verbalCooperation { --quad: var(--verbal-cooperation); }
.materialCooperation { --quad: var(--material-cooperation); }
.verbalConflict { --quad: var(--verbal-conflict); }
.materialConflict { --quad: var(--material-conflict); }
nav ol { padding-left: 1.5em; margin-top: 1rem; }
.date, .summary, .copy, .note { color: var(--grey); }
.story { margin-top: 2.5rem; }
.summary { margin-top: 0.35rem; }
.witnesses { list-style: none; padding: 0; margin: 0.35rem 0 1.25rem; }
.witnesses cite { font: italic 0.9375rem/1.4 var(--serif); }
.siglum { font: 700 0.8125rem/1.45 var(--sans); text-decoration: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
.columns-1 { max-width: 62rem; }
.columns-4 { min-width: 72rem; }
th, td { vertical-align: top; text-align: left; padding: 0.55rem 1.1rem 0.6rem 0; font-weight: 400; }
thead th { position: sticky; top: 0; background: var(--paper); padding-block: 0.4rem; border-bottom: 1px solid var(--ink); }
thead th:first-child { width: 15rem; }
thead a { text-decoration: none; }
.section th { padding: 1.6rem 0 0.3rem; font-weight: 700; border-bottom: 1px solid var(--line); }
tbody:first-of-type .section th { padding-top: 0.8rem; }
tbody tr + tr:not(.section) > * { border-top: 1px solid var(--line); }
tr.section + tr > * { border-top: 0 !important; }
tr:target > * { background: var(--selected); }
tr.event > th { border-left: 0.3rem solid var(--quad); }
tr.quote > th, tr.figure > th { border-left: 0.3rem solid transparent; }
tbody th[scope="row"] { padding-left: 0.6rem; }
th[scope="row"] > span { display: block; }
.number { float: right; color: var(--grey); text-decoration: none; }
.type { font-weight: 700; letter-spacing: 0.02em; }
.type i { font-weight: 400; font-style: normal; letter-spacing: 0; }
.quad, .field { color: var(--grey); }
.sides { font-size: 0.9375rem; color: var(--ink); }
.arrow { color: var(--grey); }
.status { color: var(--ink); font-style: italic; }
.standing.corroborated, .standing.agree { color: var(--ink); font-weight: 600; }
.standing.disputed, .standing.contradict, .differs { color: var(--disputed); font-weight: 600; }
.differs, .denial { margin-top: 0.25rem; font-weight: 400; }
.sigla { font-weight: 700; }
td p + p { margin-top: 0.5rem; }
td p.count + p { margin-top: 0; }
td p { max-width: 36rem; }
.words { text-decoration: none; }
.words:hover, .words:focus-visible { background: var(--veil); }
.value { font-size: 0.9375rem; font-weight: 700; margin-right: 0.2rem; }
.range { color: var(--ink); font-size: 0.9375rem; }
b.trigger, b.figure { font-weight: 700; }
tr.event b.trigger { border-bottom: 0.18em solid var(--quad, var(--line)); }
b.variant { font-weight: inherit; background: var(--variant); border-bottom: 1px solid var(--disputed); }
.role { text-decoration: underline 1px solid var(--grey); text-underline-offset: 0.22em; }
.role.recipient { text-decoration-style: double; }
.role.place { text-decoration-style: dotted; text-decoration-thickness: 2px; }
.role.time { text-decoration-style: dashed; }
.role::after { content: attr(data-role); display: inline-block; font: 0.625rem/1 var(--sans); color: var(--grey);
  padding-left: 0.15rem; vertical-align: -0.15em; text-decoration: none; }
.gap { color: var(--grey); }
.field.changes { color: var(--ink); margin-top: 0.25rem; }
.positions { margin-top: 1.75rem; }
.positions h3, .positions h4, .step .stance, .step .changes, .step .sigla { font: 600 0.8125rem/1.45 var(--sans); }
.positions h3 { padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); font-weight: 700; }
.positions h4 { font-size: 0.9375rem; margin: 0.8rem 0 0.2rem; }
.positions ol { list-style: none; padding: 0; max-width: 62rem; }
.positions li { display: grid; grid-template-columns: 7rem 2.25rem minmax(0, 1fr); padding: 0.2rem 0 0.2rem 0.6rem;
  border-left: 0.3rem solid var(--quad, transparent); align-items: baseline; }
.positions li + li { margin-top: 2px; }
.positions .number { float: none; font: 0.8125rem/1.45 var(--sans); }
.positions .more .note { grid-column: 3; }
.step .stance { color: var(--grey); font-weight: 400; }
.step .changes { color: var(--ink); }
.step .sigla { color: var(--grey); }
.texts { margin-top: 4rem; border-top: 1px solid var(--ink); padding-top: 1.5rem; }
.texts article { max-width: 38rem; margin-top: 2rem; }
.texts h3 { font: 600 0.9375rem/1.45 var(--sans); }
.texts .title { font-size: 1.25rem; font-weight: 600; line-height: 1.3; }
.texts p { margin-top: 0.7rem; }
.texts p.aside { margin-top: 0; color: var(--grey); font: 0.8125rem/1.6 var(--sans); }
.q { border-bottom: 1px dotted var(--line); }
.q:target { background: var(--selected); border-bottom: 1px solid var(--ink); }
.back { font: 0.625rem/1 var(--sans); color: var(--grey); vertical-align: super; text-decoration: none; padding: 0 0.12rem; }
@media screen and (max-width: 52rem) {
  .columns-4 { min-width: 0; }
  table, thead, tbody, tr, td, tbody th { display: block; width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr + tr:not(.section) > * { border-top: 0; }
  tbody tr + tr:not(.section) { border-top: 1px solid var(--line); }
  tr.event { border-left: 0.3rem solid var(--quad); padding-left: 0.6rem; }
  tr.event > th { border-left: 0; }
  tbody th[scope="row"] { padding: 0.6rem 0 0.2rem; border-left: 0; }
  th[scope="row"] > span { display: inline; margin-right: 0.6rem; }
  td { display: grid; grid-template-columns: minmax(2.5rem, auto) minmax(0, 1fr); column-gap: 0.75rem; padding: 0.15rem 0 0.45rem; }
  td::before { content: attr(data-siglum); font: 700 0.8125rem/1.85 var(--sans); grid-row: 1 / span 9; white-space: nowrap; }
  td > p { grid-column: 2; }
  .positions li { grid-template-columns: auto 1fr; column-gap: 0.75rem; }
  .positions .step, .positions .more .note { grid-column: 1 / -1; }
  .of-one td.silent { display: none; }
  td.silent::after { content: "silent"; color: var(--grey); font: 0.8125rem/1.85 var(--sans); }
}
@media (prefers-reduced-motion: no-preference) { .words, .q { transition: background-color 120ms; } }
@media print {
  :root { --paper: #fff; --ink: #000; --grey: #444; --line: #bbb; }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  thead th:first-child { width: 11rem; }
  thead { display: table-header-group; }
  thead th { position: static; }
  .scroll { overflow: visible; }
  .columns-4 { min-width: 0; }
  tr { break-inside: avoid; }
  .section, h2, h3 { break-after: avoid; }
  .story + .story, .texts { break-before: page; }
  a { text-decoration: none; }
  .swatch, tr.event > th, b.variant { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
