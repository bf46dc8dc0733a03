import { z } from 'zod';
import type { AccessRequest, Call } from '../../../server/operation';
import { resourceTagKeys } from '../nodes/store';
import { sessionArn } from './store';

/** botocore shape SessionId. */
export const sessionIdShape = z.string().min(1).max(96);

/** Resume and terminate are asked about the session itself, whose tags say whose it is. */
export function sessionAccess(action: string, id: string, call: Call): AccessRequest[] {
  const resource = sessionArn(call.place, id);
  return [{ action, resource, keys: resourceTagKeys(call.world, resource) }];
}

/** Where a client opens the data channel: beside the endpoint it asked, `wss` where that was TLS (API reference, StreamUrl). */
export const streamUrl = (call: Call, id: string): string =>
  `${call.endpoint.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/data-channel/${id}?role=publish_subscribe`;
