import type { Service } from '../server/service';
import { cloudtrailService } from './cloudtrail';
import { ec2Service } from './ec2';
import { ec2messagesService } from './ec2messages';
import { kmsService } from './kms';
import { logsService } from './logs';
import { s3Service } from './s3';
import { ssmService } from './ssm';
import { ssmmessagesService } from './ssmmessages';
import { stsService } from './sts';
import { taggingService } from './tagging';

/** Everything this emulator speaks. Path services are asked first whether a request is theirs. */
export const services: readonly Service[] = [
  ssmmessagesService,
  stsService,
  ssmService,
  ec2Service,
  ec2messagesService,
  taggingService,
  kmsService,
  cloudtrailService,
  logsService,
  s3Service,
];
