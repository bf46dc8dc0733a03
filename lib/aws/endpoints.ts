/** The services we call, as the SDK names them in AWS_ENDPOINT_URL_<SERVICE>. */
export type ServiceName =
  | 'SSM'
  | 'EC2'
  | 'KMS'
  | 'STS'
  | 'CLOUDTRAIL'
  | 'CLOUDWATCH_LOGS'
  | 'RESOURCE_GROUPS_TAGGING_API'
  | 'S3';

/**
 * Where a service answers, when it is not AWS's own address: the SDK's variables, read from the environment that
 * this console was opened with, so that one process can hold two. Undefined means AWS.
 */
export const endpointOf = (
  given: Readonly<Record<string, string | undefined>>,
  service: ServiceName,
): string | undefined => given[`AWS_ENDPOINT_URL_${service}`] || given.AWS_ENDPOINT_URL || undefined;
