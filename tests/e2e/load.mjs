// SPDX-License-Identifier: MIT
// wrk against the server of codec/examples/: whatever it has acknowledged is in
// its database, whatever happens to it meanwhile.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Server, ask, assert_refusal, folder, http, launch, report, target, test,
  until,
} from './support.mjs';

const script = fileURLToPath(new URL('load.lua', import.meta.url));

// wrk with one connection to each thread. It stops after a minute, or when it
// is told to.
class Load {
  constructor(server) {
    this.folder = mkdtempSync(path.join(folder, 'load-'));
    this.child = launch('wrk', ['--threads', '4', '--connections', '4',
      '--duration', '60s', '--script', script, server.url + target, '--',
      this.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.out = '';
    this.child.stdout.on('data', (some) => (this.out += some));
    this.ended = new Promise((done) =>
      this.child.on('close', (code) => {
        this.code = code;
        done();
      }));
  }

  lines(name) {
    return readdirSync(this.folder)
      .filter((file) => file.startsWith(`${name}-`))
      .flatMap((file) => readFileSync(path.join(this.folder, file), 'utf8')
        .split('\n').slice(0, -1));
  }

  async until(name, count) {
    await until(() => {
      assert.equal(this.code, undefined, this.out);
      return this.lines(name).length >= count;
    });
  }

  async stop() {
    this.child.kill('SIGINT');
    await this.ended;
    assert.equal(this.code, 0, this.out);
  }
}

// Every report that was acknowledged is there, once, and the file is sound.
function assert_kept(server, load) {
  const acknowledged = load.lines('acknowledged');
  const rows = server.sql('SELECT msg FROM reports').map((row) => row.msg);
  const stored = new Set(rows);
  assert.ok(acknowledged.length > 0);
  assert.equal(new Set(acknowledged).size, acknowledged.length);
  assert.equal(stored.size, rows.length);
  assert.deepEqual(acknowledged.filter((msg) => !stored.has(msg)), []);
  assert.deepEqual(server.sql('PRAGMA integrity_check'),
    [{ integrity_check: 'ok' }]);
  assert.deepEqual(server.sql('PRAGMA journal_mode'), [{ journal_mode: 'wal' }]);
  return rows.length - acknowledged.length;
}

test('every acknowledged report is in the database', async () => {
  const server = await Server.start();
  const load = new Load(server);
  await load.until('acknowledged', 2000);
  await load.stop();
  assert.deepEqual(load.lines('refused'), []);
  await server.stop();
  // At most the last of each connection was stored without wrk's reading it.
  assert.ok(assert_kept(server, load) <= 4);
});

test('also when the server is killed in the middle', async () => {
  let server = await Server.start();
  const { port, database } = server;
  const load = new Load(server);
  const kills = 3;
  for (let i = 1; i <= kills; i++) {
    await load.until('acknowledged', 500 * i);
    await server.kill();
    server = await Server.start({ port, database });
  }
  await load.until('acknowledged', 500 * (kills + 1));
  await load.stop();
  assert.deepEqual(load.lines('refused'), []);
  await server.stop();
  assert.ok(assert_kept(server, load) <= 4 * (kills + 1));
});

test('also when the database is full', async () => {
  let server = await Server.start({ args: ['--max-pages', '40'] });
  const { database } = server;
  const load = new Load(server);
  await load.until('refused', 200);
  await load.stop();
  for (const line of load.lines('refused')) {
    const [status, body] = [line.slice(0, 3), line.slice(4)];
    assert.equal(status, '500');
    assert.equal(JSON.parse(body).error_code, 'SMS.2007');
  }
  assert_refusal(await ask(server.port, http(report())), 500, 'SMS.2007');
  await server.stop();
  assert_kept(server, load);
  const stored = server.count();
  // With room again, it goes on where it was.
  server = await Server.start({ database });
  assert.equal((await ask(server.port, http(report()))).status, 200);
  assert.equal(server.count(), stored + 1);
  await server.stop();
});
