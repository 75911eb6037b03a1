#!/usr/bin/env bash
# Caxton @version@ in one file: this script, and behind it everything else. The first run unpacks it, later ones only start it.
# See docs/how-to/install.md.
set -u

say() { printf 'caxton: %s\n' "$*" >&2; }

# Whether what is in a directory may be run: it is this user's or root's, and nobody else can write there.
trusted() {
    [[ -r $1/caxton && -r $1/VERSION ]] || return 1
    [[ ! -O $1 ]] || return 0
    [[ $(stat -c %u -- "$1") == 0 ]]
}

# Unpacks into a directory of this version, under a draft name until it is whole.
unpack() {
    local parent=$1 draft=$1/.draft.$$
    mkdir -p -- "$parent" 2> /dev/null && mkdir -m 0755 -- "$draft" 2> /dev/null || return 1
    trap 'rm -rf -- "$draft"; exit 130' INT TERM
    local line
    line=$(awk '/^# ---- the archive ----$/ { print NR + 1; exit }' "$self")
    if ! (umask 022 && tail -n "+$line" -- "$self" | tar -x --no-same-owner --strip-components 1 -C "$draft" 2> "$draft/.errors"); then
        say "unpacking into $parent failed: $(head -n 1 "$draft/.errors" 2> /dev/null)"
        rm -rf -- "$draft"
        return 1
    fi
    rm -f -- "$draft/.errors"
    if ! (cd -- "$draft" && sha256sum --check --quiet --status SHA256SUMS); then
        rm -rf -- "$draft"
        say "$self is damaged: copy it again"
        exit 1
    fi
    # Where another process was quicker, its work is as good.
    mv -T -- "$draft" "$parent/$name" 2> /dev/null || rm -rf -- "$draft"
    trap - INT TERM
}

# Prints where this version may be, the best place first.
places() {
    if [[ -n ${CAXTON_CACHE_DIR:-} ]]; then
        printf '%s\n' "$CAXTON_CACHE_DIR"
        return
    fi
    local directory=${self%/*}
    if [[ -r $directory/VERSION ]]; then
        # copied over the command that install.sh had laid out
        printf '%s\n' "${directory%/*}"
    elif [[ ${directory##*/} == bin && ( -d ${directory%/*}/lib/caxton || $EUID == 0 ) ]]; then
        printf '%s\n' "${directory%/*}/lib/caxton"
    fi
    if [[ -n ${CAXTON_DATA_DIR:-} && -O ${CAXTON_DATA_DIR:-} ]]; then
        printf '%s\n' "$CAXTON_DATA_DIR/runtime/program"
    fi
    [[ -z ${XDG_CACHE_HOME:-${HOME:-}} ]] || printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/caxton"
}

main() {
    local link place
    name=@sum@
    name=@version@-${name:0:12}
    self=${BASH_SOURCE[0]}
    while [[ -L $self ]]; do
        link=$(readlink -- "$self")
        [[ $link == /* ]] && self=$link || self=${self%/*}/$link
    done
    [[ $self == */* ]] || self=./$self
    self=$(cd -- "${self%/*}" && pwd -P)/${self##*/}
    local -a all
    mapfile -t all < <(places)
    for place in "${all[@]}"; do
        if trusted "$place/$name"; then
            exec bash "$place/$name/caxton" "$@"
        fi
    done
    for place in "${all[@]}"; do
        if unpack "$place" && trusted "$place/$name"; then
            exec bash "$place/$name/caxton" "$@"
        fi
    done
    say "this file unpacks itself once, and none of these places can be written, or has 250 MB left: ${all[*]:-(none)}"
    say "Name one with CAXTON_CACHE_DIR=/path, or install the archive."
    exit 1
}

main "$@"
exit
# ---- the archive ----
