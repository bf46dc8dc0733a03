import { z } from 'zod';
import { AwsError, validationError } from '../../../server/aws-error';
import { type AccessRequest, type Call, operation } from '../../../server/operation';
import { setTags } from '../../../world/tags';
import { isReservedKey, requestTagKeys, ssmTag, tagsPerResourceMax } from '../../tag-rules';
import { documentAccess, refuseAttachments, writtenDocument, writtenFormat } from './document-request';
import { judgeContent } from './judge-content';
import { shownDocument } from './shown-document';
import { documentArn, documentsIn } from './store';

/** "You can have at most 500 active SSM documents" (model, DocumentLimitExceeded). */
const documentsMax = 500;

/** Prefixes of names that Amazon keeps for itself (API reference, CreateDocument, Name). */
const reservedName = /^(aws|amazon|amzn)/i;

/** botocore shape DocumentType. */
const documentType = z.enum([
  'Command',
  'Policy',
  'Automation',
  'Session',
  'Package',
  'ApplicationConfiguration',
  'ApplicationConfigurationSchema',
  'DeploymentStrategy',
  'ChangeCalendar',
  'Automation.ChangeTemplate',
  'ProblemAnalysis',
  'ProblemAnalysisTemplate',
  'CloudFormation',
  'ConformancePackTemplate',
  'QuickSetup',
  'ManualApprovalPolicy',
  'AutoApprovalPolicy',
]);

const input = z.object({
  ...writtenDocument,
  DocumentType: documentType.default('Command'),
  Requires: z.array(z.unknown()).min(1).optional(),
  Tags: z.array(ssmTag).max(1000).optional(),
});
type Input = z.infer<typeof input>;

/** CreateDocument (Systems Manager API reference): the first version of a session document. */
export const createDocument = operation({
  name: 'CreateDocument',
  readOnly: false,
  leavesOut: 'Types other than Session: ValidationException. Requires and Attachments, which those have not.',
  input,
  access,
  run: (asked, call) => {
    const { world, place } = call;
    refuseOtherKinds(asked);
    refuseTags(asked);
    const mine = documentsIn(world, place);
    if (mine.has(asked.Name))
      throw new AwsError('DocumentAlreadyExists', `Document with same name ${asked.Name} already exists`);
    if (mine.size >= documentsMax)
      throw new AwsError(
        'DocumentLimitExceeded',
        `You can have at most ${documentsMax} active SSM documents.`,
      );
    const format = writtenFormat(asked.DocumentFormat);
    judgeContent(asked.Content, format);
    const version = {
      version: 1,
      versionName: asked.VersionName,
      displayName: asked.DisplayName,
      targetType: asked.TargetType,
      createdAtMs: call.now,
      format,
      content: asked.Content,
    };
    const versions = new Map([[1, version]]);
    const document = { name: asked.Name, owner: place.account, defaultVersion: 1, versions };
    mine.set(asked.Name, document);
    setTags(world, documentArn(place, asked.Name), tagPairs(asked));
    return { DocumentDescription: shownDocument(call, document, version, 'Creating') };
  },
});

/** Tags given along are asked about too: they may open the document to somebody. */
function access(asked: Input, call: Call): AccessRequest[] {
  const tagged = asked.Tags?.length ? requestTagKeys(tagPairs(asked)) : undefined;
  const create = documentAccess('ssm:CreateDocument', asked.Name, call, tagged);
  return tagged ? [...create, ...documentAccess('ssm:AddTagsToResource', asked.Name, call, tagged)] : create;
}

const tagPairs = ({ Tags = [] }: Input) => Tags.map(({ Key, Value }): [string, string] => [Key, Value]);

function refuseOtherKinds({ DocumentType: type, Name: name, Attachments, Requires }: Input): void {
  if (type !== 'Session')
    throw validationError(`Documents of type ${type} are not in the Quarterdeck emulator; type Session is.`);
  if (reservedName.test(name)) throw validationError(`Document name ${name} begins with a reserved prefix.`);
  if (Requires) throw validationError('Documents of type Session require no other documents.');
  refuseAttachments(Attachments);
}

function refuseTags({ Tags = [] }: Input): void {
  if (Tags.some(({ Key }) => isReservedKey(Key)))
    throw validationError('aws: prefixed tag key names are not allowed for external use.');
  if (new Set(Tags.map(({ Key }) => Key)).size > tagsPerResourceMax)
    throw validationError(`A document can have at most ${tagsPerResourceMax} tags.`);
}
