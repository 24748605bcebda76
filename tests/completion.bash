#!/bin/bash
# SPDX-License-Identifier: MIT
# completion.bash SCRIPT UCR
# Sources the completion as a shell would, and asserts what it offers.
set -u
PATH=$(dirname "$2"):$PATH
# shellcheck source=/dev/null
source "$1"
cd "$(mktemp -d)" || exit 1
trap 'rm -rf "$PWD"' EXIT
touch 'one body' two.body
failures=0
checks=0

# expect OFFERED WORD...: the last word is the one that is being completed.
expect() {
    local expected=$1 offered
    shift
    COMP_WORDS=(ucr "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _ucr ucr "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
    offered=$(printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"} | LC_ALL=C sort |
        paste -sd ' ')
    checks=$((checks + 1))
    if [ "$offered" != "$expected" ]; then
        echo "ucr $*: '$offered', not '$expected'"
        failures=$((failures + 1))
    fi
}

test "$(complete -p ucr)" = 'complete -F _ucr ucr' || exit 1
expect '--help --version check decode encode explain path' ''
expect 'encode explain' e
expect 'request response' decode ''
expect 'response' check --ndjson resp
expect 'one body two.body' decode request ''
expect 'two.body' check response --status 200 'one body' t
expect '--detail' decode request --d
expect '--detail' decode --d
expect '' decode response --d
expect '--ndjson' check request --n
expect '--result --result-detail --result-detail-file --result-detail-text' \
    encode request --res
expect '--error-code --error-msg --error-param' encode response --err
expect '' encode request --err
expect 'fail success' encode request --result ''
expect 'success' encode request --result = s
expect 'fail success' encode request --result =
expect 'START STOP' encode request --command-name ST
expect '500 502 503 504' decode response --status 5
expect 'interop strict' decode request --profile ''
expect 'always auto' path --color = a
expect 'two.body' encode request --result-detail-file t
expect '' encode request --result-detail-text t
expect '' encode response --detail t
expect 'two.body' decode request --detail t
expect '--read' path --r
expect 'UCR_E_SPACE UCR_E_STATUS UCR_E_SURROGATE UCR_E_SYNTAX' explain ucr_e_s
expect 'SMS.2004 SMS.2005 SMS.2006 SMS.2007 SMS.2009' explain SMS.20
expect '--json' explain --j
expect '' path ''

# Nothing that the help has is left out, and nothing is made up.
for command in decode check encode path explain; do
    told=$(ucr $command --help | grep -oE -e '--[a-z][a-z-]*' | LC_ALL=C sort -u |
        paste -sd ' ')
    expect "$told" $command --
done
echo "$((checks - failures)) passed, $failures failed"
exit $((failures > 0))
