// SPDX-License-Identifier: MIT
// curl against the server of codec/examples/: every answer that the call
// documents, byte for byte, and judged by the strict profile.
import assert from 'node:assert/strict';
import {
  Server, assert_refusal, full_server, programs, refusals, report, run,
  server_id, target, test, tokens,
} from './support.mjs';

// curl's own words go into `args`; the body to its standard input.
async function curl(server, body, { path = target, args = [] } = {}) {
  const done = await run('curl', ['--silent', '--show-error', '--data-binary',
    '@-', '--write-out', '\n%{http_code} %{content_type}', ...args,
    `${server.url}${path}`], { input: body });
  assert.equal(done.code, 0, done.stderr);
  const [, text, status, type] = /^([^]*)\n(\d+) (.*)$/.exec(done.stdout);
  return { status: Number(status), body: text, headers: { 'content-type': type } };
}

const json = ['--header', 'Content-Type: application/json'];

async function assert_strict(answer) {
  const done = await run(programs.command, ['check', 'response', '--status',
    String(answer.status), '--profile', 'strict', '-'], { input: answer.body });
  assert.equal(done.code, 0, done.stderr);
}

test('a report is stored', async () => {
  const server = await Server.start();
  server.add_tokens();
  for (const args of [
    json,
    ['--header', 'content-type: Application/JSON; charset="utf-8"'],
    [...json, '--header', `X-Auth-Token: ${tokens.permitted}`],
    [...json, '--header', 'Authorization: SDK-HMAC-SHA256 Access=x'],
    [...json, '--header', 'Expect: 100-continue'],
    [...json, '--header', 'Transfer-Encoding: chunked'],
    [...json, '--http1.0'],
  ]) {
    const answer = await curl(server, report(), { args });
    assert.equal(answer.status, 200);
    assert.equal(answer.body, '{}');
    assert.equal(answer.headers['content-type'], 'application/json');
    await assert_strict(answer);
  }
  assert.equal(server.count(), 7);
  await server.stop();
});

for (const refusal of refusals) {
  test(`refused: ${refusal.name}`, async () => {
    const server = await Server.start();
    server.add_tokens();
    const type = refusal.type === undefined ? 'application/json' : refusal.type;
    const args = ['--header', `Content-Type:${type === null ? '' : ` ${type}`}`];
    if (refusal.token !== undefined) {
      args.push('--header', `X-Auth-Token: ${refusal.token}`);
    }
    const answer = await curl(server, report(refusal.members), {
      path: target.replace(server_id, refusal.server ?? server_id), args,
    });
    const body = assert_refusal(answer, refusal.status, refusal.code);
    await assert_strict(answer);
    if (refusal.status === 403) {
      assert.equal(body.error_param.length, 1);
      assert.deepEqual(body.details,
        [{ error_code: 'SMS.9004', error_msg: body.error_param[0] }]);
    }
    assert.equal(server.count(), 0);
    await server.stop();
  });
}

test('refused: a database that is full', async () => {
  const server = await full_server();
  const stored = server.count();
  const answer = await curl(server, report({ result_detail: 'x'.repeat(9000) }),
    { args: json });
  assert_refusal(answer, 500, 'SMS.2007');
  await assert_strict(answer);
  assert.equal(server.count(), stored);
  await server.stop();
});

test('refused: tokens that nobody has given out', async () => {
  const server = await Server.start();
  server.add_tokens();
  for (const token of ['unknown', 'with space', 't\u00e9', "' OR 1 --"]) {
    const answer = await curl(server, report(),
      { args: [...json, '--header', `X-Auth-Token: ${token}`] });
    assert_refusal(answer, 401, 'APIGW.0301');
  }
  assert.equal(server.count(), 0);
  await server.stop();
});

test('refused: another path, another method', async () => {
  const server = await Server.start();
  for (const path of ['/', '/v3/sources/command_result', `${target}/`,
    target.replace(server_id, '%2e%2e'), target.replace(server_id, 'a%2fb'),
    target.replace(server_id, '%zz'), target.replace('v3', 'v4')]) {
    const answer = await curl(server, report(),
      { path, args: [...json, '--path-as-is'] });
    assert_refusal(answer, 404, 'APIGW.0101');
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'post']) {
    const answer = await curl(server, report(),
      { args: [...json, '--request', method] });
    assert_refusal(answer, 404, 'APIGW.0101');
  }
  assert.equal(server.count(), 0);
  // The same id, spelled otherwise, and a query that nobody looks at.
  const spelled = target.replace(server_id, server_id.replace('7', '%37'));
  const answer = await curl(server, report(),
    { path: `${spelled}?a=b`, args: json });
  assert.equal(answer.status, 200);
  assert.equal(server.sql('SELECT server_id FROM reports')[0].server_id,
    server_id);
  await server.stop();
});

test('refused: bodies, each for what is wrong with it', async () => {
  const server = await Server.start();
  for (const [body, code] of [
    ['', 'UCR_E_EMPTY'],
    [report().slice(0, -1), 'UCR_E_EOF'],
    ['{"command_name":"START"}', 'UCR_E_MISSING'],
    ['{"command_name":"START","result":"maybe"}', 'UCR_E_ENUM'],
    ['{"command_name":1,"result":"fail"}', 'UCR_E_TYPE'],
    ['{"command_name":"START","command\\u005fname":"STOP","result":"fail"}',
      'UCR_E_DUPLICATE'],
    [report() + 'x', 'UCR_E_TRAILING'],
    [`{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 'UCR_E_DEPTH'],
    [Buffer.from('{"a":"\xff"}', 'latin1'), 'UCR_E_UTF8'],
  ]) {
    const answer = await curl(server, body, { args: json });
    assert_refusal(answer, 400, code);
    await assert_strict(answer);
  }
  assert.equal(server.count(), 0);
  await server.stop();
});
