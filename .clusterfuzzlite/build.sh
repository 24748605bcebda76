#!/bin/bash -eu
# SPDX-License-Identifier: MIT
# As on OSS-Fuzz, of the tree as it is.
exec bash -eu "$SRC/libucr/fuzz/oss-fuzz/build.sh"
