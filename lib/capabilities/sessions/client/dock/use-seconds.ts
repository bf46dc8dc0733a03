'use client';
import { useEffect, useState } from 'react';

/** Epoch milliseconds, renewed each second while `running`: for countdowns only. */
export function useSeconds(running: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return nowMs;
}
