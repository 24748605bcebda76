#!/bin/sh
# SPDX-License-Identifier: MIT
# seeds.sh TARGET
# The folders of the corpus that an engine starts a target from.
set -eu
corpus=$(cd "$(dirname "$0")/../corpus" && pwd)
echo "$corpus/$1"
case $1 in
request | response | yajl) echo "$corpus/json" ;;
twin) echo "$corpus/request" "$corpus/response" ;;
esac
