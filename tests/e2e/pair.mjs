// SPDX-License-Identifier: MIT
// The client of codec/examples/ against the server beside it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  Server, folder, full_server, programs, refusals, run, server_id, test,
  tokens,
} from './support.mjs';

// The client can neither leave out its Content-Type nor send another.
const possible = refusals.filter((refusal) => refusal.type === undefined);

function report(server, { id = server_id, command = 'START', args = [] } = {}) {
  return run(programs.client, ['--server', id, '--command-name', command,
    '--result', 'success', ...args, server.url]);
}

function token_file(token) {
  const file = path.join(folder, token);
  writeFileSync(file, `${token}\n`);
  return file;
}

test('both forms of a detail are stored, and read alike', async () => {
  const server = await Server.start();
  server.add_tokens();
  for (const args of [
    ['--message', 'an "object" 迁'],
    ['--detail-text', '{"msg":"a \\"string\\" \\u8fc1"}'],
    ['--detail-text', 'no JSON'],
    ['--token-file', token_file(tokens.permitted)],
  ]) {
    const done = await report(server, { args });
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stdout, /^status 200: reported\n$/);
  }
  assert.deepEqual(
    server.sql('SELECT server_id, command_name, result, detail, msg' +
      ' FROM reports ORDER BY id'),
    [
      ['{"msg":"an \\"object\\" 迁"}', 'an "object" 迁'],
      ['"{\\"msg\\":\\"a \\\\\\"string\\\\\\" \\\\u8fc1\\"}"', 'a "string" 迁'],
      ['"no JSON"', null],
      [null, null],
    ].map(([detail, msg]) => ({
      server_id, command_name: 'START', result: 'success', detail, msg,
    })));
  await server.stop();
});

for (const refusal of possible) {
  test(`the client reads: ${refusal.name}`, async () => {
    const server = await Server.start();
    server.add_tokens();
    const args = [];
    if (refusal.token !== undefined) {
      args.push('--token-file', token_file(refusal.token));
    }
    if (refusal.members?.result_detail !== undefined) {
      args.push('--detail-text', refusal.members.result_detail);
    }
    const done = await report(server, {
      id: refusal.server, command: refusal.members?.command_name, args,
    });
    assert.equal(done.code, 1, done.stderr);
    assert.match(done.stdout, new RegExp(`^status ${refusal.status}: `));
    assert.ok(done.stdout.includes(`\n  code: ${refusal.code}\n`));
    if (refusal.status === 403) {
      assert.ok(done.stdout.includes('\n  detail, code: SMS.9004\n'));
      assert.match(done.stdout, /\n {2}parameter: You do not have permission/);
      assert.match(done.stdout, /\n {2}encoded authorization message: X+\n/);
    }
    assert.equal(done.stderr, '');
    assert.equal(server.count(), 0);
    await server.stop();
  });
}

test('the client reads: a database that is full', async () => {
  const server = await full_server();
  const stored = server.count();
  const done = await report(server, { args: ['--message', 'x'.repeat(9000)] });
  assert.equal(done.code, 1);
  assert.match(done.stdout, /^status 500: .*\n {2}code: SMS\.2007\n/);
  assert.equal(server.count(), stored);
  await server.stop();
});

test('what cannot be a report is not sent', async () => {
  const server = await Server.start();
  for (const [args, why] of [
    [['--server', '../x', '--command-name', 'START', '--result', 'success'],
      /cannot be reported/],
    [['--server', 'x', '--command-name', 'START', '--result', 'maybe'],
      /^cannot be reported: a result is success or fail$/m],
    [['--server', 'x', '--command-name', '', '--result', 'fail'],
      /^cannot be reported at \/command_name: /],
    [['--server', 'x', '--command-name', 'START'], /^usage/],
    [['--server', 'x', '--command-name', 'START', '--result', 'fail',
      '--token-file', token_file('a\tb')], /token/],
    [['--server', 'x', '--command-name', 'START', '--result', 'fail',
      '--attempts', '0'], /^usage/],
  ]) {
    const done = await run(programs.client, [...args, server.url]);
    assert.equal(done.code, 2);
    assert.match(done.stderr, why);
  }
  assert.equal(server.count(), 0);
  await server.stop();
});
