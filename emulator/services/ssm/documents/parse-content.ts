import { parse } from 'yaml';

/** The object in a document's text. Throws where the text is not of its format. */
export function parseContent(content: string, format: 'JSON' | 'YAML'): unknown {
  // The library bounds what aliases may grow to, so a small text cannot fill the memory.
  return format === 'JSON' ? JSON.parse(content) : parse(content);
}
