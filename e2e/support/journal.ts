/** Lines of a failed test's servers that are shown: its last minute or so. */
const shownLinesMax = 150;

/** What all servers of this worker have printed, in order: a failed test shows its part, since CI keeps nothing else. */
export class Journal {
  readonly #lines: string[] = [];

  /** Takes the lines of one server. */
  writer(server: string): (line: string) => void {
    return (line) => void this.#lines.push(`${server}: ${line}`);
  }

  /** Where it is now; `since` takes it. */
  get length(): number {
    return this.#lines.length;
  }

  since(start: number): string {
    const lines = this.#lines.slice(start);
    const left = Math.max(0, lines.length - shownLinesMax);
    return [...(left > 0 ? [`(${left} lines left out)`] : []), ...lines.slice(left)].join('\n');
  }
}

/** One for each worker of Playwright, which is a process. */
export const journal = new Journal();
