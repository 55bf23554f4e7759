// The three kinds of resources, in the words of the AWS SDK.
import * as control from '@aws-sdk/client-bedrock-agentcore-control';

const networkConfiguration = { networkMode: 'PUBLIC' };

export const kinds = {
  browser: {
    id: 'browserId',
    arn: 'browserArn',
    create: (input) => new control.CreateBrowserCommand({ ...input, networkConfiguration }),
    remove: (browserId) => new control.DeleteBrowserCommand({ browserId }),
    pages: (client) => control.paginateListBrowsers({ client }, { type: 'CUSTOM' }),
    items: 'browserSummaries',
  },
  interpreter: {
    id: 'codeInterpreterId',
    arn: 'codeInterpreterArn',
    create: (input) => new control.CreateCodeInterpreterCommand({ ...input, networkConfiguration }),
    remove: (codeInterpreterId) => new control.DeleteCodeInterpreterCommand({ codeInterpreterId }),
    pages: (client) => control.paginateListCodeInterpreters({ client }, { type: 'CUSTOM' }),
    items: 'codeInterpreterSummaries',
  },
  profile: {
    id: 'profileId',
    arn: 'profileArn',
    create: (input) => new control.CreateBrowserProfileCommand(input),
    remove: (profileId) => new control.DeleteBrowserProfileCommand({ profileId }),
    pages: (client) => control.paginateListBrowserProfiles({ client }, {}),
    items: 'profileSummaries',
  },
};

export const tag = (resourceArn, tags) => new control.TagResourceCommand({ resourceArn, tags });
export const untag = (resourceArn, tagKeys) => new control.UntagResourceCommand({ resourceArn, tagKeys });
export const tagsOf = (resourceArn) => new control.ListTagsForResourceCommand({ resourceArn });
