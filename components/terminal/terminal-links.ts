/** What a node prints is a stranger's word: a link opens only when asked for, only to the web, and without us. */

/** The address as a browser reads it, or null when it is not plain http or https. */
export function webAddress(printed: string): string | null {
  const read = URL.canParse(printed) ? new URL(printed) : null;
  return read && (read.protocol === 'https:' || read.protocol === 'http:') ? read.href : null;
}

/** Ctrl (or Command) and a click open it in a window that knows nothing of this one. A plain click selects. */
export function openLink(event: MouseEvent, printed: string): void {
  const address = webAddress(printed);
  if (address && (event.ctrlKey || event.metaKey)) window.open(address, '_blank', 'noopener,noreferrer');
}
