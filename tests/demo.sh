#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh UCR
# Shows what the command does: each call, then its output. Fails if a call does
# not end as it should. Runs at the top of the tree.
set -eu
ucr=$1

# show STATUS ARGUMENT...
show() {
    expected=$1
    shift
    printf '\n$ ucr'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./=-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    status=0
    output=$("$ucr" "$@" 2>&1) || status=$?
    printf '%s\n' "$output"
    if [ "$status" -ne "$expected" ]; then
        echo "demo: exit status $status, not $expected" >&2
        exit 1
    fi
}

# about TEXT
about() {
    printf '\n# %s\n' "$1"
}

about 'The request of the documentation'
show 0 decode request corpus/request/ok/page-example.body
show 0 decode request --detail corpus/request/ok/page-example-string.body

about 'Four answers: the page, a gateway, the identity service, a proxy'
show 0 decode response --status 403 corpus/response/ok/documented-403-example.body
show 0 decode response --status 404 corpus/response/ok/gateway-404.body
show 0 decode response --status 401 corpus/response/ok/nested-identity-401.body
show 0 decode response --status 502 corpus/response/ok/empty-502.body

about 'A report, written'
show 0 encode request --command-name START --result success \
    --result-detail '{"msg":"xxx"}'
show 0 path 7a9f1a2c-5d1e-4b8e-9c55-3b0f2f7f0c11

about 'A refusal, exit status 1'
show 1 decode request corpus/request/bad/duplicate-command-name-escaped.body
show 0 explain UCR_E_DUPLICATE
