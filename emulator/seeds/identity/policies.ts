import { parsePolicy } from '../../auth/iam/policy';

const fleetReads = [
  'ssm:DescribeInstanceInformation',
  'ssm:DescribeInstanceProperties',
  'ssm:DescribeInstancePatch*',
  'ssm:DescribePatch*',
  'ssm:DescribeEffectivePatchesForPatchBaseline',
  'ssm:DescribeSessions',
  'ssm:DescribeDocument',
  'ssm:GetConnectionStatus',
  'ssm:GetDocument',
  'ssm:GetPatchBaseline',
  'ssm:ListComplianceItems',
  'ssm:ListComplianceSummaries',
  'ssm:ListResourceComplianceSummaries',
  'ssm:ListDocuments',
  'ssm:ListDocumentVersions',
  'ssm:ListTagsForResource',
  'ec2:DescribeInstances',
  'tag:GetResources',
  'cloudtrail:LookupEvents',
  'kms:DescribeKey',
  'kms:ListAliases',
  'sts:DecodeAuthorizationMessage',
];

/** Everything. */
export const administratorPolicy = parsePolicy({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Sessions on staging nodes and their own sessions only, parameters under /staging, tags but not the access tag. */
export const operatorPolicy = parsePolicy({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'ReadTheFleet', Effect: 'Allow', Action: fleetReads, Resource: '*' },
    {
      Sid: 'SessionsOnStagingNodes',
      Effect: 'Allow',
      Action: 'ssm:StartSession',
      Resource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:managed-instance/*'],
      Condition: { StringEquals: { 'ssm:resourceTag/Environment': 'staging' } },
    },
    {
      Sid: 'SessionDocuments',
      Effect: 'Allow',
      Action: 'ssm:StartSession',
      Resource: [
        'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell',
        'arn:aws:ssm:*:*:document/AWS-Start*',
      ],
    },
    {
      Sid: 'OwnSessions',
      Effect: 'Allow',
      Action: ['ssm:ResumeSession', 'ssm:TerminateSession'],
      Resource: 'arn:aws:ssm:*:*:session/*',
      Condition: { StringEquals: { 'ssm:resourceTag/aws:ssmmessages:session-id': `\${aws:userid}` } },
    },
    {
      // Whoever starts an encrypted session makes its data key; for nothing else (user guide, "Turn on KMS key encryption").
      Sid: 'SessionKeys',
      Effect: 'Allow',
      Action: 'kms:GenerateDataKey',
      Resource: 'arn:aws:kms:*:*:key/*',
      Condition: { StringLike: { 'kms:EncryptionContext:aws:ssm:SessionId': '*' } },
    },
    { Sid: 'ListParameters', Effect: 'Allow', Action: 'ssm:DescribeParameters', Resource: '*' },
    {
      Sid: 'StagingParameters',
      Effect: 'Allow',
      Action: [
        'ssm:PutParameter',
        'ssm:GetParameter*',
        'ssm:DeleteParameter*',
        'ssm:LabelParameterVersion',
        'ssm:UnlabelParameterVersion',
      ],
      Resource: ['arn:aws:ssm:*:*:parameter/staging', 'arn:aws:ssm:*:*:parameter/staging/*'],
    },
    {
      Sid: 'Tag',
      Effect: 'Allow',
      Action: ['ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource', 'ec2:CreateTags', 'ec2:DeleteTags'],
      Resource: '*',
    },
    {
      // Condition keys are compared without case, so a tag `environment` would open what `Environment` opens.
      Sid: 'NotTheAccessTag',
      Effect: 'Deny',
      Action: ['ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource', 'ec2:CreateTags', 'ec2:DeleteTags'],
      Resource: '*',
      Condition: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': 'Environment' } },
    },
    {
      // ec2 DeleteTags without a list of tags deletes them all: with no keys in the request nothing above is denied.
      Sid: 'NotAllTagsAtOnce',
      Effect: 'Deny',
      Action: 'ec2:DeleteTags',
      Resource: '*',
      Condition: { Null: { 'aws:TagKeys': 'true' } },
    },
  ],
});

/** Reads, and never a decrypted secret: alias/aws/ssm would let everyone in the account decrypt through SSM. */
export const viewerPolicy = parsePolicy({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'ReadTheFleet', Effect: 'Allow', Action: fleetReads, Resource: '*' },
    {
      Sid: 'ReadParameters',
      Effect: 'Allow',
      Action: ['ssm:GetParameter*', 'ssm:DescribeParameters'],
      Resource: '*',
    },
    { Sid: 'NoSecrets', Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' },
  ],
});

/** What AWS's managed policy AmazonSSMManagedInstanceCore allows, and opening the data keys of encrypted sessions. */
export const nodePolicy = parsePolicy({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'ssm:DescribeAssociation',
        'ssm:GetDeployablePatchSnapshotForInstance',
        'ssm:GetDocument',
        'ssm:DescribeDocument',
        'ssm:GetManifest',
        'ssm:GetParameter',
        'ssm:GetParameters',
        'ssm:ListAssociations',
        'ssm:ListInstanceAssociations',
        'ssm:PutInventory',
        'ssm:PutComplianceItems',
        'ssm:PutConfigurePackageResult',
        'ssm:UpdateAssociationStatus',
        'ssm:UpdateInstanceAssociationStatus',
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
        'ec2messages:*',
      ],
      Resource: '*',
    },
    {
      Sid: 'SessionKeys',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'arn:aws:kms:*:*:key/*',
      Condition: { StringLike: { 'kms:EncryptionContext:aws:ssm:SessionId': '*' } },
    },
  ],
});

/** What nodes need to write session logs (user guide, "Create a custom IAM role for Session Manager", S3 and CloudWatch Logs). */
export const sessionLogPolicy = parsePolicy({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'WriteSessionLogs',
      Effect: 'Allow',
      Action: ['s3:PutObject', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
    {
      Sid: 'JudgeLogTargets',
      Effect: 'Allow',
      Action: ['s3:GetEncryptionConfiguration', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
      Resource: '*',
    },
  ],
});
