import { z } from 'zod';
import { cliMissing, inShell, rootKeys } from './support/aws-cli';
import { choosePlace } from './support/choose-place';
import { run, showNodes, startSession } from './support/shells';
import { expect, test } from './support/test';
import type { TestWorld } from './support/world';

test.skip(Boolean(cliMissing), cliMissing || '');

const events = z.object({
  Events: z.array(z.object({ EventName: z.string(), Username: z.string(), CloudTrailEvent: z.string() })),
});

/** What CloudTrail keeps of one kind of event, asked for as an auditor would. */
async function lookUp(world: TestWorld, eventName: string) {
  const command = `aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=${eventName}`;
  const { stdout, stderr } = await inShell(world, command, rootKeys(world));
  expect(stderr).toBe('');
  return events.parse(JSON.parse(stdout)).Events;
}

test('CloudTrail names the person for each action of the main path', async ({ page, world, signIn }) => {
  await signIn('ada');
  await choosePlace(page, 'ada', '111122223333|eu-west-1');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await run(page, 'web-3', 'true');
  await page.getByRole('link', { name: 'Compliance' }).click();
  await expect(page.getByRole('heading', { name: 'Patch compliance' })).toBeVisible();
  await page.getByRole('link', { name: 'Parameters' }).click();
  await page.goto('/parameters/create');
  await page.getByLabel('Name').fill('/prod/trail/flag');
  await page.getByRole('textbox', { name: 'Value' }).fill('on');
  await page.getByRole('button', { name: 'Create parameter' }).click();
  await expect(page.getByText('/prod/trail/flag').first()).toBeVisible();

  for (const name of [
    'DescribeInstanceProperties',
    'StartSession',
    'DescribeInstancePatchStates',
    'PutParameter',
  ]) {
    const [event] = await lookUp(world, name);
    expect(event, name).toBeDefined();
    const record = JSON.parse(event?.CloudTrailEvent ?? '{}');
    expect(event?.Username, name).toContain('ada');
    expect(record.userIdentity.arn, name).toMatch(/assumed-role\/QuarterdeckAdministrator\/.*ada/);
    expect(record.userIdentity.sessionContext.sourceIdentity, name).toContain('ada');
  }
  const [put] = await lookUp(world, 'PutParameter');
  expect(put?.CloudTrailEvent).not.toContain('"on"');
});
