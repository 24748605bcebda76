// SPDX-License-Identifier: MIT
// check.mjs SCHEMAS CORPUS UCR DIFFERENCES [list]
// A second opinion on the corpus. Each line of its EXPECT files is judged by
// the schema of the message, and where the two differ DIFFERENCES has a line
// that says why: one too few fails, and so does one too many. The shapes of
// errors, what the command prints as JSON, what it encodes, and some thousand
// bodies made at random are held against the schemas too. `list`: only whether
// the list is exact.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import {body as randomBody} from './random.mjs';

const [schemas, corpus, ucr, differencesFile, part] = process.argv.slice(2);
let passed = 0;
let failed = 0;

function check(name, fine) {
  if (fine) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`not ok: ${name}`);
  }
}

// ---- Schemas ---------------------------------------------------------------

const ajv = new Ajv2020({allErrors: false, strict: true,
                         strictRequired: false, strictTypes: false,
                         strictTuples: false});
for (const name of ['messages', 'command']) {
  ajv.addSchema(JSON.parse(
      readFileSync(join(schemas, `ucr-${name}.schema.json`), 'utf8')));
}

// How often each schema said yes and no: one that only ever says one of them
// has not been tried.
const said = new Map();

function judge(schema, value) {
  const verdict = ajv.getSchema(schema)(value);
  const counts = said.get(schema) ?? {true: 0, false: 0};
  counts[verdict] += 1;
  said.set(schema, counts);
  return verdict;
}

const message = (name) => `urn:libucr:messages#/$defs/${name}`;
const printed = (name) => `urn:libucr:command#/$defs/${name}`;

// ---- Bodies ----------------------------------------------------------------

const MARK = '\ufeff';

// A number that is beyond doubles is a number all the same.
function finite(name, value) {
  const most = Number.MAX_VALUE;
  return typeof value !== 'number' || Number.isFinite(value) ? value :
         value > 0 ? most : -most;
}

// {value}, or {} for no JSON. A mark is not the schema's to judge.
function parse(bytes, profile) {
  try {
    let text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
        .decode(bytes);
    if (profile === 'interop' && text.startsWith(MARK)) {
      text = text.slice(1);
    }
    if (/^[ \t\r\n]*$/.test(text)) {
      return {empty: true};
    }
    return {value: JSON.parse(text, finite)};
  } catch {
    return {};
  }
}

function readExpect(folder) {
  return readFileSync(join(corpus, folder, 'EXPECT'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [file, status, profile, code, offset, path] = line.split(' ');
        return {folder, file, status, profile, code, offset, path,
                name: `${folder}/${file} ${status} ${profile}`};
      });
}

function schemaOf(line) {
  if (line.status === '-') {
    return message(`request-${line.profile}`);
  }
  if (line.status.startsWith('2')) {
    return message(`success-${line.profile}`);
  }
  return message(line.profile === 'interop' ? 'error-interop' :
                 line.status === '403' ? 'error-strict-403' : 'error-strict');
}

function accepts(line, body) {
  if (line.status !== '-' &&
      !judge(message(`status-${line.profile}`), Number(line.status))) {
    return false;
  }
  if (body.empty) {
    return line.status !== '-' && line.profile === 'interop';
  }
  return 'value' in body && judge(schemaOf(line), body.value);
}

// ---- The command -----------------------------------------------------------

function run(args, input) {
  const done = spawnSync(ucr, args, {input, maxBuffer: 1 << 28});
  return {status: done.status, out: done.stdout.toString(),
          lines: done.stdout.toString().split('\n').slice(0, -1)};
}

const SHAPES = ['documented', 'gateway', 'alias', 'nested', 'partial', 'other'];

function shapesOf(body) {
  if (body.empty) {
    return 'empty';
  }
  return SHAPES.filter((name) => judge(message(`shape-${name}`), body.value))
      .join('+');
}

function checkPrinted(line, bytes, body) {
  const about = line.status === '-' ? ['request'] :
                ['response', '--status', line.status];
  const done = run(['decode', ...about, '--json', '--profile', line.profile],
                   bytes);
  const shown = done.lines.length === 1 ? JSON.parse(done.lines[0]) : null;
  if (line.code !== 'UCR_OK') {
    check(`refusal of ${line.name}`, done.status === 1 &&
          judge(printed('refusal'), shown) && shown.error.code === line.code);
    return;
  }
  check(`output for ${line.name}`, done.status === 0 &&
        judge(printed(about[0]), shown));
  if (line.status >= 300 && line.profile === 'interop') {
    check(`shape of ${line.name}: ${shown.shape}, schema ${shapesOf(body)}`,
          shown.shape === shapesOf(body));
  }
}

// ---- The corpus ------------------------------------------------------------

// `folder/file status profile`, under a line `# UCR_E_X: reason` or
// `# UCR_OK: reason` that holds for all up to the next.
function readDifferences() {
  const explained = new Map();
  let code = null;
  for (const line of readFileSync(differencesFile, 'utf8').split('\n')) {
    const heading = /^# (UCR_[A-Z0-9_]+): ./.exec(line);
    if (heading !== null) {
      code = heading[1];
    } else if (line !== '' && !line.startsWith('#')) {
      explained.set(line, code);
    }
  }
  return explained;
}

function checkCorpus() {
  const explained = readDifferences();
  let lines = 0;
  for (const line of ['request', 'response', 'json'].flatMap(readExpect)) {
    const bytes = readFileSync(join(corpus, line.folder, line.file));
    const body = parse(bytes, line.profile);
    const differs = accepts(line, body) !== (line.code === 'UCR_OK');
    const expected = explained.get(line.name);
    explained.delete(line.name);
    lines += 1;
    check(differs ? `${line.name}: the schema differs from ${line.code}` :
                    `${line.name}: explained, but does not differ`,
          differs ? expected === line.code : expected === undefined);
    if (part !== 'list') {
      checkPrinted(line, bytes, body);
    }
  }
  for (const name of explained.keys()) {
    check(`${name}: explained, but not in the corpus`, false);
  }
  check(`${lines} lines are enough`, lines > 2000);
}

// ---- What the command makes ------------------------------------------------

const DENY = ['encode', 'response', '--profile', 'strict'];
const BOTH = ['--error-code', 'SMS.9004', '--error-msg', 'no'];
const ENCODED = [
  ['request-strict', ['encode', 'request', '--profile', 'strict',
    '--command-name', 'RSET_LOG_ACL', '--result', 'fail',
    '--result-detail', '{"a":[1,null]}']],
  ['request-strict', ['encode', 'request', '--command-name', 'SYNC',
    '--result', 'success', '--result-detail-text', '{"msg":"\u8fc1"}']],
  ['request-interop', ['encode', 'request', '--command-name', 'SKIP',
    '--result', 'success']],
  ['success-strict', [...DENY, '--status', '200']],
  ['error-written-strict', [...DENY, '--status', '404', ...BOTH]],
  ['error-written-strict', [...DENY, '--status', '400', '--error-code',
    '\u{1f600}'.repeat(255), '--error-msg', 'x'.repeat(1024)]],
  ['error-written-strict-403', [...DENY, '--status', '403', ...BOTH,
    '--encoded-authorization-message', 'e', '--error-param', 'p',
    '--detail', 'a=b']],
  ['shape-gateway', ['encode', 'response', '--status', '502', ...BOTH,
    '--request-id', 'r']],
];

// Strict refuses to write these, interop does not; the schema has to differ as
// they do.
const TOO_LONG = [
  ['error-written-strict', ['--status', '404', '--error-msg', 'm',
    '--error-code', '\u{1f600}'.repeat(256)]],
  ['error-written-strict', ['--status', '404', '--error-code', 'c',
    '--error-msg', 'x'.repeat(1025)]],
  ['error-written-strict-403', ['--status', '403', ...BOTH,
    '--encoded-authorization-message', 'x'.repeat(65536)]],
  ['error-written-strict-403', ['--status', '403', ...BOTH,
    '--detail', `${'c'.repeat(256)}=m`]],
  ['error-written-strict-403', ['--status', '403', ...BOTH,
    '--detail', `c=${'m'.repeat(1025)}`]],
];

function checkEncoded() {
  for (const [schema, args] of ENCODED) {
    const done = run(args, '');
    check(`${schema}: ${args.join(' ').slice(0, 80)}`, done.status === 0 &&
          judge(message(schema), JSON.parse(done.out)));
  }
  for (const [schema, args] of TOO_LONG) {
    const strict = run([...DENY, ...args], '');
    const interop = run(['encode', 'response', ...args], '');
    check(`${schema}, too long`, strict.status === 1 && interop.status === 0 &&
          !judge(message(schema), JSON.parse(interop.out)));
  }
}

function checkExplained() {
  const known = run(['explain', '--json'], '').lines.map((l) => JSON.parse(l));
  const asked = run(['explain', '--json', 'EOF', 'SMS.2009', 'none'], '');
  for (const one of [...known, ...asked.lines.map((l) => JSON.parse(l))]) {
    check(`explanation of ${one.code}`, judge(printed('explanation'), one));
    check(`${one.code} is no refusal`, !judge(printed('refusal'), one) &&
          !judge(printed('request'), one) && !judge(printed('response'), one));
  }
  const codes = ajv.getSchema('urn:libucr:command').schema.$defs.code.enum;
  const library = known.filter((one) => one.origin === 'library')
      .map((one) => one.code).filter((code) => code !== 'UCR_OK');
  check('the codes of a refusal are those of the library',
        codes.join() === library.join());
  check('an explanation needs its members',
        !judge(printed('explanation'), {code: 'EOF', origin: 'library'}));
}

// ---- Bodies that nobody thought of -----------------------------------------

// Whether each line is taken, from the lines that `ucr check` prints.
function taken(lines, kind, status, profile) {
  const about = kind === 'request' ? [kind] : [kind, '--status', status];
  const done = run(['check', ...about, '--ndjson', '--profile', profile],
                   lines.join('\n') + '\n');
  const refused = new Set(done.lines.slice(0, -1)
      .map((line) => Number(line.split(':')[1]) - 1));
  check(`${refused.size} of ${lines.length} refused`,
        done.lines.at(-1) === `${lines.length} checked, ${refused.size} refused`);
  return lines.map((line, number) => !refused.has(number));
}

const RANDOM = 2000;
const RANDOM_SHAPES = 1000;

function checkRandom() {
  const shapes = new Set();
  for (const [kind, status] of
       [['request', '-'], ['response', '400'], ['response', '403']]) {
    const values = Array.from({length: RANDOM},
                              (unused, number) => randomBody(kind, number));
    const lines = values.map((value) => JSON.stringify(value));
    for (const profile of ['interop', 'strict']) {
      const verdicts = taken(lines, kind, status, profile);
      values.forEach((value, i) => check(`${profile} ${status} ${lines[i]}`,
          verdicts[i] === judge(schemaOf({status, profile}), value)));
    }
  }
  for (let number = 0; number < RANDOM_SHAPES; number += 1) {
    const value = randomBody('response', number);
    const text = JSON.stringify(value);
    const shown = JSON.parse(
        run(['decode', 'response', '--status', '500', '--json'], text).out);
    shapes.add(shown.shape);
    check(`shape ${shown.shape} of ${text}`,
          judge(printed('response'), shown) &&
          shown.shape === shapesOf({value}));
  }
  check('every shape came up', shapes.size === SHAPES.length);
}

checkCorpus();
if (part !== 'list') {
  checkEncoded();
  checkExplained();
  checkRandom();
  for (const [schema, counts] of said) {
    const anything = /success-interop|error-interop/.test(schema);
    check(`${schema} says yes (${counts.true}) and no (${counts.false})`,
          counts.true > 0 && (anything || counts.false > 0));
  }
  check('nothing was left out', passed > 15000);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
