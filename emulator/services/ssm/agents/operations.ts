import type { Operation } from '../../../server/operation';
import { listInstanceAssociations } from './list-instance-associations';
import { deregisterManagedInstance, updateManagedInstanceRole } from './managed-instance';
import { requestManagedInstanceRoleToken, updateManagedInstancePublicKey } from './node-role-token';
import { registerManagedInstance } from './register-managed-instance';
import { updateInstanceInformation } from './update-instance-information';

/** What agents call, most of it not part of the public API model, and what takes nodes away from them. */
export const operations: readonly Operation[] = [
  registerManagedInstance,
  requestManagedInstanceRoleToken,
  updateManagedInstancePublicKey,
  updateInstanceInformation,
  listInstanceAssociations,
  deregisterManagedInstance,
  updateManagedInstanceRole,
];
