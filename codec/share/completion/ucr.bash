# SPDX-License-Identifier: MIT
# Completion of ucr for bash.

# _ucr_words CURRENT WORD...
_ucr_words() {
    local cur=$1
    shift
    mapfile -t COMPREPLY < <(compgen -W "$*" -- "$cur")
}

_ucr_files() {
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
    compopt -o filenames 2>/dev/null
}

# _ucr_options COMMAND MESSAGE
_ucr_options() {
    local common='--profile --max-body --max-depth --max-items --color --help
        --version'
    local request='--command-name --result --result-detail
        --result-detail-text --result-detail-file'
    local response='--status --error-code --error-msg
        --encoded-authorization-message --error-param --detail --request-id'
    case $1/$2 in
    decode/request) echo "$common --json --detail" ;;
    decode/response) echo "$common --json --status" ;;
    decode/*) echo "$common --json --detail --status" ;;
    check/request) echo "$common --ndjson --jobs" ;;
    check/*) echo "$common --ndjson --jobs --status" ;;
    encode/request) echo "$common $request" ;;
    encode/response) echo "$common $response" ;;
    encode/*) echo "$common $request $response" ;;
    path/*) echo "$common --read" ;;
    explain/*) echo "$common --json" ;;
    esac
}

# What the command knows, but for families of codes.
_ucr_codes() {
    "$1" explain 2>/dev/null | sed -n 's/^\([A-Z0-9_.]*\) .*/\1/p'
}

_ucr() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} message='' word
    COMPREPLY=()
    # --option=value is three words.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if ((COMP_CWORD == 1)); then
        _ucr_words "$cur" decode check encode path explain --help --version
        return
    fi
    for word in "${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
        case $word in
        request | response) message=${message:-$word} ;;
        esac
    done
    case $prev in
    --profile) _ucr_words "$cur" interop strict ;;
    --color) _ucr_words "$cur" auto always never ;;
    --result) _ucr_words "$cur" success fail ;;
    --command-name)
        _ucr_words "$cur" START STOP DELETE SYNC UPLOAD_LOG RSET_LOG_ACL
        ;;
    --status)
        _ucr_words "$cur" 200 400 401 403 404 429 500 502 503 504
        ;;
    --result-detail-file) _ucr_files "$cur" ;;
    --detail)
        # A flag of decode, an option with a value of encode.
        [[ $command == encode ]] || _ucr_rest "$1"
        ;;
    --max-* | --jobs | --result-* | --error-* | --encoded-* | --request-id | \
        --read) ;;
    *) _ucr_rest "$1" ;;
    esac
}

# What stands where no option wants a value. The variables are those of _ucr.
_ucr_rest() {
    if [[ $cur == -* ]]; then
        # Words on purpose.
        # shellcheck disable=SC2046
        _ucr_words "$cur" $(_ucr_options "$command" "$message")
        return
    fi
    case $command/$message in
    decode/ | check/ | encode/) _ucr_words "$cur" request response ;;
    decode/* | check/*) _ucr_files "$cur" ;;
    explain/*)
        # shellcheck disable=SC2046
        _ucr_words "${cur^^}" $(_ucr_codes "$1")
        ;;
    esac
}

complete -F _ucr ucr
