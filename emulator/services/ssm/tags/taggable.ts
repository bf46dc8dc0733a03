import type { Place, World } from '../../../world/world';
import { documentArn, documentsIn } from '../documents/store';
import { nodeArn, nodesIn } from '../nodes/store';
import { parameterArn, parametersIn } from '../parameters/store';
import { baselineArn, baselinesIn } from '../patching/store';

/** How one resource type is known to IAM and whether a resource of it is there. */
interface Taggable {
  arn(place: Place, id: string): string;
  exists(world: World, place: Place, id: string): boolean;
}

const arnOf = (kind: string) => (place: Place, id: string) =>
  `arn:aws:ssm:${place.region}:${place.account}:${kind}/${id}`;

/** A type nothing here can make: each id of it is unknown. */
const noneOf = (kind: string): Taggable => ({ arn: arnOf(kind), exists: () => false });

/** `ResourceTypeForTagging` of the model, with the ARN forms of the Service Authorization Reference. */
export const taggable = {
  Document: {
    arn: documentArn,
    exists: (world, place, id) => documentsIn(world, place).has(id),
  },
  // EC2 instances are tagged through EC2: ManagedInstance is for hybrid nodes alone (API_AddTagsToResource).
  ManagedInstance: {
    arn: nodeArn,
    exists: (world, place, id) => id.startsWith('mi-') && nodesIn(world, place).has(id),
  },
  MaintenanceWindow: noneOf('maintenancewindow'),
  Parameter: {
    arn: parameterArn,
    exists: (world, place, id) => parametersIn(world, place).has(id),
  },
  PatchBaseline: { arn: baselineArn, exists: (world, place, id) => baselinesIn(world, place).has(id) },
  OpsItem: noneOf('opsitem'),
  OpsMetadata: noneOf('opsmetadata'),
  Automation: noneOf('automation-execution'),
  Association: noneOf('association'),
} as const satisfies Record<string, Taggable>;

export type TaggableType = keyof typeof taggable;

export const taggableTypes = Object.keys(taggable).filter((type): type is TaggableType => type in taggable);
