#!/bin/sh
# SPDX-License-Identifier: MIT
# globals.sh OBJDUMP ARCHIVE
# No object of the archive has a byte that it could write to: sections of
# variables are empty. (.data.rel.ro holds constants that only the loader
# completes.)
set -eu
"$1" -h "$2" | awk '
    $2 ~ /^\.text/ { objects++ }
    $2 ~ /^\.data\.rel\.ro/ { next }
    $2 ~ /^\.(data|bss|tdata|tbss|common)/ && $3 !~ /^0+$/ {
        print "writable: " $2 " of 0x" $3 " bytes"
        bad = 1
    }
    END {
        if (objects < 10) {
            print "only " objects + 0 " objects were seen"
            bad = 1
        }
        exit bad
    }'
