import { randomUUID } from 'node:crypto';
import { AwsError } from '../../server/aws-error';
import type { PathService } from '../../server/service';
import {
  createBucket,
  deleteBucket,
  getBucketEncryption,
  getBucketLocation,
  headBucket,
  headUnsigned,
  listBuckets,
  putBucketEncryption,
} from './bucket-operations';
import { deleteObject, getObject } from './get-object';
import { listObjects } from './list-objects';
import { putObject } from './put-object';
import { type S3Answer, s3Refusal, writeS3 } from './s3-answer';
import { bucketOfHost, readS3Request, type S3Request } from './s3-request';

/** Larger uploads come in parts, which are not here; a session's log hardly ever is. */
const bodyBytesMax = 64 * 1024 * 1024;

/** The operations that are here by what names them: method, what it is about, and the query's own word. */
const operations: Readonly<Record<string, (request: S3Request) => S3Answer>> = {
  'GET service': listBuckets,
  'PUT bucket': createBucket,
  'HEAD bucket': headBucket,
  'DELETE bucket': deleteBucket,
  'GET bucket': listObjects,
  'GET bucket location': getBucketLocation,
  'GET bucket encryption': getBucketEncryption,
  'PUT bucket encryption': putBucketEncryption,
  'PUT object': putObject,
  'GET object': getObject,
  'HEAD object': getObject,
  'DELETE object': deleteObject,
};

/** Query members that make another operation of the same method and address. */
const subresources = [
  'acl',
  'attributes',
  'cors',
  'delete',
  'encryption',
  'legal-hold',
  'lifecycle',
  'location',
  'logging',
  'notification',
  'object-lock',
  'ownershipControls',
  'partNumber',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
];

function operationOf(request: S3Request): (request: S3Request) => S3Answer {
  const about = request.key !== '' ? 'object' : request.bucket !== '' ? 'bucket' : 'service';
  const word = subresources.find((name) => request.query.has(name));
  const name = [request.method, about, ...(word ? [word] : [])].join(' ');
  const found = operations[name];
  if (!found) throw new AwsError('NotImplemented', `S3's ${name} is not in the Quarterdeck emulator.`, 501);
  return found;
}

/** Enough of S3 for session logs and command output. REST XML; path style, and virtual-host style on `*.localhost`. */
export const s3Service: PathService = {
  kind: 'paths',
  name: 's3',
  covers: [
    { name: 'CreateBucket' },
    { name: 'DeleteBucket' },
    { name: 'DeleteObject', leavesOut: 'versions' },
    { name: 'GetBucketEncryption', leavesOut: 'bucket keys' },
    { name: 'GetBucketLocation' },
    { name: 'GetObject', leavesOut: 'versions, parts, conditions, SSE-C' },
    { name: 'HeadBucket' },
    { name: 'HeadObject', leavesOut: 'versions, parts, conditions, SSE-C' },
    { name: 'ListBuckets', leavesOut: 'paging and filters' },
    { name: 'ListObjectsV2', leavesOut: 'owners, restore status' },
    { name: 'PutBucketEncryption', leavesOut: 'bucket keys, dual-layer encryption' },
    {
      name: 'PutObject',
      leavesOut:
        'multipart uploads, signed chunks, ACLs, tags, storage classes, conditions, CRC32C and CRC64NVME; an encryption under a key is shown, not asked of KMS. Bucket policies and presigned URLs are not there. CloudTrail shows no S3 events.',
    },
  ],
  bodyBytesMax,
  claims: ({ signingName, method, host }) =>
    signingName === 's3' ||
    (signingName === undefined && method === 'HEAD' && bucketOfHost(host) !== undefined),
  allowsUnsigned: ({ method }) => method === 'HEAD',
  async handle(request, response) {
    if (!request.call) return writeS3(response, headUnsigned(request), randomUUID(), true);
    const read = readS3Request(request);
    const answer = operationOf(read)(read);
    writeS3(response, answer, read.call.requestId, read.method === 'HEAD');
  },
  error: s3Refusal,
};
