import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: true });

/** XML of a plain object; `listTag` is what each entry of an array is wrapped in (`member`, or EC2's `item`). */
export const toXml = (root: Record<string, unknown>, listTag: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(wrapLists(root, listTag))}`;

function wrapLists(value: unknown, listTag: string): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value))
    return value.length === 0 ? '' : { [listTag]: value.map((item) => wrapLists(item, listTag)) };
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.map(([name, member]) => [name, wrapLists(member, listTag)]));
}
