import type { Terminal } from '@xterm/xterm';

/** Lines of one OSC 8 link that xterm is let remember; no program marks up more than a few. */
const linesPerLinkMax = 100;

/**
 * xterm 6.0.0 looks through all lines of a link for every character printed inside it (OscLinkService.addLineToLink): a
 * node that opens a link and prints ten megabytes stops the page for hours. Here each line is told once and only so
 * many are. There is no public way to that; where the path is another one nothing happens.
 */
export function boundLinks(terminal: Terminal): void {
  const core: unknown = Reflect.get(terminal, '_core');
  const service: unknown = isObject(core) ? Reflect.get(core, '_oscLinkService') : null;
  const add: unknown = isObject(service) ? Reflect.get(service, 'addLineToLink') : null;
  if (!isObject(service) || typeof add !== 'function') return;
  let last = { link: 0, line: -1, lines: 0 };
  Reflect.set(service, 'addLineToLink', (link: number, line: number) => {
    if (link === last.link && (line === last.line || last.lines >= linesPerLinkMax)) return;
    last = { link, line, lines: link === last.link ? last.lines + 1 : 1 };
    add.call(service, link, line);
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
