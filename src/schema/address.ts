// Addresses of pages: one page is often given under several. What is changed here changes no page: tracking parameters,
// fragments, default ports and documents, the wrappings of AMP. Anything less certain is left.

/** Parameters that tell who sent the reader, not what is read. */
const TRACKING =
  /^(?:utm_.*|ga_.*|_ga|gclid|gclsrc|dclid|wbraid|gbraid|fbclid|fb_.*|msclkid|yclid|twclid|igshid|ttclid|mc_cid|mc_eid|mkt_tok|_hs.*|hsctatracking|ref|ref_src|ref_url|referrer|referer|cmpid|cmp|ocid|smid|smtyp|s_cid|ncid|ito|icid|ijn|xtor|at_.*|wt_mc|wtmc|ns_.*|spm|guccounter|guce_.*|trk|tracking|partner|source|src|feature|share|shared|sh|__twitter_impression|amp|amp_.*|outputtype|taid|sr_share|rss|feed|campaign.*)$/i;
/** Of these a value may be the page's own: only those that are known to tell where a reader came from go. */
const UNSURE = /^(?:source|src|feature|share|shared|sh|partner|feed|rss|outputtype|ref|cmp|tracking)$/i;
const FROM_WHERE =
  /^(?:rss|feed|twitter|facebook|fb|x|whatsapp|telegram|email|e-mail|mail|newsletter|social|share|amp|app|mobile|home|homepage|hp|1|true|y|yes|)$/i;

const isTracking = (name: string, value: string): boolean =>
  TRACKING.test(name) && (!UNSURE.test(name) || FROM_WHERE.test(value));

const DEFAULT_DOCUMENT = /\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i;

/** `https://cdn.ampproject.org/c/s/gazette.example/x`, `https://www.google.com/amp/s/gazette.example/x`. */
const unwrapped = (url: URL): URL => {
  const cached =
    /(?:^|\.)cdn\.ampproject\.org$/.test(url.hostname) || /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname)
      ? /^\/(?:amp|[cv])\/(s\/)?([a-z0-9.-]+\.[a-z]{2,}.*)$/i.exec(url.pathname)
      : null;
  const inner = cached === null ? null : `${cached[1] ? 'https' : 'http'}://${cached[2]}${url.search}`;
  return inner !== null && URL.canParse(inner) ? new URL(inner) : url;
};

const parse = (address: string): URL | null => {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return unwrapped(new URL(address));
};

/** The address as it stands, or without what changes no page; anything but http and https is given back as it is. */
export const canonicalAddress = (address: string): string => {
  const url = parse(address);
  if (url === null) return address;
  for (const [name, value] of [...url.searchParams])
    if (isTracking(name, value)) url.searchParams.delete(name);
  // a fragment names a place in the page, except where scripts take it for an address
  if (!url.hash.startsWith('#!')) url.hash = '';
  url.username = '';
  url.password = '';
  return url.href.replace(/\?+$/, '');
};

/** What one page is known by: the same for http and https, with and without `www.`, a closing slash, an index page. */
export const pageKey = (address: string): string | null => {
  const url = parse(canonicalAddress(address));
  if (url === null) return null;
  const host = url.host.replace(/^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)/, '').replace(/\.$/, '');
  const path = url.pathname
    .replace(DEFAULT_DOCUMENT, '/')
    .replace(/\/amp\/?$/, '')
    .replace(/\/+$/, '');
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).sort();
  return `${host}${path}${query.length > 0 ? `?${query.join('&')}` : ''}${url.hash}`;
};

const siteOf = (host: string): string => host.replace(/^(?:www\d?|amp|m|mobile|edition|news)\./, '');

/**
 * The address that a page calls its own, where it may be believed: on the site that it was found on, and not that
 * site's front page. A copy that names its original elsewhere keeps its own address.
 */
export const trustedCanonical = (own: string | null, found: string | null): string | null => {
  if (own === null || found === null) return own ?? found;
  const [a, b] = [parse(own), parse(found)];
  if (a === null || b === null) return a === null ? found : own;
  const [site, other] = [siteOf(a.hostname), siteOf(b.hostname)];
  const isSameSite = site === other || site.endsWith(`.${other}`) || other.endsWith(`.${site}`);
  const isFront = a.pathname === '/' && a.search === '' && (b.pathname !== '/' || b.search !== '');
  return isSameSite && !isFront ? own : found;
};
