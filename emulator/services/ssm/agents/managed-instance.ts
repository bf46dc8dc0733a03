import { z } from 'zod';
import { dropNodeKey } from '../../../auth/node-key';
import { AwsError } from '../../../server/aws-error';
import { type Call, operation } from '../../../server/operation';
import { dropTags } from '../../../world/tags';
import { disconnectNode } from '../../ssmmessages/switchboard';
import { passRole, requireServiceRole } from '../activations/service-role';
import { type ManagedNode, nodeArn, nodesIn, resourceTagKeys } from '../nodes/store';
import { patchingsIn } from '../patching/store';

/** `ManagedInstanceId` of the model; EKS nodes (`eks_c:…`) are not here. */
const managedInstanceId = z
  .string()
  .min(20)
  .max(124)
  .regex(/(^mi-[0-9a-f]{17}$)|(^eks_c:[0-9A-Za-z][A-Za-z0-9\-_]{0,99}_\w{17}$)/);

const onNode = ({ world, place }: Call, action: string, id: string) => ({
  action: `ssm:${action}`,
  resource: nodeArn(place, id),
  keys: resourceTagKeys(world, nodeArn(place, id)),
});

function requireNode({ world, place }: Call, id: string): ManagedNode {
  const node = nodesIn(world, place).get(id);
  if (!node) throw new AwsError('InvalidInstanceId', `Not existing InstanceId ${id}`);
  return node;
}

/** DeregisterManagedInstance (Systems Manager API reference): the node is gone, its sessions end, its agent is refused. */
export const deregisterManagedInstance = operation({
  name: 'DeregisterManagedInstance',
  readOnly: false,
  input: z.object({ InstanceId: managedInstanceId }),
  access: ({ InstanceId: id }, call) => [onNode(call, 'DeregisterManagedInstance', id)],
  run: ({ InstanceId: id }, call) => {
    requireNode(call, id);
    const { world, place } = call;
    nodesIn(world, place).delete(id);
    patchingsIn(world, place).delete(id);
    dropTags(world, nodeArn(place, id));
    dropNodeKey(world, id);
    disconnectNode(world, place, id, `${id} was deregistered.`);
    return {};
  },
});

/** UpdateManagedInstanceRole (Systems Manager API reference): holds from the node's next role token on. */
export const updateManagedInstanceRole = operation({
  name: 'UpdateManagedInstanceRole',
  readOnly: false,
  input: z.object({ InstanceId: managedInstanceId, IamRole: z.string().max(64) }),
  access: ({ InstanceId: id, IamRole: role }, call) => [
    onNode(call, 'UpdateManagedInstanceRole', id),
    passRole(call, role),
  ],
  run: ({ InstanceId: id, IamRole: role }, call) => {
    const node = requireNode(call, id);
    requireServiceRole(call.world, call.place, role);
    node.iamRole = role;
    return {};
  },
});
