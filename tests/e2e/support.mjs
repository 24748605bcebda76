// SPDX-License-Identifier: MIT
// What every end-to-end test needs: the two examples as processes, a bare
// connection, and the refusals that the service documents. All of it stays on
// 127.0.0.1, on ports that the kernel chose.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as run_test } from 'node:test';

function setting(name) {
  assert.ok(process.env[name], `${name} is not set`);
  return process.env[name];
}

export const programs = {
  client: setting('UCR_CLIENT'),
  server: setting('UCR_SERVER'),
  command: setting('UCR_COMMAND'),
};
export const corpus = setting('UCR_CORPUS');
// By how much a server may grow while it takes what it should not keep.
export const growth_kib = 1024;
export const host = '127.0.0.1';
export const server_id = '7a9f1a2c-5d1e-4b8e-9c55-3b0f2f7f0c11';
export const target = `/v3/sources/${server_id}/command_result`;
export const tokens = { permitted: 'token-with', denied: 'token-without' };

export const folder = mkdtempSync(path.join(tmpdir(), 'ucr-e2e-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Waits for what must come; ctest's timeout is the only limit.
export async function until(condition) {
  while (!(await condition())) {
    await sleep(20);
  }
}

// Whatever a test leaves behind when it fails is ended with it.
const children = new Set();

export function test(name, body) {
  run_test(name, async () => {
    try {
      await body();
    } finally {
      children.forEach((child) => child.kill('SIGKILL'));
    }
  });
}

export function launch(program, args, options) {
  const child = spawn(program, args, options);
  children.add(child);
  child.on('close', () => children.delete(child));
  return child;
}

export function run(program, args, { input, env } = {}) {
  const child = launch(program, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (some) => (out.stdout += some));
  child.stderr.setEncoding('utf8').on('data', (some) => (out.stderr += some));
  child.stdin.on('error', () => {}).end(input);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ ...out, code, signal }));
  });
}

let databases = 0;

// The server of codec/examples/, with a database of its own.
export class Server {
  static async start({ args = [], port = 0, database, env } = {}) {
    const server = new Server();
    server.database =
      database ?? path.join(folder, `reports-${databases++}.db`);
    server.child = launch(
      programs.server,
      ['--database', server.database, '--give', `${server_id}=START`,
        '--port', String(port), ...args],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
    );
    server.stderr = '';
    server.child.stderr.on('data', (some) => (server.stderr += some));
    server.ended = new Promise((done) =>
      server.child.on('close', (code, signal) => done({ code, signal })));
    const line = await new Promise((done, failed) => {
      server.child.stdout.on('data', (some) => done(String(some)));
      server.ended.then((how) =>
        failed(new Error(`${JSON.stringify(how)} ${server.stderr}`)));
    });
    server.port = Number(/^listening on 127\.0\.0\.1:(\d+)\n$/.exec(line)[1]);
    server.url = `http://${host}:${server.port}`;
    return server;
  }

  sql(query) {
    const out = execFileSync('sqlite3', ['-json', this.database, query], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return out === '' ? [] : JSON.parse(out);
  }

  add_tokens() {
    this.sql(`INSERT INTO tokens VALUES('${tokens.permitted}', 1),
              ('${tokens.denied}', 0)`);
  }

  count() {
    return this.sql('SELECT count(*) AS n FROM reports')[0].n;
  }

  resident_kib() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]);
  }

  // A server that ends in any other way has failed the test, whatever it was.
  async stop() {
    this.child.kill('SIGTERM');
    assert.deepEqual(await this.ended, { code: 0, signal: null }, this.stderr);
  }

  async kill() {
    this.child.kill('SIGKILL');
    assert.deepEqual(await this.ended, { code: null, signal: 'SIGKILL' });
  }
}

export function report(members = {}) {
  return JSON.stringify({
    command_name: 'START',
    result: 'success',
    result_detail: { msg: 'xxx' },
    ...members,
  });
}

// A request's bytes; a header that is null is left out.
export function http(body, { headers = {}, path = target } = {}) {
  const all = {
    Host: host,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  };
  const lines = Object.entries(all)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    Buffer.from(body),
  ]);
}

// A connection without any library between: bytes out, answers in.
export class Connection {
  constructor(port) {
    this.bytes = Buffer.alloc(0);
    this.is_closed = false;
    this.wake = () => {};
    this.socket = net.connect(port, host);
    this.socket.setNoDelay(true);
    this.socket.on('data', (some) => {
      this.bytes = Buffer.concat([this.bytes, some]);
      this.wake();
    });
    // A reset is one of the ways in which a connection may end.
    this.socket.on('error', () => {});
    this.closed = new Promise((done) =>
      this.socket.on('close', () => {
        this.is_closed = true;
        this.wake();
        done();
      }));
  }

  send(bytes) {
    this.socket.write(bytes);
  }

  take() {
    const end = this.bytes.indexOf('\r\n\r\n');
    if (end < 0) {
      return null;
    }
    const [first, ...lines] =
      this.bytes.toString('latin1', 0, end).split('\r\n');
    const headers = Object.fromEntries(lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }));
    const size = end + 4 + Number(headers['content-length'] ?? 0);
    if (this.bytes.length < size) {
      return null;
    }
    const body = this.bytes.toString('utf8', end + 4, size);
    this.bytes = this.bytes.subarray(size);
    return { status: Number(first.split(' ')[1]), headers, body };
  }

  // The next answer, or null: the connection ended without one.
  async answer() {
    for (;;) {
      const answer = this.take();
      if (answer !== null || this.is_closed) {
        return answer;
      }
      await new Promise((wake) => (this.wake = wake));
    }
  }

  async end() {
    this.socket.end();
    await this.closed;
  }
}

// One request on a connection of its own.
export async function ask(port, bytes) {
  const connection = new Connection(port);
  connection.send(bytes);
  const answer = await connection.answer();
  connection.socket.destroy();
  await connection.closed;
  return answer;
}

// The shape of an error, as the page has it and in no other way.
export function assert_refusal(answer, status, code) {
  assert.equal(answer.status, status, answer.body);
  assert.equal(answer.headers['content-type'], 'application/json');
  const body = JSON.parse(answer.body);
  assert.equal(body.error_code, code);
  assert.equal(typeof body.error_msg, 'string');
  assert.deepEqual(
    Object.keys(body).filter((name) => name !== 'request_id'),
    status === 403
      ? ['error_code', 'error_msg', 'encoded_authorization_message',
        'error_param', 'details']
      : ['error_code', 'error_msg']);
  return body;
}

// Every error that the call documents but the one that needs a full database,
// and what brings it about.
export const refusals = [
  { name: 'a command nobody sent', status: 400, code: 'SMS.2009',
    members: { command_name: 'STOP' } },
  { name: 'too long', status: 401, code: 'SMS.2004',
    members: { result_detail: 'x'.repeat(20000) } },
  { name: 'no Content-Type', status: 401, code: 'SMS.2005', type: null },
  { name: 'another Content-Type', status: 401, code: 'SMS.2006',
    type: 'text/plain' },
  { name: 'no permission', status: 403, code: 'SMS.9004',
    token: tokens.denied },
  { name: 'an unknown server', status: 404, code: 'SMS.2252',
    server: 'nobody' },
];

// A server whose database takes no further report.
export async function full_server() {
  const server = await Server.start({ args: ['--max-pages', '16'] });
  const connection = new Connection(server.port);
  let answer;
  do {
    connection.send(http(report({ result_detail: 'x'.repeat(4000) })));
    answer = await connection.answer();
    assert.ok(answer !== null);
  } while (answer.status === 200);
  assert_refusal(answer, 500, 'SMS.2007');
  await connection.end();
  return server;
}

// The files of a folder of the corpus, in their order.
export function seeds(name) {
  const from = path.join(corpus, name);
  return readdirSync(from).sort().map((file) => ({
    name: `${name}/${file}`,
    bytes: readFileSync(path.join(from, file)),
  }));
}
