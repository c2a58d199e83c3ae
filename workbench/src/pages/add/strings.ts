export const strings = {
  title: 'Add reports',
  mayNot: 'Adding reports needs the role coder. Whoever looks after this store can give it.',
  paste: 'Paste the words of a report',
  text: 'The words, as published',
  fields: {
    title: 'Title',
    outlet: 'Outlet',
    publishedAt: 'Published on',
    url: 'Address of the page',
  },
  submit: 'Add this report',
  files: 'Or drop files here',
  filesHint: 'Plain text (.txt, .md) or JSON lines (.jsonl), several at once.',
  choose: 'Choose files',
  noKind: (name: string, kind: string) =>
    `${name}: ${kind} is not taken here. Taken: .txt, .md, .jsonl. For web pages and PDF: synoptic add ${name}`,
  progress: 'What was handed in',
  states: { waiting: 'waits', working: 'being coded', done: 'done', failed: 'failed' },
  counts: (received: number, added: number, known: number) =>
    `${received} received, ${added} added, ${known} known before`,
  problemLine: (line: number | null) => (line === null ? '' : `line ${line}: `),
  see: 'See the stories',
  newest: 'The newest reports',
} as const;
