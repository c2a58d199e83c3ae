import { type ReactElement, useMemo } from 'react';
import { strings } from '../strings.ts';
import { useKeys } from './keys.ts';

const KEYS = ['/', 'j', 'k', 'Enter', '?', 'Escape'] as const;

export const KeyList = ({ close }: { close: () => void }): ReactElement => {
  useKeys(useMemo(() => ({ Escape: close }), [close]));
  return (
    <aside className="key-list" aria-label={strings.keys.title}>
      <dl>
        {KEYS.map(key => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{strings.keys[key]}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={close}>
        {strings.keys.close}
      </button>
    </aside>
  );
};
