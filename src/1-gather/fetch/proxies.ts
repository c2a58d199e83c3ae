// HTTP_PROXY, HTTPS_PROXY and NO_PROXY -> the proxy through which an address is asked for, as curl reads them.

export interface ProxySettings {
  readonly http: string | null;
  readonly https: string | null;
  /** Hosts that are asked directly: `example.org` and what is under it, `example.org:8080`, `*`. */
  readonly direct: readonly string[];
}

export const NO_PROXIES: ProxySettings = { http: null, https: null, direct: [] };

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws where a proxy is no address that can be used. */
export const readProxies = (environment: Environment): ProxySettings => {
  const read = (name: string): string | null => {
    // in upper case a CGI server would take it from a request's header `Proxy`; curl reads http_proxy in lower case
    const value = environment[name.toLowerCase()] || environment[name] || '';
    if (value === '') return null;
    const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
      throw new Error(
        `${name} is ${JSON.stringify(value)}, which is no proxy that can be used; allowed: http://HOST:PORT or https://HOST:PORT`,
      );
    return address;
  };
  const direct = environment.no_proxy || environment.NO_PROXY || '';
  return {
    http: read('HTTP_PROXY'),
    https: read('HTTPS_PROXY'),
    direct: direct
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(entry => entry !== ''),
  };
};

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

const isDirect = (url: URL, entry: string): boolean => {
  if (entry === '*') return true;
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (port !== undefined && port !== portOf(url)) return false;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const bare = name.replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
  return host === bare || host.endsWith(`.${bare}`);
};

/** Null: asked directly. */
export const proxyFor = (url: URL, proxies: ProxySettings): string | null => {
  const proxy = url.protocol === 'https:' ? proxies.https : proxies.http;
  return proxy === null || proxies.direct.some(entry => isDirect(url, entry)) ? null : proxy;
};
