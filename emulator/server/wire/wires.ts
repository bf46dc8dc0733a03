import type { Protocol } from '../service';
import { ec2Wire } from './ec2';
import { jsonWire } from './json';
import { queryWire } from './query';
import type { Wire } from './wire';

export const wires: Record<Protocol, Wire> = { 'json-1.1': jsonWire, query: queryWire, ec2: ec2Wire };
