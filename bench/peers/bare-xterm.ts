import { FitAddon } from '@xterm/addon-fit';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';

/** What a page with xterm.js and nothing of ours around it does with the same bytes. Bundled into an empty page. */
declare global {
  interface Window {
    bareXterm: typeof bareXterm;
    bareXtermOverSocket: typeof bareXtermOverSocket;
  }
}
window.bareXterm = bareXterm;
window.bareXtermOverSocket = bareXtermOverSocket;

/** As far ahead of what is drawn as the console feeds its own. */
const aheadBytesMax = 500_000;
const chunkBytes = 32_768;

function open(drawing: 'dom' | 'webgl'): Terminal {
  const host = document.createElement('div');
  host.style.cssText = 'width: 1160px; height: 265px';
  document.body.replaceChildren(host);
  const terminal = new Terminal({ fontSize: 13, lineHeight: 1.2, scrollback: 10_000, cursorBlink: false });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(host);
  if (drawing === 'webgl') terminal.loadAddon(new WebglAddon());
  fit.fit();
  return terminal;
}

const lines = (bytes: number): Uint8Array<ArrayBuffer> => {
  const line = new TextEncoder().encode(`${'x'.repeat(100)}\r\n`);
  return Uint8Array.from({ length: bytes }, (_, at) => line[at % line.length] ?? 0);
};

/** Megabytes a second that were drawn, without any wire. */
async function bareXterm(drawing: 'dom' | 'webgl', bytes: number): Promise<number> {
  const terminal = open(drawing);
  const chunk = lines(chunkBytes);
  const start = performance.now();
  await new Promise<void>((done) => {
    let sent = 0;
    let drawn = 0;
    const fill = () => {
      for (; sent < bytes && sent - drawn < aheadBytesMax; sent += chunkBytes)
        terminal.write(chunk, () => {
          drawn += chunkBytes;
          if (drawn >= bytes) done();
          else fill();
        });
    };
    fill();
  });
  const rate = bytes / 1e3 / (performance.now() - start);
  terminal.dispose();
  return rate;
}

/** The same out of a WebSocket that echoes messages of an agent's size: no protocol, no relay, no agent, no shell. */
async function bareXtermOverSocket(port: number, bytes: number, messageBytes: number): Promise<number> {
  const terminal = open('dom');
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  socket.binaryType = 'arraybuffer';
  await new Promise((opened) => {
    socket.onopen = opened;
  });
  const message = lines(messageBytes);
  const start = performance.now();
  await new Promise<void>((done) => {
    let sent = 0;
    let drawn = 0;
    const fill = () => {
      for (; sent < bytes && sent - drawn < aheadBytesMax; sent += messageBytes) socket.send(message);
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
      terminal.write(new Uint8Array(data), () => {
        drawn += messageBytes;
        if (drawn >= bytes) done();
        else fill();
      });
    fill();
  });
  const rate = bytes / 1e3 / (performance.now() - start);
  socket.close();
  terminal.dispose();
  return rate;
}
