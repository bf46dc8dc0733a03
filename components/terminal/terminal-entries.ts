import { download } from '../download';
import type { TerminalView } from './terminal-view';

/** One line of a menu. */
export interface TerminalEntry {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly begins?: 'group';
  readonly run: () => void;
}

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** What can be done with a terminal and its screen, whatever is behind it. `name` goes into names of files. */
export function terminalEntries(view: TerminalView, name: string): readonly TerminalEntry[] {
  const chord = (letter: string) => (isMac() ? `⌘${letter}` : `Ctrl+Shift+${letter}`);
  return [
    {
      id: 'search-screen',
      label: 'Search',
      keys: chord('F'),
      begins: 'group',
      run: () => view.pane.change({ searching: true }),
    },
    { id: 'copy', label: 'Copy', keys: chord('C'), run: () => void view.copySelection() },
    { id: 'select-all', label: 'Select all', run: () => view.selectAll() },
    { id: 'clear', label: 'Clear scrollback', run: () => view.clear() },
    { id: 'save-text', label: 'Download as text', run: () => saveText(view, name) },
    ...recordingEntries(view, name),
    { id: 'send-file', label: 'Send a file as input', run: () => chooseFile(view) },
    { id: 'settings', label: 'Terminal settings', run: () => view.pane.change({ settings: true }) },
  ];
}

const recordingEntries = (view: TerminalView, name: string): readonly TerminalEntry[] =>
  view.pane.get().recording
    ? [{ id: 'record-stop', label: 'Stop and save the recording', run: () => saveRecording(view, name) }]
    : [
        { id: 'record', label: 'Record', run: () => view.startRecording(name, false) },
        {
          id: 'record-keys',
          label: 'Record, with what is typed',
          run: () => view.startRecording(name, true),
        },
      ];

function saveText(view: TerminalView, name: string): void {
  download(fileName(name, 'txt'), view.text(), 'text/plain;charset=utf-8');
}

export function saveRecording(view: TerminalView, name: string): void {
  const text = view.stopRecording();
  if (text !== null) download(fileName(name, 'cast'), text, 'application/x-asciicast');
}

/** A file's bytes, as they are: what a paste, being text, cannot carry. */
function chooseFile(view: TerminalView): void {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.setAttribute('aria-label', 'File to send as input');
  chooser.onchange = async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    view.send(new Uint8Array(await file.arrayBuffer()));
    view.focus();
  };
  chooser.click();
}

/** "web-3 2026-11-22 02.14.07.cast": sorts by time and is a name on every system. */
function fileName(name: string, ending: string): string {
  const when = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')} ${when}.${ending}`;
}
