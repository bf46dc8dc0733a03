'use client';
import { useState } from 'react';
import { problemOf } from '@/lib/bff/problem-of';
import type { Shell } from '../shell';
import buttons from './dock-buttons.module.css';

/** A session that lost its shell here and may live on at AWS: it can be ended for good. */
export function EndLeft({ shell }: { shell: Shell }) {
  const [said, setSaid] = useState<'' | 'ending' | 'ended' | { readonly refused: string }>('');
  const end = async () => {
    setSaid('ending');
    try {
      await shell.endLeft();
      setSaid('ended');
    } catch (error) {
      setSaid({ refused: problemOf(error).message });
    }
  };
  return (
    <span>
      <span role="status">
        {said === 'ending' && 'Ending the session…'}
        {said === 'ended' && 'The session was ended.'}
        {typeof said === 'object' && said.refused}
      </span>{' '}
      {(said === '' || typeof said === 'object') && (
        <button type="button" className={buttons.link} onClick={() => void end()}>
          End the session at AWS
        </button>
      )}
    </span>
  );
}
