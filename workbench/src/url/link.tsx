// A link inside the workbench: an ordinary anchor, so that a reader can open it elsewhere, copy it, go back.
import type { AnchorHTMLAttributes, MouseEvent, ReactElement } from 'react';
import { goTo } from './place.ts';

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
}

/** One that asks for no other tab or window. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

export const Link = ({ to, onClick, ...rest }: LinkProps): ReactElement => {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event) || rest.target !== undefined) return;
    event.preventDefault();
    goTo(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
};
