import type { AdvisorySeedInput } from '../format/patching-seed';
import { amazonLinux2, amazonLinux2023 } from './catalogue/amazon-linux';
import { macOs14 } from './catalogue/mac-os';
import { redHat9 } from './catalogue/red-hat';
import { advisoriesOf } from './catalogue/release';
import { debian12, ubuntu2204 } from './catalogue/ubuntu-debian';
import { windowsAdvisories } from './catalogue/windows';

/** Everything vendors published, as far as the demo's systems go. */
export const demoAdvisories: readonly AdvisorySeedInput[] = [
  ...[amazonLinux2023, amazonLinux2, ubuntu2204, debian12, redHat9, macOs14].flatMap(advisoriesOf),
  ...windowsAdvisories,
];
