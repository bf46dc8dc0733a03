import { EC2Client } from '@aws-sdk/client-ec2';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSMClient } from '@aws-sdk/client-ssm';
import { credentialsOf } from '../../testing/sign-in';
import { startEmulator, type TestOptions } from '../../testing/start';
import type { NodeSeedInput } from '../format/node-seed';
import { type SeedInput, seed } from '../format/seed';
import { plantSeed } from '../plant/plant-seed';

/** Where tests plant and look unless they say otherwise. */
export const home = { account: '111122223333', region: 'eu-west-1' };

/** A Linux node without surprises. */
export const linuxNode = (over: Partial<NodeSeedInput> & { name: string }): NodeSeedInput => ({
  ...home,
  platformType: 'Linux',
  platformName: 'Amazon Linux',
  platformVersion: '2023',
  agent: 'simulated',
  ...over,
});

/** An emulator that holds exactly what a test wrote down, with official clients of AWS for it. */
export async function seededEmulator(input: SeedInput = {}, options: TestOptions = {}) {
  const emulator = await startEmulator(options);
  plantSeed(emulator.world, seed.parse(input));
  const settings = { endpoint: emulator.url, region: home.region, credentials: emulator.accessKey };
  return {
    ...emulator,
    ssm: new SSMClient(settings),
    ec2: new EC2Client(settings),
    tagging: new ResourceGroupsTaggingAPIClient(settings),
    /** Clients of one of the three people, in their own role. */
    async as(person: 'ada' | 'olu' | 'vic') {
      const theirs = { ...settings, credentials: await credentialsOf(emulator, person) };
      return { ssm: new SSMClient(theirs), ec2: new EC2Client(theirs) };
    },
  };
}
