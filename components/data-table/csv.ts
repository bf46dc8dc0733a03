import { type Column, cellText } from './column';

/** What a spreadsheet would run as a formula when a cell begins with it (OWASP, "CSV Injection"). */
const runs = /^[=+\-@\t\r]/;

const needsQuotes = /[",\r\n]/;

/** One field of RFC 4180. A text that a spreadsheet would run gets an apostrophe before it. */
export function csvField(text: string): string {
  const harmless = runs.test(text) ? `'${text}` : text;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Exactly these rows and columns, in this order, with a header line; lines end in CRLF as RFC 4180 has it. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => csvField(header)),
    ...rows.map((row) => columns.map((column) => csvField(cellText(column, row)))),
  ];
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('');
}
