/** The configuration's colour names, legible on light and dark. Account colours never mean a state. */
const named: Readonly<Record<string, string>> = {
  red: '#e5484d',
  orange: '#f2762e',
  amber: '#d9a300',
  green: '#30a46c',
  teal: '#12a594',
  blue: '#3b82f6',
  indigo: '#5b5bd6',
  purple: '#8e4ec6',
  pink: '#e93d82',
  grey: '#8b8d98',
};

/** A colour of the configuration as CSS: a name of ours, or `#rrggbb` as it is; anything else is grey. */
export function accountColour(colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  return named[colour] ?? '#8b8d98';
}
