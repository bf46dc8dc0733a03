import { updateInstanceInformation } from './update-instance-information';

/** What agents call; not part of the public API model. */
export const operations = [updateInstanceInformation];
