/** What a node prints is a stranger's word: a link opens only to the web, after its address was read, without us. */

/** The address as a browser reads it, or null when it is not plain http or https. */
export function webAddress(printed: string): string | null {
  const read = URL.canParse(printed) ? new URL(printed) : null;
  return read && (read.protocol === 'https:' || read.protocol === 'http:') ? read.href : null;
}

/**
 * For xterm's link handlers: Ctrl (or Command) and a click ask; a plain click selects. What stands on the screen may
 * be another text than the address (OSC 8), so the address itself is shown before anything opens.
 */
export const asksFor =
  (ask: (address: string) => void) =>
  (event: MouseEvent, printed: string): void => {
    const address = webAddress(printed);
    if (address && (event.ctrlKey || event.metaKey)) ask(address);
  };

/** In a window that knows nothing of this one. Called in the person's click. */
export function openAddress(address: string): void {
  window.open(address, '_blank', 'noopener,noreferrer');
}
