// The coder's manual as Markdown, or as one HTML page that needs nothing else.
import { escapeHtml } from '../../synopsis/escape-html.ts';
import type { Block, Run } from './blocks.ts';

// --- Markdown -----------------------------------------------------------------------------------------------------

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>|#]/g, '\\$&');

const runMarkdown = (run: Run): string => {
  if (typeof run === 'string') return escapeMarkdown(run);
  if ('code' in run) return `\`${run.code}\``;
  if ('to' in run) return `[${escapeMarkdown(run.text)}](#${run.to})`;
  return `**${escapeMarkdown(run.text)}**<sub>${run.role}</sub>`;
};

const lineMarkdown = (runs: readonly Run[]): string => runs.map(runMarkdown).join('');

const blockMarkdown = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<a id="${block.id}"></a>\n${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'text':
      return lineMarkdown(block.runs);
    case 'list':
      return block.items.map(item => `- ${lineMarkdown(item)}`).join('\n');
    case 'table': {
      const { head, rows } = block;
      const columns = head.length > 0 ? head : (rows[0] ?? []).map(() => '');
      const lines = [columns, columns.map(() => '---'), ...rows.map(row => row.map(lineMarkdown))];
      return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
    }
  }
};

export const manualMarkdown = (blocks: readonly Block[]): string =>
  `${blocks.map(blockMarkdown).join('\n\n')}\n`;

// --- HTML ---------------------------------------------------------------------------------------------------------

const STYLE = `
:root { color-scheme: light dark; --paper: #fffefb; --ink: #1b1a18; --grey: #5f5c57; --line: #d9d5cd; }
@media (prefers-color-scheme: dark) { :root { --paper: #191817; --ink: #e9e5dc; --grey: #a39e94; --line: #3b3834; } }
body { margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem) 5rem; max-width: 52rem; background: var(--paper);
  color: var(--ink); font: 1.0625rem/1.5 "Source Serif 4", Charter, Palatino, Georgia, serif; overflow-wrap: break-word; }
h2 { margin: 4rem 0 0.5rem; border-top: 1px solid var(--ink); padding-top: 0.75rem; }
h3 { margin: 2.5rem 0 0.25rem; } h4 { margin: 2rem 0 0; font-size: 1.0625rem; }
p { margin: 0.35rem 0; max-width: 42em; } ul { padding-left: 1.2rem; margin: 0.35rem 0; }
a { color: inherit; text-decoration-color: var(--grey); text-underline-offset: 0.2em; }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
table { border-collapse: collapse; margin: 0.5rem 0; width: 100%; }
th, td { vertical-align: top; text-align: left; padding: 0.2rem 0.9rem 0.2rem 0; border-bottom: 1px solid var(--line);
  font: 0.8125rem/1.45 "Source Sans 3", system-ui, "Segoe UI", Arial, sans-serif; font-variant-numeric: tabular-nums; }
td:first-child { white-space: nowrap; color: var(--grey); }
b { font-weight: 600; } sub { font: 0.6875rem/1 system-ui, Arial, sans-serif; color: var(--grey); margin-left: 0.15em; }
`;

const runHtml = (run: Run): string => {
  if (typeof run === 'string') return escapeHtml(run);
  if ('code' in run) return `<code>${escapeHtml(run.code)}</code>`;
  if ('to' in run) return `<a href="#${escapeHtml(run.to)}">${escapeHtml(run.text)}</a>`;
  return `<b>${escapeHtml(run.text)}</b><sub>${escapeHtml(run.role)}</sub>`;
};

const lineHtml = (runs: readonly Run[]): string => runs.map(runHtml).join('');

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} id="${escapeHtml(block.id)}">${escapeHtml(block.text)}</h${block.level}>`;
    case 'text':
      return `<p>${lineHtml(block.runs)}</p>`;
    case 'list':
      return `<ul>${block.items.map(item => `<li>${lineHtml(item)}</li>`).join('\n')}</ul>`;
    case 'table': {
      const head = block.head.map(cell => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
      const rows = block.rows.map(
        row => `<tr>${row.map(cell => `<td>${lineHtml(cell)}</td>`).join('')}</tr>`,
      );
      return `<table>${head ? `<thead><tr>${head}</tr></thead>` : ''}<tbody>${rows.join('\n')}</tbody></table>`;
    }
  }
};

export const manualHtml = (blocks: readonly Block[]): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Codebook of synoptic</title>
<style>${STYLE}</style>
</head>
<body>
${blocks.map(blockHtml).join('\n')}
</body>
</html>
`;
