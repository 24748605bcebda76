// SPDX-License-Identifier: MIT
// Bodies that nobody thought of: made of the names and types that the rules
// are about, the same ones in every run.

// A small generator (mulberry32), so that a body can be had again from its
// number.
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * below);
  };
}

const NAMES = [
  'error_code', 'error_msg', 'errorCode', 'errorMsg', 'code', 'message',
  'errCode', 'errMsg', 'request_id', 'title', 'error_param', 'details',
  'encoded_authorization_message', 'error', 'errors', 'x',
  'command_name', 'result', 'result_detail',
];

const SCALARS = [
  '', 'a', 'START', 'RSET_LOG_ACL', 'success', 'fail', 'Success', '\ud800',
  '\u{1f600}', 0, -1.5, 401, true, false, null,
];

function value(below, depth) {
  const kind = below(depth > 0 ? 10 : 5);
  if (kind < 5) {
    return SCALARS[below(SCALARS.length)];
  }
  const count = below(4);
  if (kind < 7) {
    return Array.from({length: count}, () => value(below, depth - 1));
  }
  return object(below, depth - 1, count);
}

function object(below, depth, count) {
  const made = {};
  for (let i = 0; i < count; i += 1) {
    made[NAMES[below(NAMES.length)]] = value(below, depth);
  }
  return made;
}

const pick = (below, ...values) => values[below(values.length)];

function request(below) {
  const made = {command_name: pick(below, 'START', 'SYNC', 'SKIP', '', 1)};
  made.result = pick(below, 'success', 'fail', 'fail', 'FAIL', null);
  made.result_detail = value(below, 3);
  delete made[pick(below, 'x', 'x', 'x', 'result', 'result_detail')];
  if (below(6) === 0) {
    made[NAMES[below(NAMES.length)]] = value(below, 1);
  }
  return made;
}

function documented(below) {
  const text = () => pick(below, 'a', '', 'b', '\u8fc1', '\udc00', 5);
  const made = {error_code: text(), error_msg: text()};
  if (below(2) === 0) {
    made.details = [{error_code: text(), error_msg: text()}];
    made.error_param = [text()];
  }
  delete made.details?.[0][pick(below, 'x', 'x', 'error_msg')];
  if (below(6) === 0) {
    made[NAMES[below(NAMES.length)]] = value(below, 1);
  }
  return made;
}

const PAIRS = [
  ['error_code', 'error_msg'], ['errorCode', 'errorMsg'], ['code', 'message'],
  ['errorCode', 'message'], ['errCode', 'errMsg'],
];

// A pair, whole or nearly so, some levels down, among other members.
function hidden(below) {
  const [code, message] = PAIRS[below(PAIRS.length)];
  let made = object(below, 1, below(2));
  made[code] = pick(below, 'c', 'c', 'c', 7, 7, 7, null, ['c']);
  made[message] = pick(below, 'm', 'm', 'm', 'm', 'm', 'm', 7, null);
  delete made[below(6) === 0 ? pick(below, code, message) : 'x'];
  if (below(2) === 0) {
    made.request_id = pick(below, 'r', 'r', 'r', 1);
  }
  for (let levels = pick(below, 0, 0, 0, 1, 2, 3, 4, 5); levels > 0; levels -= 1) {
    const name = pick(below, 'error', 'x', 'errors', 'details', 'error_param');
    const outer = object(below, 1, below(2));
    outer[name] = below(4) === 0 ? [made, 1] : made;
    made = below(12) === 0 ? [made] : outer;
  }
  return made;
}

export function body(kind, number) {
  const below = random(number);
  if (kind === 'request') {
    return request(below);
  }
  switch (below(6)) {
    case 0: return value(below, 7);
    case 1: return documented(below);
    default: return hidden(below);
  }
}
