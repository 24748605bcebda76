// SPDX-License-Identifier: MIT
// Requests that no client library would make: slow, cut, oversized, malformed
// and pipelined ones get their answer or are dropped, and harm nobody else.
import assert from 'node:assert/strict';
import {
  Connection, Server, ask, assert_refusal, growth_kib, http, report, sleep,
  target, test,
} from './support.mjs';

// What the server must still do after whatever was done to it.
async function assert_serves(server, stored) {
  const before = server.count();
  assert.equal(before, stored);
  assert.equal((await ask(server.port, http(report()))).status, 200);
  assert.equal(server.count(), before + 1);
  await server.stop();
}

// ---- Slow ------------------------------------------------------------------

const impatient = { args: ['--timeout-ms', '2000'] };

// Sends bytes one at a time for as long as somebody listens.
async function dribble(connection, bytes) {
  for (let i = 0; !connection.is_closed; i++) {
    connection.send(bytes.subarray(i % bytes.length, (i % bytes.length) + 1));
    await sleep(20);
  }
}

test('slow peers are dropped, and others served meanwhile', async () => {
  const server = await Server.start(impatient);
  const request = http(report());
  const head = request.indexOf('\r\n\r\n') + 4;
  const slow = [];
  for (let i = 0; i < 60; i++) {
    const connection = new Connection(server.port);
    slow.push(connection);
    if (i % 3 === 0) { // nothing at all
      continue;
    }
    if (i % 3 === 1) { // a head without an end
      connection.send(request.subarray(0, 20));
      dribble(connection, Buffer.from('x'));
    } else { // a body without an end
      connection.send(http(' '.repeat(10000)).subarray(0, head));
      dribble(connection, Buffer.from(' '));
    }
  }
  let served = 0;
  do {
    assert.equal((await ask(server.port, request)).status, 200);
    served++;
    await sleep(10);
  } while (!slow.every((connection) => connection.is_closed));
  slow.forEach((connection) => assert.equal(connection.bytes.length, 0));
  await assert_serves(server, served);
});

test('a peer that does not read is dropped', async () => {
  const server = await Server.start(impatient);
  const connection = new Connection(server.port);
  connection.socket.pause();
  const many = Buffer.concat(Array(1000).fill(http('{}')));
  // Its answers fill what the kernel holds for it, and then it is stuck.
  const feed = () => connection.socket.write(many, (e) => e || feed());
  feed();
  // The server drops it: what it still wants to send then fails.
  await connection.closed;
  await assert_serves(server, 0);
});

test('an idle connection is dropped after its answer', async () => {
  const server = await Server.start(impatient);
  const connection = new Connection(server.port);
  connection.send(http(report()));
  assert.equal((await connection.answer()).status, 200);
  await connection.closed;
  await assert_serves(server, 1);
});

test('more connections than there is room for', async () => {
  const server = await Server.start({ args: ['--timeout-ms', '2000'] });
  const idle = Array.from({ length: 700 }, () => new Connection(server.port));
  await Promise.all(idle.map((connection) => connection.closed));
  await assert_serves(server, 0);
});

// ---- Cut -------------------------------------------------------------------

test('a request that is cut anywhere is no report', async () => {
  const server = await Server.start(impatient);
  const request = http(report());
  for (const how of ['end', 'resetAndDestroy']) {
    const all = Array.from(request, (_, len) => {
      const connection = new Connection(server.port);
      connection.socket.write(request.subarray(0, len), () =>
        connection.socket[how]());
      return connection;
    });
    await Promise.all(all.map((connection) => connection.closed));
    for (const connection of all) {
      const answer = connection.take();
      assert.ok(answer === null || answer.status >= 400);
    }
  }
  await assert_serves(server, 0);
});

test('who leaves before the answer does no harm', async () => {
  const server = await Server.start();
  for (let i = 0; i < 100; i++) {
    const connection = new Connection(server.port);
    connection.socket.write(http(report()), () =>
      connection.socket.resetAndDestroy());
    await connection.closed;
  }
  // Some of them may have been stored, none twice.
  await ask(server.port, http('{}'));
  const stored = server.count();
  assert.ok(stored <= 100);
  await assert_serves(server, stored);
});

// ---- Oversized -------------------------------------------------------------

// A report of exactly so many bytes.
function report_of(size) {
  const frame = report({ result_detail: '' });
  return report({ result_detail: 'x'.repeat(size - frame.length) });
}

test('the limit is a limit to the byte', async () => {
  const server = await Server.start({ args: ['--max-body', '1000'] });
  for (const [size, status] of [[999, 200], [1000, 200], [1001, 401]]) {
    const plain = await ask(server.port, http(report_of(size)));
    assert.equal(plain.status, status);
    const chunked = await ask(server.port, chunks(report_of(size), 100));
    assert.equal(chunked.status, status);
    if (status === 401) {
      assert_refusal(plain, 401, 'SMS.2004');
      assert_refusal(chunked, 401, 'SMS.2004');
    }
  }
  await assert_serves(server, 4);
});

function chunks(body, size) {
  const pieces = [chunked_head];
  for (let i = 0; i < body.length; i += size) {
    const piece = body.slice(i, i + size);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n${piece}\r\n`));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
}

test('a length that is too large is refused before the body', async () => {
  const server = await Server.start();
  for (const length of ['10241', '12582912', '9223372036854775807']) {
    for (const more of [{}, { Expect: '100-continue' }]) {
      const connection = new Connection(server.port);
      // No byte of a body is ever sent, and the answer comes all the same.
      connection.send(http('', { headers: { 'Content-Length': length, ...more } }));
      assert_refusal(await connection.answer(), 401, 'SMS.2004');
      await connection.end();
      assert.equal(connection.bytes.length, 0);
    }
  }
  await assert_serves(server, 0);
});

test('a length that no number holds is refused', async () => {
  const server = await Server.start();
  for (const length of ['18446744073709551616', '9'.repeat(100), '-1', '0x10',
    '1e3', '', ' ']) {
    const connection = new Connection(server.port);
    connection.send(http('', { headers: { 'Content-Length': length } }));
    connection.socket.end();
    const answer = await connection.answer();
    assert.ok(answer === null || (answer.status >= 400 && answer.status < 500));
    await connection.closed;
  }
  await assert_serves(server, 0);
});

const chunked_head = http('', {
  headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' },
});
const chunk = Buffer.from(`10000\r\n${'x'.repeat(65536)}\r\n`);

test('a chunked body that is too large is not kept', async () => {
  const server = await Server.start({ args: ['--timeout-ms', '60000'] });
  const before = server.resident_kib();
  const connection = new Connection(server.port);
  connection.send(chunked_head);
  for (let i = 0; i < 1024; i++) {
    await new Promise((done) => connection.socket.write(chunk, done));
  }
  const grown = server.resident_kib() - before;
  assert.ok(grown < 8 * growth_kib, `${grown} KiB of 65536`);
  connection.send('0\r\n\r\n');
  assert_refusal(await connection.answer(), 401, 'SMS.2004');
  await connection.end();
  await assert_serves(server, 0);
});

test('a chunked body without an end is dropped', async () => {
  const server = await Server.start(impatient);
  const connection = new Connection(server.port);
  connection.send(chunked_head);
  const feed = () => connection.socket.write(chunk, (e) => e || feed());
  feed();
  await connection.closed;
  assert.equal(connection.take(), null);
  await assert_serves(server, 0);
});

test('a head that is too large is refused', async () => {
  const server = await Server.start();
  for (const request of [
    http('', { headers: { 'X-Large': 'x'.repeat(100000) } }),
    http('', { path: `${target}?${'x'.repeat(100000)}` }),
    http('', { headers: Object.fromEntries(Array.from({ length: 20000 },
      (_, i) => [`X-${i}`, 'x'])) }),
  ]) {
    const answer = await ask(server.port, request);
    assert.ok(answer === null || (answer.status >= 400 && answer.status < 500));
  }
  // The longest token that there is has room.
  const long = await ask(server.port, http(report(),
    { headers: { 'X-Auth-Token': 'x'.repeat(16384) } }));
  assert_refusal(long, 401, 'APIGW.0301');
  await assert_serves(server, 0);
});

// ---- Malformed -------------------------------------------------------------

test('what is not HTTP is refused or dropped', async () => {
  const server = await Server.start(impatient);
  const body = report();
  await Promise.all([
    'GARBAGE\r\n\r\n',
    '\r\n\r\n\r\n\r\n',
    '\0\0\0\0\0\0\0\0',
    Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), // a TLS greeting
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    `POST ${target}\r\n\r\n`,
    `POST ${target} HTTP/9.9\r\n\r\n${body}`,
    `POST  HTTP/1.1\r\n\r\n`,
    http(body, { headers: { 'Content-Length': `${body.length}, 5` } }),
    http(body, { headers: { 'content-length': body.length } }),
    http(body, { headers: { 'content-length': 99999 } }),
    http(body, { headers: { 'content-length': '0' } }),
    chunks(body, 64).toString()
      .replace('\r\n\r\n', `\r\nContent-Length: ${body.length}\r\n\r\n`),
    http(body, { headers: { 'Transfer-Encoding': 'identity' } }),
    http(body, { headers: { 'Content-Length': null } }),
    http(body, {
      headers: { 'Content-Length': null, 'Transfer-Encoding': 'gzip' },
    }),
    chunks(body, 64).toString().replace('\r\n40\r\n', '\r\nzz\r\n'),
    chunks(body, 64).toString().replace('\r\n40\r\n', '\r\n-1\r\n'),
    chunks(body, 64).toString()
      .replace('\r\n40\r\n', '\r\nffffffffffffffffff\r\n'),
    `POST ${target} HTTP/1.1\r\nno colon\r\n\r\n`,
    `POST ${target}%00 HTTP/1.1\r\nHost: x\r\n\r\n`,
    `POST ${target}\u0001 HTTP/1.1\r\nHost: x\r\n\r\n`,
  ].map(async (bytes) => {
    const connection = new Connection(server.port);
    connection.send(bytes);
    connection.socket.end();
    await connection.closed;
    for (let answer; (answer = connection.take()) !== null;) {
      assert.ok(answer.status >= 400 && answer.status < 600, String(bytes));
    }
  }));
  await assert_serves(server, 0);
});

// ---- Pipelined -------------------------------------------------------------

test('pipelined requests are answered in their order', async () => {
  const server = await Server.start();
  const connection = new Connection(server.port);
  const kinds = [
    [() => report({ result_detail: { msg: 'x' } }), 200],
    [() => '{', 400],
    [() => report({ command_name: 'STOP' }), 400],
  ];
  const expected = Array.from({ length: 300 }, (_, i) => kinds[i % 3]);
  connection.send(Buffer.concat(expected.map(([body]) => http(body()))));
  for (const [, status] of expected) {
    assert.equal((await connection.answer()).status, status);
  }
  await connection.end();
  await assert_serves(server, 100);
});

test('what follows a refused head is not taken for a request', async () => {
  const server = await Server.start();
  const connection = new Connection(server.port);
  // The body of the first, which is never read, looks like a second.
  const inner = http(report());
  connection.send(http(Buffer.concat([inner, Buffer.alloc(20000)])));
  assert_refusal(await connection.answer(), 401, 'SMS.2004');
  assert.equal(await connection.answer(), null);
  await assert_serves(server, 0);
});
