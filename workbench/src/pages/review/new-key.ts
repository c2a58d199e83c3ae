/** A key that no other request has; `crypto.randomUUID` is missing where a page is not served by HTTPS or from here. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
