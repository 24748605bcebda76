// SPDX-License-Identifier: MIT
// The vendor's own Node.js core as the client: what it puts on the wire is
// taken, and what the server answers it reads back. (It needs the package uuid
// without saying so, and keeps an id of its own in the home folder.)
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  Server, full_server, refusals, server_id, test, tokens,
} from './support.mjs';

const core = '@huaweicloud/huaweicloud-sdk-core';
const load = createRequire(path.join(process.env.UCR_NPM, 'package.json'));
const { ClientBuilder } = load(`${core}/ClientBuilder`);
const { BasicCredentials } = load(`${core}/auth/BasicCredentials`);
const { ClientRequestException } =
  load(`${core}/exception/ClientRequestException`);
const { ServerResponseException } =
  load(`${core}/exception/ServerResponseException`);

// The core logs what it throws, on standard output.
load('log4js').configure({
  appenders: { out: { type: 'stderr' } },
  categories: { default: { appenders: ['out'], level: 'off' } },
});

function client_of(server) {
  return new ClientBuilder((client) => client)
    .withCredential(new BasicCredentials()
      .withAk('access').withSk('secret').withProjectId('project'))
    .withEndpoint(server.url)
    .build();
}

// What the vendor's generated client for this service hands to the core.
function send(server, data, { id = server_id, type, token } = {}) {
  const headers = token === undefined ? {} : { 'X-Auth-Token': token };
  const options = {
    method: 'POST',
    url: '/v3/sources/{server_id}/command_result',
    contentType: type ?? 'application/json;charset=UTF-8',
    pathParams: { server_id: id },
    queryParams: {},
    headers,
    data,
  };
  if (type === null) {
    // The core always names a type: only what is below it can leave it out.
    options.axiosRequestConfig = {
      transformRequest: [(body, sent) => {
        sent.setContentType(false);
        return JSON.stringify(body);
      }],
    };
  }
  return client_of(server).sendRequest(options);
}

const report = (members) => ({
  command_name: 'START', result: 'success', ...members,
});

test('every kind of detail is taken', async () => {
  const server = await Server.start();
  const kinds = [
    [{ msg: 'an object \u8fc1 \u{1f600}' }, 'an object \u8fc1 \u{1f600}'],
    ['{"msg":"a string \\u8fc1"}', 'a string \u8fc1'],
    ['no JSON', null],
    [['an', 'array'], null],
    [1e22, null], [true, null], [null, null], [undefined, null],
    [{ msg: 'half \ud800' }, null],
    [{ deep: [[[[{}]]]] }, null],
  ];
  for (const [detail] of kinds) {
    const answer = await send(server, report({ result_detail: detail }));
    assert.equal(answer.httpStatusCode, 200);
  }
  assert.deepEqual(
    server.sql('SELECT detail, msg FROM reports ORDER BY id'),
    kinds.map(([detail, msg]) =>
      ({ detail: JSON.stringify(detail) ?? null, msg })));
  await server.stop();
});

test('every command that it is told to report is taken', async () => {
  const commands = ['START', 'STOP', 'DELETE', 'SYNC', 'UPLOAD_LOG',
    'RSET_LOG_ACL', 'SKIP'];
  const server = await Server.start({
    args: commands.flatMap((command) =>
      ['--give', `server-${command}=${command}`]),
  });
  for (const command of commands) {
    const answer = await send(server, report({ command_name: command }),
      { id: `server-${command}` });
    assert.equal(answer.httpStatusCode, 200);
  }
  assert.deepEqual(
    server.sql('SELECT server_id, command_name FROM reports ORDER BY id'),
    commands.map((command) =>
      ({ server_id: `server-${command}`, command_name: command })));
  await server.stop();
});

async function assert_thrown(sending, status, code) {
  const thrown = await sending.then(
    () => assert.fail('it was taken'), (error) => error);
  const kind = status < 500 ? ClientRequestException : ServerResponseException;
  assert.ok(thrown instanceof kind, String(thrown));
  assert.equal(thrown.httpStatusCode, status);
  assert.equal(thrown.errorCode, code);
  assert.ok(thrown.errorMsg.length > 0);
  return thrown;
}

for (const refusal of refusals) {
  test(`it reads: ${refusal.name}`, async () => {
    const server = await Server.start();
    server.add_tokens();
    const thrown = await assert_thrown(
      send(server, report(refusal.members), {
        id: refusal.server, type: refusal.type, token: refusal.token,
      }), refusal.status, refusal.code);
    if (refusal.status === 403) {
      assert.equal(thrown.encodedAuthorizationMessage, 'XXXXXX');
      assert.match(thrown.errorMsg, /does not have the permission/);
    }
    assert.equal(server.count(), 0);
    await server.stop();
  });
}

test('it reads: a database that is full', async () => {
  const server = await full_server();
  const stored = server.count();
  await assert_thrown(
    send(server, report({ result_detail: 'x'.repeat(9000) })), 500, 'SMS.2007');
  assert.equal(server.count(), stored);
  await server.stop();
});

test('it reads: a body that was never set', async () => {
  const server = await Server.start();
  await assert_thrown(send(server, undefined), 400, 'UCR_E_EMPTY');
  await assert_thrown(send(server, {}), 400, 'UCR_E_MISSING');
  assert.equal(server.count(), 0);
  await server.stop();
});

test('it reads: ids that it does not escape', async () => {
  const server = await Server.start();
  for (const id of ['', '{server_id}', 'a/b', '..']) {
    await assert_thrown(send(server, report(), { id }), 404, 'APIGW.0101');
  }
  assert.equal(server.count(), 0);
  await server.stop();
});

test('a token that is permitted', async () => {
  const server = await Server.start();
  server.add_tokens();
  const answer = await send(server, report(), { token: tokens.permitted });
  assert.equal(answer.httpStatusCode, 200);
  await server.stop();
});
