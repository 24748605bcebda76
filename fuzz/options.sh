#!/bin/sh
# SPDX-License-Identifier: MIT
# For who runs a target of libFuzzer's.

# options FILE FOLDER: what an options file says, each a word; its dictionary is
# in the folder.
options() {
    sed -n "s|^dict = |&$2/|; s/^\([a-z_]*\) = /-\1=/p" "$1"
}
