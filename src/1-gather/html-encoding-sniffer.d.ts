// html-encoding-sniffer 6 ships no types.
declare module 'html-encoding-sniffer' {
  interface Options {
    readonly xml?: boolean;
    readonly transportLayerEncodingLabel?: string;
    readonly defaultEncoding?: string;
  }
  /** The WHATWG name of the encoding that the mark or `meta` element declares, else `defaultEncoding`. */
  const sniffHtmlEncoding: (bytes: Uint8Array, options?: Options) => string;
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export default sniffHtmlEncoding;
}
