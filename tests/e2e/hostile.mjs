// SPDX-License-Identifier: MIT
// A hundred thousand hostile bodies, made from the corpus by a fixed rule: each
// gets its answer in the documented shape, and the server neither falls nor
// grows.
import assert from 'node:assert/strict';
import {
  Connection, Server, assert_refusal, growth_kib, http, report, seeds, test,
} from './support.mjs';

const count = 100000;
const batch = 200;
const limit = 10240;

// A generator of numbers that gives the same ones everywhere (xorshift32).
function chance(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const words = ['"command_name"', '"result"', '"result_detail"', '"START"',
  '"success"', '{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\ud800',
  '\\udc00', '\0', '\x1b', '\xff', '\xc0\xaf', '\xed\xa0\x80', '\xef\xbb\xbf',
  '-', '0', '1e999', 'null', 'true', ' ', '\n', '[[[[[[[[', '\x0c',
].map((word) => Buffer.from(word, 'latin1'));

// Every eighth body is a report around something of the corpus, as it is or as
// a string, so that much gets past the envelope too.
function around(detail, random) {
  const text = random(2) ? detail : JSON.stringify(detail.toString('latin1'));
  return Buffer.concat([
    Buffer.from('{"command_name":"START","result":"fail","result_detail":'),
    Buffer.from(text),
    Buffer.from('}'),
  ]).subarray(0, limit);
}

function hostile(bodies, random) {
  const body = bodies[random(bodies.length)];
  return random(8) ? mutate(body, bodies, random) : around(body, random);
}

function mutate(seed, bodies, random) {
  let body = seed;
  for (let i = random(4); i >= 0; i--) {
    const at = random(body.length + 1);
    const to = at + random(Math.min(body.length - at, 64) + 1);
    const other = bodies[random(bodies.length)];
    const middle = [
      () => Buffer.alloc(0), // something is missing
      () => words[random(words.length)],
      () => Buffer.from([random(256)]),
      () => Buffer.concat([body.subarray(at, to), body.subarray(at, to)]),
      () => other.subarray(random(other.length + 1)),
    ][random(5)]();
    body = Buffer.concat([body.subarray(0, at), middle, body.subarray(to)]);
  }
  return body.subarray(0, limit);
}

test('a hundred thousand hostile bodies', async () => {
  const server = await Server.start();
  const bodies = [
    ...['request/ok', 'request/bad', 'json/accept', 'json/refuse']
      .flatMap((name) => seeds(name).map((seed) => seed.bytes)),
    Buffer.from(report()),
  ].map((body) => body.subarray(0, limit));
  const random = chance(20240229);
  const codes = new Map();
  const connection = new Connection(server.port);
  let settled = 0;
  // SQLite's cache fills up to its own limit first.
  const large = 400;
  connection.send(Buffer.concat(Array(large).fill(
    http(report({ result_detail: 'x'.repeat(9000) })))));
  for (let i = 0; i < large; i++) {
    assert.equal((await connection.answer()).status, 200);
  }
  for (let sent = 0; sent < count; sent += batch) {
    connection.send(Buffer.concat(
      Array.from({ length: batch }, () => http(hostile(bodies, random)))));
    for (let i = 0; i < batch; i++) {
      const answer = await connection.answer();
      assert.notEqual(answer, null, server.stderr);
      let code = 'none';
      if (answer.status !== 200) {
        code = JSON.parse(answer.body).error_code;
        assert_refusal(answer, 400, code);
      }
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    if (sent === count / 10) {
      settled = server.resident_kib();
    }
  }
  const grown = server.resident_kib() - settled;
  await connection.end();
  console.log(Object.fromEntries(codes), `${settled} KiB, then ${grown} more`);
  // Ninety thousand bodies: a dozen bytes lost with each would be seen.
  assert.ok(settled > 0 && grown < growth_kib, `${grown} KiB`);
  assert.equal(server.count(), large + codes.get('none'));
  for (const code of ['none', 'SMS.2009', 'UCR_E_EMPTY', 'UCR_E_EOF',
    'UCR_E_SYNTAX', 'UCR_E_NUMBER', 'UCR_E_CONTROL', 'UCR_E_ESCAPE',
    'UCR_E_UTF8', 'UCR_E_BOM', 'UCR_E_TRAILING', 'UCR_E_DEPTH', 'UCR_E_TYPE',
    'UCR_E_ENUM', 'UCR_E_MISSING', 'UCR_E_DUPLICATE']) {
    assert.ok(codes.get(code) > 0, `none was ${code}`);
  }
  await server.stop();
});
