// A page's HTML -> its document tree, by linkedom. Only what gathering reads of the DOM is typed here.

export interface PageNode {
  /** 1 element, 3 text, as in the DOM standard. */
  readonly nodeType: number;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
  readonly textContent: string | null;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  getAttribute(name: string): string | null;
  remove(): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface PageDocument {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export const parsePage = async (html: string): Promise<PageDocument> => {
  const { parseHTML } = await import('linkedom');
  // linkedom takes a fragment's first element for the root: what stands beside it would be lost
  const isWhole = /<(?:html|body)[\s>]/i.test(html);
  const { document } = parseHTML(
    isWhole ? html : `<!doctype html><html><head></head><body>${html}</body></html>`,
  );
  // what defuddle asks of a browser and linkedom lacks
  const page = document as unknown as {
    styleSheets?: unknown;
    defaultView?: { getComputedStyle?: unknown } | null;
  };
  page.styleSheets ??= [];
  if (page.defaultView) page.defaultView.getComputedStyle ??= () => ({ display: '' });
  return document as unknown as PageDocument;
};
