'use client';
import { createContext, useContext } from 'react';

/** Whether the keyboard is on this row. null outside of a table. */
export const RowIsActive = createContext<boolean | null>(null);

/**
 * For links and buttons in cells: reached with Tab only in the row that the keyboard is on, so that a page of
 * forty rows is one stop and not eighty.
 */
export function useRowTabIndex(): 0 | -1 {
  return useContext(RowIsActive) === false ? -1 : 0;
}
