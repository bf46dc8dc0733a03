import '@cloudscape-design/global-styles/index.css';
import type { ReactNode } from 'react';
import { ConsoleFrame } from './console-frame';

/** Bars, navigation and dock around every page of the console: server-rendered in our own markup, without data. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}
