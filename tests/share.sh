#!/bin/sh
# SPDX-License-Identifier: MIT
# share.sh SOURCE BUILD WORK
# What is installed under share/ is where its readers look for it, and is what
# the tree has.
set -eu
source=$1/codec/share
build=$2
work=$3
rm -rf "$work"
cmake --install "$build" --prefix "$work" >/dev/null
cd "$work/share"
cmp ucr/ucr-messages.schema.json "$source/schema/ucr-messages.schema.json"
cmp ucr/ucr-command.schema.json "$source/schema/ucr-command.schema.json"
cmp man/man1/ucr.1 "$source/man/ucr.1"
cmp man/man3/libucr.3 "$source/man/libucr.3"
cmp bash-completion/completions/ucr "$source/completion/ucr.bash"
cmp zsh/site-functions/_ucr "$source/completion/_ucr"
cmp doc/ucr/cookbook.md "$1/codec/examples/cookbook.md"
