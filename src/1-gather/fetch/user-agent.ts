// How this program names itself to servers, so that their owners know who comes and whom to write to.

/** By which robots.txt files may name it. */
export const ROBOTS_NAME = 'synoptic';

/** `Synoptic/0.1.0 (reads news reports; desk@example.org)`. */
export const makeUserAgent = (software: string, contact: string | null): string => {
  const plain = (text: string): string =>
    text
      .replace(/[^\x20-\x7e]|[()\\]/g, '')
      .trim()
      .slice(0, 200);
  const who = contact === null ? '' : plain(contact);
  return `Synoptic/${plain(software)} (reads news reports${who === '' ? '' : `; ${who}`})`;
};
