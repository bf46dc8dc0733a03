'use client';
import { useEffect, useState } from 'react';

/** Epoch milliseconds, renewed each second (or as said) while `running`: for countdowns only. */
export function useSeconds(running: boolean, everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [running, everyMs]);
  return nowMs;
}
