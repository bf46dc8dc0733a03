'use client';
import { useEffect, useState } from 'react';
import type { Shell } from '../shell';
import { phaseWords } from '../shell-state';

/** Reads each change of state out, once, for people who do not see the tabs. */
export function PhaseAnnouncer({ shells }: { shells: readonly Shell[] }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const leave = shells.map((shell) => {
      let last = phaseWords(shell.getState().phase);
      return shell.subscribe(() => {
        const now = phaseWords(shell.getState().phase);
        if (now !== last) setSaid(`${shell.request.node.name}: ${now}`);
        last = now;
      });
    });
    return () => {
      for (const stop of leave) stop();
    };
  }, [shells]);
  return (
    <span className="qd-hidden" aria-live="polite">
      {said}
    </span>
  );
}
