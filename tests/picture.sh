#!/bin/sh
# SPDX-License-Identifier: MIT
# picture.sh UCR SVG
# Draws what the command says on a terminal of 80 columns, colours included,
# and wants the picture to be that. `picture.sh UCR SVG draw` makes it anew.
set -eu
ucr=$(realpath "$1")
svg=$(realpath "$2")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ln -s "$ucr" ucr
PATH=$work:$PATH
COLUMNS=80
TERM=xterm
export PATH COLUMNS TERM
unset NO_COLOR
cat >report.json <<'EOF'
{
  "command_name": "SYNC",
  "result": "done",
  "result_detail": {"msg": "in sync"}
}
EOF

# show STATUS COMMAND: as somebody sees it who types it.
show() {
    printf '$ %s\n' "$2"
    status=0
    script -qec "$2" /dev/null </dev/null >said || status=$?
    if [ "$status" -ne "$1" ]; then
        echo "picture: '$2' ended with $status" >&2
        exit 1
    fi
    tr -d '\r' <said
}

{
    show 1 'ucr decode request report.json'
    show 0 'ucr explain SMS.2009'
} >screen
awk -f "$here/picture.awk" screen >picture.svg
if [ "${3-}" = draw ]; then
    cp picture.svg "$svg"
fi
diff "$svg" picture.svg
grep -q UCR_E_ENUM picture.svg
