// The colours of tokens.css for what is painted without CSS: as they are now, light or dark.

/** Calls `change` whenever light turns dark or back, by the reader's choice or the system's. Returns what ends it. */
export const watchColours = (change: () => void): (() => void) => {
  const chosen = new MutationObserver(change);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', change);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', change);
  };
};

/** `rgb(...)` of a token such as `--ink`. */
export const colour = (token: `--${string}`): string => {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};
