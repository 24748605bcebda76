// SPDX-License-Identifier: MIT
// The store of the server in codec/examples/: what it does not take, it does
// not answer for.
import assert from 'node:assert/strict';
import {
  Server, ask, assert_refusal, full_server, http, programs, report, run,
  server_id, target, test,
} from './support.mjs';

// Nothing that goes with the process is a place for what was acknowledged.
for (const database of [':memory:', '']) {
  test(`a database that is no file: '${database}'`, async () => {
    const done = await run(programs.server, ['--database', database]);
    assert.equal(done.code, 2);
    assert.equal(done.stdout, '');
    assert.match(done.stderr, /write-ahead log/);
  });
}

test('a command is given whole or not at all', async () => {
  const longest = 'x'.repeat(64);
  const server = await Server.start({ args: ['--give', `long=${longest}`] });
  const path = target.replace(server_id, 'long');
  const send = (command_name) =>
    ask(server.port, http(report({ command_name }), { path }));
  assert.equal((await send(longest)).status, 200);
  const done = await run(programs.server,
    ['--database', server.database, '--give', `long=${longest}x`]);
  assert.equal(done.code, 2);
  assert.match(done.stderr, /longer than 64 bytes/);
  // Another program may have put one there.
  server.sql(`UPDATE servers SET command_name = '${longest}x'
              WHERE server_id = 'long'`);
  assert_refusal(await send(longest), 500, 'SMS.2007');
  assert_refusal(await send(`${longest}x`), 500, 'SMS.2007');
  assert.equal(server.count(), 1);
  await server.stop();
});

test('nobody who reads its complaints', async () => {
  const server = await full_server();
  server.child.stderr.destroy();
  const large = http(report({ result_detail: 'x'.repeat(9000) }));
  assert_refusal(await ask(server.port, large), 500, 'SMS.2007');
  await server.stop();
});
