'use client';
import type { ReactNode } from 'react';
import { Frame } from '@/lib/frame/frame';
import { capabilities } from '@/lib/registry';

/** The registry meets the frame here, in the browser's bundle: lib/frame itself knows no room. */
export function ConsoleFrame({ children }: { children: ReactNode }) {
  return <Frame capabilities={capabilities}>{children}</Frame>;
}
