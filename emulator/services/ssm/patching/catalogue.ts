import type { World } from '../../../world/world';
import { comparePackageVersions } from './package-version';
import { type Advisory, advisoriesOf } from './store';

export interface Fix {
  readonly advisory: Advisory;
  readonly version: string;
}

interface ProductCatalogue {
  readonly advisories: readonly Advisory[];
  /** Package → the versions that fix something in it, lowest first. */
  readonly fixes: ReadonlyMap<string, readonly Fix[]>;
}

// Rebuilt when the number of advisories changes: they are only ever added.
const indexes = new WeakMap<
  Map<string, Advisory>,
  { size: number; byProduct: Map<string, ProductCatalogue> }
>();

/** What vendors published for one product. */
export function catalogueOf(world: World, product: string): ProductCatalogue {
  const all = advisoriesOf(world);
  const kept = indexes.get(all);
  const index = kept?.size === all.size ? kept : { size: all.size, byProduct: new Map() };
  indexes.set(all, index);
  const found = index.byProduct.get(product) ?? build([...all.values()], product);
  index.byProduct.set(product, found);
  return found;
}

function build(all: readonly Advisory[], product: string): ProductCatalogue {
  const advisories = all.filter(({ products }) => products.includes(product));
  const fixes = new Map<string, Fix[]>();
  for (const advisory of advisories)
    for (const { package: name, version } of advisory.fixes) {
      const list = fixes.get(name) ?? [];
      list.push({ advisory, version });
      fixes.set(name, list);
    }
  for (const list of fixes.values()) list.sort((a, b) => comparePackageVersions(a.version, b.version));
  return { advisories, fixes };
}
