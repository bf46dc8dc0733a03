import { expect, test } from 'vitest';
import { documentForm, isShown, parameterProblem, ruleOf, writtenParameters } from './model-document';

const read = (parameters: object, sessionType = 'InteractiveCommands') => {
  const form = documentForm(JSON.stringify({ schemaVersion: '1.0', sessionType, parameters }));
  if (!form) throw new Error('The document could not be read.');
  return form;
};
const one = (declared: object) => {
  const [parameter] = read({ p: declared }).parameters;
  if (!parameter) throw new Error('The document has no parameter.');
  return parameter;
};

test('a document’s parameters are read with all that AWS lets it say of them', () => {
  expect(
    one({
      type: 'String',
      description: 'Which log',
      default: 'syslog',
      allowedPattern: '^[a-z]+$',
      allowedValues: ['syslog', 'auth'],
      minChars: 2,
      maxChars: '9',
      displayType: 'textarea',
    }),
  ).toEqual({
    name: 'p',
    type: 'String',
    description: 'Which log',
    byDefault: 'syslog',
    allowedPattern: '^[a-z]+$',
    allowedValues: ['syslog', 'auth'],
    lengthMin: 2,
    lengthMax: 9,
    long: true,
  });
});

test('what is no session document is none, and one without parameters asks for nothing', () => {
  expect(documentForm('not json')).toBeNull();
  expect(documentForm('[]')).toBeNull();
  expect(documentForm('{"schemaVersion":"1.0"}')?.parameters).toEqual([]);
});

test('a port session is not one to show here', () => {
  expect(isShown(read({}))).toBe(true);
  expect(isShown(read({}, 'Port'))).toBe(false);
});

test('a value that is missing without a default is asked for; with one it may stay empty', () => {
  expect(parameterProblem(one({ type: 'String' }), '')).toMatch(/needed/);
  expect(parameterProblem(one({ type: 'String', default: '80' }), '')).toBeNull();
});

test('pattern, list of values, length and number are held before AWS is asked', () => {
  expect(parameterProblem(one({ type: 'String', allowedPattern: '^\\d+$' }), 'x')).toMatch(/must match/);
  expect(parameterProblem(one({ type: 'String', allowedPattern: '^\\d+$' }), '8')).toBeNull();
  expect(parameterProblem(one({ type: 'String', allowedValues: ['a', 'b'] }), 'c')).toMatch(/a, b/);
  expect(parameterProblem(one({ type: 'String', maxChars: 2 }), 'abc')).toMatch(/At most 2/);
  expect(parameterProblem(one({ type: 'Integer' }), 'one')).toMatch(/whole number/);
  expect(parameterProblem(one({ type: 'Boolean' }), 'perhaps')).toMatch(/true, false/);
  expect(parameterProblem(one({ type: 'StringList', allowedPattern: '^a' }), 'ab\nbc')).toMatch(/^bc: /);
});

test('a pattern that only AWS can read is left to AWS', () => {
  expect(parameterProblem(one({ type: 'String', allowedPattern: '(?i)^a' }), 'zzz')).toBeNull();
});

test('only what was written is sent, lists by their lines', () => {
  const form = read({ a: { type: 'String', default: '1' }, b: { type: 'StringList' } });
  expect(writtenParameters(form, { a: '', b: 'x\ny\n' })).toEqual({ b: ['x', 'y'] });
  expect(writtenParameters(form, { gone: 'z' })).toBeUndefined();
});

test('a pattern that means a port number is said in words, others as they are', () => {
  const port = '([1-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
  const parameter = one({ type: 'String', default: '80', allowedPattern: `^${port}$` });
  expect(parameterProblem(parameter, '99999')).toBe('It must be a number from 1 to 65535');
  expect(parameterProblem(parameter, '5432')).toBe(null);
  expect(ruleOf(`^(0|${port})$`)).toBe('be a number from 0 to 65535');
  expect(ruleOf('^[0-9]+$')).toBe('match ^[0-9]+$');
  expect(ruleOf('(')).toBe('match (');
});
