#!/usr/bin/zsh -f
# SPDX-License-Identifier: MIT
# completion.zsh FOLDER UCR
# Presses Tab in an interactive zsh, and asserts what it offers. The shell runs
# on a pseudo-terminal; compadd, through which every offer goes, is made to
# write offers to a file first.
zmodload zsh/zpty
path=(${2:h} $path)
folder=${1:a}
work=$(mktemp -d)
trap 'rm -rf $work' EXIT
cd $work
touch 'one body' two.body
integer passed=0 failed=0

cat >setup <<'SETUP'
PROMPT=
RPROMPT=
fpath=(FOLDER $fpath)
autoload -Uz compinit
compinit -u -d WORK/.dump
bindkey '^I' complete-word
zstyle ':completion:*' list-grouped false
compadd() {
    # -O, -A and -D ask for lists and offer nothing.
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a hits
    local suffix=
    local -i at=${@[(i)-S]}
    ((at < $#)) && suffix=${@[at+1]}
    builtin compadd -O hits "$@"
    print -rl -- $hits$^suffix >>WORK/.offers
    builtin compadd "$@"
}
finish() { print -r -- "<the end>"; exit }
comppostfuncs=(finish)
print -r -- "<ready>"
SETUP
sed -i -e "s|FOLDER|$folder|; s|WORK|$work|" setup

# read_until MARK
read_until() {
    local line
    while zpty -r shell line; do
        [[ $line == *$1* ]] && return
    done
}

# expect OFFERED LINE
expect() {
    local offered
    : >.offers
    zpty shell zsh -f -i
    zpty -w shell "stty -echo; source $work/setup"
    read_until '<ready>'
    zpty -n -w shell "$2"$'\t'
    read_until '<the end>'
    zpty -d shell
    offered=$(grep . .offers | LC_ALL=C sort -u | paste -sd ' ')
    if [[ $offered == $1 ]]; then
        passed+=1
    else
        print -r -- "$2: '$offered', not '$1'"
        failed+=1
    fi
}

expect 'check decode encode explain path' 'ucr '
expect 'encode explain' 'ucr e'
expect 'request response' 'ucr decode '
expect 'interop strict' 'ucr decode request --profile='
expect 'always auto never' 'ucr path --color='
expect '--detail' 'ucr encode response --det'
expect '--detail' 'ucr decode request --det'
expect '' 'ucr decode response --det'
expect 'fail success' 'ucr encode request --result='
expect 'START STOP' 'ucr encode request --command-name=ST'
expect '500 502 503 504' 'ucr check response --status=5'
expect 'SMS.2004 SMS.2005 SMS.2006 SMS.2007 SMS.2009' 'ucr explain SMS.20'
print "$passed passed, $failed failed"
((failed == 0 && passed == 12))
