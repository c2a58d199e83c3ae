// Which page stands at which address. Every page but the first is loaded when it is first opened.
import { type ComponentType, lazy } from 'react';
import { strings } from '../strings.ts';

// biome-ignore lint/suspicious/noExplicitAny: each page takes the values that its own pattern names
type AnyPage = ComponentType<any>;

export interface Route {
  readonly pattern: string;
  readonly page: AnyPage;
}

export const PAGES: readonly { readonly to: string; readonly label: string }[] = [
  { to: '/', label: strings.pages.stories },
];

const page = (load: () => Promise<AnyPage>): AnyPage =>
  lazy(() => load().then(found => ({ default: found })));

export const ROUTES: readonly Route[] = [
  { pattern: '/', page: page(() => import('../pages/stories/stories.tsx').then(m => m.StoriesPage)) },
  {
    pattern: '/stories/:id',
    page: page(() => import('../pages/synopsis/synopsis.tsx').then(m => m.SynopsisPage)),
  },
  { pattern: '/reports/:id', page: page(() => import('../pages/report/report.tsx').then(m => m.ReportPage)) },
];
