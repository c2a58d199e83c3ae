// Outlets on loopback addresses of their own, each with a feed that grows while they are open; they know all they offered.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GrowingOutlets {
  /** Address of each outlet's feed. */
  readonly feeds: readonly string[];
  /** Every outlet publishes one more report. */
  readonly publish: () => void;
  /** Marks of the reports that were offered in a feed and can be had; each stands in its report's text alone. */
  readonly offered: () => ReadonlySet<string>;
  /** Addresses that were offered, and of which there is no page. */
  readonly missing: () => ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

const TOWNS = ['Tarsk', 'Odrin', 'Velm', 'Karsa', 'Nurov', 'Isht'];
const DEEDS = ['shelled', 'raided', 'bombed', 'besieged'];
/** Of the reports of an outlet, this one has no page. */
const MISSING = 3;

interface Article {
  readonly number: number;
  readonly at: Date;
}

/** Found again in the store by these words. */
const markOf = (outlet: number, number: number): string => `checkpoint ${outlet}-${number}z`;

const pageOf = (outlet: number, { number, at }: Article): string => {
  const town = TOWNS[(outlet + number) % TOWNS.length];
  const deed = DEEDS[number % DEEDS.length];
  return `<!doctype html><html lang="en"><head><title>Soldiers ${deed} ${town}</title>
<meta property="article:published_time" content="${at.toISOString()}"></head><body><article><h1>Soldiers ${deed} ${town}</h1>
<p>Norvian soldiers ${deed} the town of ${town} near ${markOf(outlet, number)} on Tuesday, killing ${2 + (number % 9)} people, a spokesman for the province said.</p>
<p>The government of Norvia denied that its army had been in ${town} and accused militias of staging the attack, report ${number} of this outlet said.</p>
</article></body></html>`;
};

const feedOf = (outlet: number, origin: string, articles: readonly Article[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Outlet ${outlet}</title><language>en</language>${articles
    .map(
      ({ number, at }) =>
        `<item><title>Report ${number}</title><link>${origin}/reports/${number}</link><guid isPermaLink="false">${outlet}-${number}</guid><pubDate>${at.toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

export const openGrowingOutlets = async (count: number): Promise<GrowingOutlets> => {
  const servers: Server[] = [];
  const articles: Article[][] = Array.from({ length: count }, () => []);
  const offered = new Set<string>();
  const missing = new Set<string>();
  const feeds: string[] = [];
  for (let outlet = 0; outlet < count; outlet++) {
    const own = articles[outlet] as Article[];
    let origin = '';
    const server = createServer((request, response) => {
      const number = /^\/reports\/(\d+)$/.exec(request.url ?? '')?.[1];
      if (request.url === '/feed') {
        for (const article of own)
          if (article.number === MISSING) missing.add(`${origin}/reports/${MISSING}`);
          else offered.add(markOf(outlet, article.number));
        response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feedOf(outlet, origin, own));
      } else if (number !== undefined && Number(number) !== MISSING)
        response
          .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
          .end(pageOf(outlet, own[Number(number) - 1] as Article));
      else response.writeHead(404).end();
    });
    await new Promise<void>(resolve => server.listen(0, `127.0.1.${outlet + 1}`, resolve));
    origin = `http://127.0.1.${outlet + 1}:${(server.address() as AddressInfo).port}`;
    feeds.push(`${origin}/feed`);
    servers.push(server);
  }
  return {
    feeds,
    publish: () => {
      for (const own of articles) own.push({ number: own.length + 1, at: new Date() });
    },
    offered: () => offered,
    missing: () => missing,
    close: async () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
};
