#!/bin/sh
# SPDX-License-Identifier: MIT
# stack.sh FOLDER LIMIT LIST
# Reads gcc's call graphs (*.ci) below a folder: every frame has a fixed size,
# nothing recurses or calls through a pointer, and from each listed function
# the deepest path takes at most LIMIT bytes.
set -eu
folder=$1 limit=$2 list=$3
find "$folder" -name '*.ci' -exec cat {} + |
    awk -v limit="$limit" -v list="$list" -f "$(dirname "$0")/stack.awk"
