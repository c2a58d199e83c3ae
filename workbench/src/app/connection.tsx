// Says when the server no longer answers, and when it does again; what was drawn stays.
import { onlineManager } from '@tanstack/react-query';
import { type ReactElement, useSyncExternalStore } from 'react';
import { strings } from '../strings.ts';

export const Connection = (): ReactElement => {
  const isOnline = useSyncExternalStore(
    onChange => onlineManager.subscribe(onChange),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" className="connection">
      {isOnline ? null : strings.states.offline}
    </div>
  );
};
