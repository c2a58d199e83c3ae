// The face of the synopsis: stories and their coded reports become a page for the terminal, the browser or a document.

export { renderHtml } from './html.ts';
export { renderMarkdown } from './markdown.ts';
export { renderTerminal } from './terminal.ts';
