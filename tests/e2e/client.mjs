// SPDX-License-Identifier: MIT
// The client of codec/examples/ against a server that misbehaves on purpose:
// what it tries again, how often, how long it waits, and what it says.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import net from 'node:net';
import {
  host, programs, run, seeds, server_id, target, test,
} from './support.mjs';

const gateway = JSON.stringify({
  error_msg: 'Throttled', error_code: 'APIGW.0308', request_id: '5f1c',
});

// Answers each request with the next of `steps`, the last again and again.
// Gives what the client did, and when the requests came.
async function report(steps, args = []) {
  const arrivals = [];
  const server = createServer((request, response) => {
    const step = steps[Math.min(arrivals.length, steps.length - 1)];
    arrivals.push(performance.now());
    assert.equal(request.method, 'POST');
    assert.equal(request.url, target);
    request.resume().on('end', () => step(response));
  });
  await new Promise((done) => server.listen(0, host, done));
  const url = `http://${host}:${server.address().port}/`;
  const done = await run(programs.client, ['--server', server_id,
    '--command-name', 'START', '--result', 'success', '--message', 'x',
    '--back-off-ms', '2', ...args, url]);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  return { ...done, arrivals, attempts: arrivals.length };
}

const answer = (status, body, headers = {}) => (response) => {
  response.writeHead(status, headers);
  response.end(body);
};
const reset = (response) => response.socket.resetAndDestroy();
const cut_after = (status) => (response) => {
  response.writeHead(status, { 'Content-Length': 100 });
  response.write('{', () => response.socket.destroy());
};

for (const [name, step] of [
  ...[429, 502, 503, 504].map((status) => [status, answer(status, gateway)]),
  ['a reset', reset],
  ['an answer that is cut', cut_after(200)],
  ['a failure that is cut', cut_after(500)],
  ['a 429 that is cut', cut_after(429)],
  ['an answer without an end', (response) => response.write('')],
]) {
  test(`${name} is tried again`, async () => {
    const done = await report([step, step, answer(200, '{}')],
      ['--timeout-ms', name === 'an answer without an end' ? '1500' : '60000']);
    assert.equal(done.code, 0, done.stdout + done.stderr);
    assert.equal(done.attempts, 3);
    assert.ok(!done.stdout.includes('nothing that this program knows of'));
    assert.match(done.stdout, /status 200: reported\n$/);
  });
}

test('a peer that does not speak HTTP is not asked again', async () => {
  const done = await report([(response) => response.socket.end('\0\r\n\r\n')]);
  assert.equal(done.code, 2);
  assert.equal(done.attempts, 1);
});

test('tries are bounded', async () => {
  const done = await report([answer(503, '')], ['--attempts', '4']);
  assert.equal(done.code, 3);
  assert.equal(done.attempts, 4);
  assert.equal(done.stderr.match(/^again in \d+ ms$/gm).length, 3);
});

test('nobody there', async () => {
  const taken = net.createServer();
  await new Promise((done) => taken.listen(0, host, done));
  const { port } = taken.address();
  await new Promise((done) => taken.close(done));
  const done = await run(programs.client, ['--server', 'x', '--command-name',
    'START', '--result', 'fail', '--attempts', '2', '--back-off-ms', '2',
    `http://${host}:${port}`]);
  assert.equal(done.code, 3);
  assert.equal(done.stderr.match(/^again in/gm).length, 1);
});

for (const status of [400, 401, 403, 404, 405, 408, 409, 413, 422, 425, 499,
  500, 501, 301]) {
  test(`${status} is not tried again`, async () => {
    const done = await report(
      [answer(status, gateway, { Location: '/elsewhere' }), answer(200, '{}')]);
    assert.equal(done.code, 1);
    assert.equal(done.attempts, 1);
    assert.match(done.stdout, new RegExp(`^status ${status}: `));
    assert.ok(done.stdout.includes('  code: APIGW.0308\n'));
    assert.ok(done.stdout.includes('  request id: 5f1c\n'));
  });
}

test('a refusal is final, even if its body is cut or late', async () => {
  for (const step of [cut_after(404), (response) => {
    response.writeHead(400);
    response.write('{');
  }]) {
    const done = await report([step, answer(200, '{}')],
      ['--timeout-ms', '1500']);
    assert.equal(done.code, 1, done.stdout + done.stderr);
    assert.equal(done.attempts, 1);
    assert.match(done.stdout, /^status 40[04]: /);
  }
});

test('waits grow, and chance is in them', async () => {
  const waits = [];
  for (let i = 0; i < 8; i++) {
    const done = await report([answer(503, '')],
      ['--attempts', '6', '--back-off-ms', '16', '--longest-wait-ms', '100']);
    waits.push([...done.stderr.matchAll(/^again in (\d+) ms$/gm)]
      .map((match) => Number(match[1])));
    // A wait is not cut short: the next request comes no earlier.
    done.arrivals.slice(1).forEach((at, j) =>
      assert.ok(at - done.arrivals[j] >= waits[i][j] - 1));
  }
  [16, 32, 64, 100, 100].forEach((most, j) => {
    for (const wait of waits) {
      assert.ok(wait[j] >= most / 2 && wait[j] <= most, `${wait}`);
    }
  });
  assert.ok(new Set(waits.map((wait) => wait[4])).size > 1, `${waits}`);
});

test('Retry-After is waited for', async () => {
  const done = await report(
    [answer(429, gateway, { 'Retry-After': '1' }), answer(200, '')]);
  assert.equal(done.code, 0);
  assert.match(done.stderr, /^again in 1000 ms$/m);
  assert.ok(done.arrivals[1] - done.arrivals[0] >= 999);
});

test('a Retry-After that is too long ends it', async () => {
  const done = await report(
    [answer(503, '', { 'Retry-After': '3600' }), answer(200, '')]);
  assert.equal(done.code, 3);
  assert.equal(done.attempts, 1);
  assert.match(done.stderr, /^asked to wait 3600 s$/m);
});

test('an answer is collected up to a bound', async () => {
  const bound = ['--max-answer', '1000'];
  const body = (size) => `"${'x'.repeat(size - 2)}"`;
  const fits = await report([answer(200, body(1000))], bound);
  assert.equal(fits.code, 0);
  assert.ok(!fits.stdout.includes('more than'));
  for (const [status, code] of [[200, 0], [404, 1]]) {
    const over = await report([answer(status, body(1001))], bound);
    assert.equal(over.code, code);
    assert.ok(over.stdout.includes('  an answer of more than 1000 bytes\n'));
  }
  const endless = await report([(response) => {
    const more = () => response.write('x'.repeat(65536), (e) => e || more());
    response.writeHead(502);
    more();
  }, answer(200, '{}')], bound);
  assert.equal(endless.code, 0);
  assert.equal(endless.attempts, 2);
});

test('whoever answered is understood', async () => {
  for (const [status, body, said] of [
    [401, '{"error":{"message":"Unauthorized.","code":401,"title":"No"}}',
      /\n {2}code: 401\n {2}message: Unauthorized\.\n {2}title: No\n$/],
    [404, '<html>', /\n {2}an answer that cannot be read:\n<html>\n/],
    [404, '', /^status 404: [^\n]*\n$/],
    [400, '{"errors":[{"error_code":"a","error_msg":"b"}]}',
      /\n {2}code: a\n {2}message: b\n$/],
    [400, '{"error_code":"a","error_msg":"\\u001b[2J\\u202e"}',
      /\n {2}message: \\u\{1b\}\[2J\\u\{202e\}\n$/],
    [200, '{"body":"stored"}', /\n {2}message: stored\n$/],
    [200, 'OK', /reported\n {2}an answer that cannot be read:\nOK\n/],
  ]) {
    const done = await report([answer(status, body)]);
    assert.equal(done.code, status === 200 ? 0 : 1);
    assert.match(done.stdout, said);
  }
});

test('hostile answers end in words', async () => {
  for (const seed of [...seeds('response/ok'), ...seeds('response/bad')]) {
    const done = await report([answer(403, seed.bytes)]);
    assert.equal(done.code, 1, `${seed.name}: ${done.stderr}`);
    assert.match(done.stdout, /^status 403: /);
    // Nothing that a terminal would act upon.
    assert.doesNotMatch(done.stdout,
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/,
      seed.name);
  }
});
