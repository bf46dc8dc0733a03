import { AwsError } from '../../server/aws-error';

/** A NextToken that this listing did not give (API reference, InvalidNextToken). */
export const invalidNextToken = () => new AwsError('InvalidNextToken', 'The specified token is not valid.');
