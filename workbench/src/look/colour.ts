// The colours of tokens.css for what is painted without CSS: as they are now, light or dark.

/** `rgb(...)` of a token such as `--ink`. */
export const colour = (token: `--${string}`): string => {
  const probe = document.createElement('i');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};
