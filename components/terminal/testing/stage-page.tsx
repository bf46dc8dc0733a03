import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import TerminalFurniture from '../terminal-furniture';
import { TerminalView } from '../terminal-view';

/** A terminal in a page of its own, without a console around it: what tests in a real browser look at. */
export interface Stage {
  readonly view: TerminalView;
  /** All that would have gone to the node: latin-1 text, one character a byte. */
  typed: { by: string; text: string }[];
  sizes: string[];
  /** Writes bytes given as latin-1 text; resolves when they are parsed. */
  write(latin1: string): Promise<void>;
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const host = document.createElement('div');
host.style.cssText = 'position: relative; width: 900px; height: 420px';
document.body.append(host);
const screen = document.createElement('div');
screen.style.cssText = 'position: absolute; inset: 0';
const furniture = document.createElement('div');
host.append(screen, furniture);

const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

const view = new TerminalView(
  { dark: true, screenReader: false },
  {
    typed: (bytes, by) => window.stage.typed.push({ by, text: latin1(bytes) }),
    resized: ({ cols, rows }) => window.stage.sizes.push(`${cols}x${rows}`),
    left: () => undefined,
  },
);
window.stage = {
  view,
  typed: [],
  sizes: [],
  write: (text) =>
    new Promise((drawn) =>
      view.write(
        Uint8Array.from(text, (char) => char.charCodeAt(0)),
        () => drawn(),
      ),
    ),
};
view.mount(screen);
view.show(true);
createRoot(furniture).render(createElement(TerminalFurniture, { view }));
