'use client';
import { z } from 'zod';
import { type DockLayout, tabTitleLengthMax } from './dock-layout';
import type { PaneTree } from './pane-tree';

/** Where a person's layout is kept. Names that they gave and how panes lie: nothing of nodes, sessions or screens. */
export interface LayoutShelf {
  read(person: string): DockLayout;
  keep(person: string, layout: DockLayout): void;
}

const paneTree: z.ZodType<PaneTree> = z.lazy(() =>
  z.union([
    z.object({ is: z.literal('pane'), id: z.string().max(64) }),
    z.object({
      is: z.literal('split'),
      way: z.enum(['beside', 'below']),
      share: z.number().gt(0).lt(1),
      first: paneTree,
      second: paneTree,
    }),
  ]),
);
const dockTab = z.object({
  id: z.string().max(64),
  title: z.string().max(tabTitleLengthMax).nullable(),
  panes: paneTree,
});
/** More than a page ever holds: what reloads left behind goes first. */
const tabsKeptMax = 100;

const keyOf = (person: string): string => `qd-dock-layout:${person}`;

/**
 * Beside the shells of this page, which a reload brings back under the same ids: so it is kept per page
 * (sessionStorage) and read for the person who is signed in. What cannot be read is no layout.
 */
export const pageShelf: LayoutShelf = {
  read(person) {
    try {
      const read = z.array(dockTab).safeParse(JSON.parse(sessionStorage.getItem(keyOf(person)) ?? ''));
      return read.success ? read.data : [];
    } catch {
      return [];
    }
  },
  keep(person, layout) {
    try {
      sessionStorage.setItem(keyOf(person), JSON.stringify(layout.slice(-tabsKeptMax)));
    } catch {
      // A browser that keeps nothing still has the layout for as long as the page lives.
    }
  },
};
