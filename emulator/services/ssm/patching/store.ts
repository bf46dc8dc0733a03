import { type Place, Shelf, type World } from '../../../world/world';
import { providedBaselines } from './provided-baselines';

/** Severities of the compliance API; a baseline rule gives one to what it approves. */
export type ComplianceLevel = 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL' | 'UNSPECIFIED';

export type OperatingSystem =
  | 'AMAZON_LINUX_2'
  | 'AMAZON_LINUX_2023'
  | 'DEBIAN'
  | 'MACOS'
  | 'REDHAT_ENTERPRISE_LINUX'
  | 'ROCKY_LINUX'
  | 'UBUNTU'
  | 'WINDOWS';

/** A vendor's notice that certain package versions fix something. For Windows, one KB. */
export interface Advisory {
  /** `ALAS2023-2024-686`, `USN-6859-1`, `KB5040430`, … */
  readonly id: string;
  readonly title: string;
  readonly cveIds: readonly string[];
  readonly classification: string;
  readonly severity: string;
  /** Product names as `productOf` gives them. */
  readonly products: readonly string[];
  readonly releasedAtMs: number;
  /** Linux and macOS: first versions that hold the fix. Windows: none, the id is what is installed. */
  readonly fixes: readonly { readonly package: string; readonly version: string }[];
  /** Windows: the role or feature without which it does not apply. */
  readonly requires?: string;
  /** Windows: KBs this one contains. */
  readonly supersedes: readonly string[];
}

export interface ApprovalRule {
  /** Empty: all of them. */
  readonly products: readonly string[];
  readonly classifications: readonly string[];
  readonly severities: readonly string[];
  readonly approveAfterDays: number;
  readonly complianceLevel: ComplianceLevel;
}

export interface PatchBaseline {
  readonly id: string;
  readonly name: string;
  readonly operatingSystem: OperatingSystem;
  readonly rules: readonly ApprovalRule[];
  /** Package names (`*` at the end stands for anything) or KB ids. */
  readonly approvedPatches: readonly string[];
  readonly approvedPatchesLevel: ComplianceLevel;
  readonly rejectedPatches: readonly string[];
  readonly rejectedPatchesAction: 'ALLOW_AS_DEPENDENCY' | 'BLOCK';
}

export interface InstalledPackage {
  readonly version: string;
  readonly installedAtMs: number;
}

/** What the last patching operation on a node found. A node without one has never been scanned: no state, no items. */
export interface NodePatching {
  /** By package name; on Windows KB ids and feature names. Nodes of one image share the map: replace, never change it. */
  readonly packages: ReadonlyMap<string, InstalledPackage>;
  readonly operation: PatchOperation;
}

interface PatchOperation {
  readonly kind: 'Scan' | 'Install';
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly rebootOption: 'RebootIfNeeded' | 'NoReboot';
  readonly snapshotId: string;
  /** Run Command's id of the AWS-RunPatchBaseline call. */
  readonly commandId: string;
  /** Installed by an operation that did not reboot since. */
  readonly pendingReboot: readonly string[];
  /** Could not be installed by the last Install. */
  readonly failed: readonly string[];
}

interface Rules {
  readonly baselines: Map<string, PatchBaseline>;
  /** Patch group → baseline, per operating system: `UBUNTU/web`. */
  readonly groups: Map<string, string>;
  /** Operating system → the account's own default baseline. */
  readonly defaults: Map<string, string>;
}

const patchings = new Shelf('ssm.patching', () => new Map<string, NodePatching>());
const rules = new Shelf(
  'ssm.patching.rules',
  (): Rules => ({
    baselines: new Map(),
    groups: new Map(),
    defaults: new Map(),
  }),
);
const catalogue = new Shelf('ssm.patching.advisories', () => new Map<string, Advisory>());

/** The last patching operation of each node of a place that had one. */
export const patchingsIn = (world: World, place: Place): Map<string, NodePatching> =>
  patchings.of(world, place);

/** Baselines the account made; Amazon's own come on top (`baselineFor`). */
export const baselinesIn = (world: World, place: Place): Map<string, PatchBaseline> =>
  rules.of(world, place).baselines;

export const registerPatchGroup = (
  world: World,
  place: Place,
  group: string,
  baseline: PatchBaseline,
): void => {
  rules.of(world, place).groups.set(`${baseline.operatingSystem}/${group}`, baseline.id);
};

export const makeDefault = (world: World, place: Place, baseline: PatchBaseline): void => {
  rules.of(world, place).defaults.set(baseline.operatingSystem, baseline.id);
};

/** All advisories the world knows, by id: vendors publish for everybody, so they belong to no account. */
export const advisoriesOf = (world: World): Map<string, Advisory> => catalogue.of(world);

export const baselineArn = (place: Place, id: string): string =>
  `arn:aws:ssm:${place.region}:${place.account}:patchbaseline/${id}`;

/** The baseline that judges a node: its patch group's, else the account's default, else Amazon's. */
export function baselineFor(
  world: World,
  place: Place,
  system: OperatingSystem,
  group: string,
): PatchBaseline {
  const { baselines, groups, defaults } = rules.of(world, place);
  const id = groups.get(`${system}/${group}`) ?? defaults.get(system);
  return (id === undefined ? undefined : baselines.get(id)) ?? providedBaselines[system];
}
