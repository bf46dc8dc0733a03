import type { Operation } from '../../../server/operation';
import { describeInstanceInformation } from './describe-instance-information';
import { describeInstanceProperties } from './describe-instance-properties';
import { getConnectionStatus } from './get-connection-status';

export const operations: readonly Operation[] = [
  describeInstanceInformation,
  describeInstanceProperties,
  getConnectionStatus,
];
