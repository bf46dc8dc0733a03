import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { AwsError } from '../../server/aws-error';
import type { PathRequest } from '../../server/service';
import { type S3Answer, s3Xml } from './s3-answer';
import { bucketOfHost, openBucket, type S3Request } from './s3-request';
import { addBucket, bucketArn, bucketsOf } from './store';

/** S3 user guide, "Bucket naming rules". */
const bucketName = /^(?!xn--|\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });

/** Reads an XML body against its shape. Throws MalformedXML. */
function bodyOf<T>(request: S3Request, shape: z.ZodType<T>): T {
  try {
    return shape.parse(parser.parse(request.body));
  } catch {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our schema',
    );
  }
}

const configuration = z.object({
  CreateBucketConfiguration: z.looseObject({ LocationConstraint: z.string().optional() }),
});

/** CreateBucket (S3 API reference), in the Region that was asked. */
export function createBucket(request: S3Request): S3Answer {
  const { call, bucket: name } = request;
  call.authorize({ action: 's3:CreateBucket', resource: bucketArn(name) });
  if (!bucketName.test(name)) throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  const { account, region } = call.place;
  const constraint = request.body.length === 0 ? undefined : bodyOf(request, configuration);
  // us-east-1 is the Region without a name here.
  if ((constraint?.CreateBucketConfiguration.LocationConstraint ?? 'us-east-1') !== region)
    throw new AwsError(
      'IllegalLocationConstraintException',
      `The location constraint is incompatible for the region specific endpoint this request was sent to (${region}).`,
    );
  const found = bucketsOf(call.world).get(name);
  if (found && found.account === account)
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
    );
  if (found) throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
  addBucket(call.world, { name, account, region });
  return { headers: { location: `/${name}` } };
}

/** HeadBucket (S3 API reference): needs s3:ListBucket. */
export function headBucket(request: S3Request): S3Answer {
  const { region } = openBucket(request, 's3:ListBucket', bucketArn(request.bucket));
  return { headers: { 'x-amz-bucket-region': region } };
}

/**
 * HEAD of a bucket's host without any signature: refused, but with the bucket's Region (S3 user guide, "Bucket operations
 * errors"). This is how AWS's agent learns where to upload a log.
 */
export function headUnsigned({ raw, world }: PathRequest): S3Answer {
  const found = bucketsOf(world).get(bucketOfHost(raw.headers.host ?? '') ?? '');
  return found ? { status: 403, headers: { 'x-amz-bucket-region': found.region } } : { status: 404 };
}

/** DeleteBucket (S3 API reference). */
export function deleteBucket(request: S3Request): S3Answer {
  const bucket = openBucket(request, 's3:DeleteBucket', bucketArn(request.bucket));
  if (bucket.objects.size > 0)
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
  bucketsOf(request.call.world).delete(bucket.name);
  return { status: 204 };
}

/** ListBuckets (S3 API reference): all of the account, whatever their Region. */
export function listBuckets({ call }: S3Request): S3Answer {
  call.authorize({ action: 's3:ListAllMyBuckets', resource: '*' });
  const mine = [...bucketsOf(call.world).values()].filter(({ account }) => account === call.place.account);
  const Bucket = mine
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, createdAtMs, region }) => ({
      Name: name,
      CreationDate: new Date(createdAtMs).toISOString(),
      BucketRegion: region,
    }));
  return s3Xml('ListAllMyBucketsResult', { Owner: { ID: call.place.account }, Buckets: { Bucket } });
}

/** GetBucketLocation (S3 API reference): us-east-1 is an empty element. */
export function getBucketLocation(request: S3Request): S3Answer {
  const { call, bucket: name } = request;
  call.authorize({ action: 's3:GetBucketLocation', resource: bucketArn(name) });
  const found = bucketsOf(call.world).get(name);
  if (!found)
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
  if (found.account !== call.place.account) throw new AwsError('AccessDenied', 'Access Denied', 403);
  return s3Xml('LocationConstraint', found.region === 'us-east-1' ? {} : { '#text': found.region });
}

/** GetBucketEncryption (S3 API reference): needs s3:GetEncryptionConfiguration. */
export function getBucketEncryption(request: S3Request): S3Answer {
  const { encryption } = openBucket(request, 's3:GetEncryptionConfiguration', bucketArn(request.bucket));
  const ApplyServerSideEncryptionByDefault = {
    SSEAlgorithm: encryption.algorithm,
    ...(encryption.kmsKeyId !== undefined && { KMSMasterKeyID: encryption.kmsKeyId }),
  };
  return s3Xml('ServerSideEncryptionConfiguration', {
    Rule: { ApplyServerSideEncryptionByDefault, BucketKeyEnabled: false },
  });
}

const encryptionRule = z.object({
  ServerSideEncryptionConfiguration: z.object({
    Rule: z.object({
      ApplyServerSideEncryptionByDefault: z.object({
        SSEAlgorithm: z.enum(['AES256', 'aws:kms']),
        KMSMasterKeyID: z.string().optional(),
      }),
    }),
  }),
});

/** PutBucketEncryption (S3 API reference): needs s3:PutEncryptionConfiguration. */
export function putBucketEncryption(request: S3Request): S3Answer {
  const bucket = openBucket(request, 's3:PutEncryptionConfiguration', bucketArn(request.bucket));
  const { Rule } = bodyOf(request, encryptionRule).ServerSideEncryptionConfiguration;
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKeyId } = Rule.ApplyServerSideEncryptionByDefault;
  bucket.encryption = { algorithm, kmsKeyId };
  return {};
}
