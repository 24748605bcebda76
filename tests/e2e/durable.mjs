// SPDX-License-Identifier: MIT
// Acknowledged means durable: before each answer of 200 the server of
// codec/examples/ has synchronised its report with the disk.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  Connection, Server, ask, assert_refusal, folder, http, report, test,
} from './support.mjs';

// `order.c` writes a letter for each synchronisation and for each answer.
test('no answer before the disk has it', async () => {
  const order = path.join(folder, 'order');
  const server = await Server.start({
    env: { LD_PRELOAD: process.env.UCR_ORDER_LIBRARY, UCR_ORDER: order },
  });
  const letters = () => existsSync(order) ? readFileSync(order, 'latin1') : '';
  const begun = letters();
  const connections =
    Array.from({ length: 5 }, () => new Connection(server.port));
  const each = 40;
  for (const connection of connections) {
    connection.send(Buffer.concat(Array(each).fill(http(report()))));
  }
  for (const connection of connections) {
    for (let i = 0; i < each; i++) {
      assert.equal((await connection.answer()).status, 200);
    }
  }
  const served = letters().slice(begun.length);
  assert.equal(served.match(/A/g).length, each * connections.length);
  // An answer follows its own synchronisation: the n-th one comes after n.
  let durable = 0;
  let answered = 0;
  for (const letter of served) {
    durable += letter === 'S';
    answered += letter === 'A';
    assert.ok(answered <= durable, served);
  }
  // A refusal costs the disk nothing.
  connections[0].send(http('{}'));
  assert.equal((await connections[0].answer()).status, 400);
  assert.equal(letters().length, begun.length + served.length);
  await Promise.all(connections.map((connection) => connection.end()));
  await server.stop();
});

// `narrow.c` has no memory for a large text.
test('a report that cannot be kept whole is not acknowledged', async () => {
  const server = await Server.start({
    env: { LD_PRELOAD: process.env.UCR_NARROW_LIBRARY },
  });
  const large = http(report({ result_detail: 'x'.repeat(2000) }));
  assert_refusal(await ask(server.port, large), 500, 'SMS.2007');
  assert.equal((await ask(server.port, http(report()))).status, 200);
  assert.equal(server.count(), 1);
  await server.stop();
});
