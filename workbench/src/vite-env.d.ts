/** Put in by base-map.ts of the build: the address of a tile, and the last zoom that there are tiles for. */
declare const __BASE_MAP__: { readonly tiles: string; readonly lastZoom: number };
