// Which page stands at which address. Every page but the first is loaded when it is first opened.
import { type ComponentType, lazy } from 'react';
import { strings } from '../strings.ts';

export interface Route {
  readonly pattern: string;
  // biome-ignore lint/suspicious/noExplicitAny: each page takes the values its own pattern names
  readonly page: ComponentType<any>;
}

export const PAGES: readonly { readonly to: string; readonly label: string }[] = [
  { to: '/', label: strings.pages.stories },
];

export const ROUTES: readonly Route[] = [
  {
    pattern: '/',
    page: lazy(() => import('../pages/stories/stories.tsx').then(m => ({ default: m.Stories }))),
  },
];
