/**
 * What a person needs to use the demo, in the order they need it.
 * @param {{ publicUrl: string, facts: import('./emulator.mjs').EmulatorFacts, consoleLog?: string }} options
 */
export function welcome({ publicUrl, facts, consoleLog }) {
  return `
Quarterdeck  ${publicUrl}

  Sign in as   ada  administrator in both accounts
               olu  operator: sessions on nodes tagged Environment=staging, parameters under /staging
               vic  viewer: reads, no sessions, no decryption
  Password     ${facts.password}
${consoleLog ? `  Log          ${consoleLog}\n` : ''}
Emulator     ${facts.url}   (TLS: ${facts.tlsUrl})
  Key file     ${facts.keyFile}
  CA file      ${facts.caFile}

  AWS CLI      export AWS_ACCESS_KEY_ID=$(sed -n 's/.*"accessKeyId": *"\\([^"]*\\)".*/\\1/p' ${facts.keyFile})
               export AWS_SECRET_ACCESS_KEY=$(sed -n 's/.*"secretAccessKey": *"\\([^"]*\\)".*/\\1/p' ${facts.keyFile})
               aws --endpoint-url ${facts.url} --region eu-west-1 ssm describe-instance-information
               over TLS: AWS_CA_BUNDLE=${facts.caFile} aws --endpoint-url ${facts.tlsUrl} …

Ctrl-C ends everything.`;
}
