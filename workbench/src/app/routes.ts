// Which page stands at which address. Every page but the first is loaded when it is first opened.
import { type ComponentType, lazy } from 'react';
import { strings } from '../strings.ts';

// biome-ignore lint/suspicious/noExplicitAny: each page takes the values that its own pattern names
type AnyPage = ComponentType<any>;

export interface Route {
  readonly pattern: string;
  readonly page: AnyPage;
}

/** The pages of the frame; `also`: what else belongs under one, by the beginning of its address. */
export const PAGES: readonly { readonly to: string; readonly label: string; readonly also?: string }[] = [
  { to: '/', label: strings.pages.stories, also: '/stories/' },
  { to: '/events', label: strings.pages.events },
  { to: '/map', label: strings.pages.map },
  { to: '/timeline', label: strings.pages.timeline },
  { to: '/actors', label: strings.pages.actors },
  { to: '/figures', label: strings.pages.figures },
  { to: '/review', label: strings.pages.review, also: '/agreement' },
  { to: '/sources', label: strings.pages.sources },
  { to: '/add', label: strings.pages.add },
];

const page = (load: () => Promise<AnyPage>): AnyPage =>
  lazy(() => load().then(found => ({ default: found })));

export const ROUTES: readonly Route[] = [
  { pattern: '/', page: page(() => import('../pages/stories/stories.tsx').then(m => m.StoriesPage)) },
  {
    pattern: '/stories/:id',
    page: page(() => import('../pages/synopsis/synopsis.tsx').then(m => m.SynopsisPage)),
  },
  { pattern: '/events', page: page(() => import('../pages/events/events.tsx').then(m => m.EventsPage)) },
  { pattern: '/events/:id', page: page(() => import('../pages/events/event.tsx').then(m => m.EventPage)) },
  { pattern: '/map', page: page(() => import('../pages/map/map.tsx').then(m => m.MapPage)) },
  { pattern: '/figures', page: page(() => import('../pages/figures/figures.tsx').then(m => m.FiguresPage)) },
  { pattern: '/actors', page: page(() => import('../pages/actors/actors.tsx').then(m => m.ActorsPage)) },
  { pattern: '/actors/:name', page: page(() => import('../pages/actors/actor.tsx').then(m => m.ActorPage)) },
  { pattern: '/review', page: page(() => import('../pages/review/review.tsx').then(m => m.ReviewPage)) },
  { pattern: '/review/:id', page: page(() => import('../pages/review/review.tsx').then(m => m.ReviewPage)) },
  {
    pattern: '/agreement',
    page: page(() => import('../pages/review/agreement.tsx').then(m => m.AgreementPage)),
  },
  { pattern: '/sources', page: page(() => import('../pages/sources/sources.tsx').then(m => m.SourcesPage)) },
  { pattern: '/add', page: page(() => import('../pages/add/add.tsx').then(m => m.AddPage)) },
  {
    pattern: '/timeline',
    page: page(() => import('../pages/timeline/timeline.tsx').then(m => m.TimelinePage)),
  },
  { pattern: '/search', page: page(() => import('../pages/search/search.tsx').then(m => m.SearchPage)) },
  { pattern: '/reports/:id', page: page(() => import('../pages/report/report.tsx').then(m => m.ReportPage)) },
];
