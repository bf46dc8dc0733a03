import type { Service } from '../server/service';
import { ssmService } from './ssm';
import { stsService } from './sts';

/** Everything this emulator speaks. Path services are asked first whether a request is theirs. */
export const services: readonly Service[] = [stsService, ssmService];
