import type { ProblemCode } from '@/lib/kernel/problem';

/**
 * AWS's error names as our codes. Names not here become `upstream`, never a guess. Sources: the "Errors" of each
 * operation's API page and the "Common errors" pages of SSM, EC2, KMS, STS, CloudTrail and tagging.
 */
const byCode: Record<
  Exclude<ProblemCode, 'signed-out' | 'partial' | 'upstream' | 'bug'>,
  readonly string[]
> = {
  forbidden: [
    'AccessDenied',
    'AccessDeniedException',
    'UnauthorizedOperation',
    'UnauthorizedException',
    'NotAuthorized',
    'OptInRequired',
    'AuthFailure',
    'InvalidIdentityToken',
    'IDPRejectedClaim',
    'RegionDisabledException',
  ],
  throttled: [
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'PriorRequestNotComplete',
    'SlowDown',
  ],
  'not-found': [
    'ParameterNotFound',
    'ParameterVersionNotFound',
    'DoesNotExistException',
    'InvalidInstanceId',
    'InvalidInstanceID.NotFound',
    'InvalidResourceId',
    'InvalidDocument',
    'InvalidActivation',
    'ResourceNotFoundException',
    'NotFoundException',
    'NoSuchEntity',
    'NoSuchKey',
    'NoSuchBucket',
  ],
  conflict: [
    'ParameterAlreadyExists',
    'AlreadyExistsException',
    'TooManyUpdates',
    'HierarchyTypeMismatchException',
    'ResourceInUseException',
    'ConflictException',
    'ParameterVersionLabelLimitExceeded',
    'ParameterMaxVersionLimitExceeded',
    'IdempotentParameterMismatch',
    'DocumentAlreadyExists',
    'DuplicateDocumentVersionName',
  ],
  invalid: [
    'ValidationException',
    'ValidationError',
    'InvalidParameterValue',
    'InvalidParameterCombination',
    'InvalidParameterException',
    'InvalidRequest',
    'InvalidFilter',
    'InvalidFilterKey',
    'InvalidFilterOption',
    'InvalidFilterValue',
    'InvalidNextToken',
    'InvalidPaginationTokenException',
    'PaginationTokenExpiredException',
    'InvalidInstanceInformationFilterValue',
    'InvalidInstancePropertyFilterValue',
    'InvalidDocumentContent',
    'InvalidDocumentSchemaVersion',
    'InvalidDocumentType',
    'InvalidDocumentVersion',
    'InvalidDocumentOperation',
    'DuplicateDocumentContent',
    'DocumentLimitExceeded',
    'DocumentVersionLimitExceeded',
    'MaxDocumentSizeExceeded',
    'InvalidKeyId',
    'InvalidKeyUsageException',
    'InvalidAllowedPatternException',
    'InvalidPolicyAttributeException',
    'InvalidPolicyTypeException',
    'InvalidResourceType',
    'InvalidTag',
    'InvalidTimeRangeException',
    'InvalidMaxResultsException',
    'InvalidLookupAttributesException',
    'IncompatiblePolicyException',
    'ParameterLimitExceeded',
    'ParameterPatternMismatchException',
    'HierarchyLevelLimitExceededException',
    'PoliciesLimitExceededException',
    'UnsupportedParameterType',
    'TooManyTagsError',
    'TagLimitExceeded',
    'MissingParameter',
    'DryRunOperation',
  ],
  unavailable: [
    'TargetNotConnected',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'Unavailable',
    'RequestTimeout',
    'RequestTimeoutException',
    'TimeoutError',
    'DependencyTimeoutException',
    'KMSInvalidStateException',
    'IDPCommunicationError',
  ],
  expired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'],
};

const table = new Map<string, ProblemCode>(
  Object.entries(byCode).flatMap(([code, names]) => names.map((name) => [name, asCode(code)] as const)),
);

function asCode(text: string): ProblemCode {
  const codes: readonly ProblemCode[] = [
    'forbidden',
    'throttled',
    'not-found',
    'conflict',
    'invalid',
    'unavailable',
    'expired',
  ];
  return codes.find((code) => code === text) ?? 'upstream';
}

export const codeOfAws = (name: string): ProblemCode => table.get(name) ?? 'upstream';

/** Throttled, in any service's spelling. */
export const isThrottle = (name: string): boolean => codeOfAws(name) === 'throttled';
