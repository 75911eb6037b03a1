#!/bin/sh
# Installs Caxton from the directory that this file was unpacked into, or removes it. See --help.
set -eu
umask 022

usage() {
    cat << 'END'
Usage: install.sh [options]
  --prefix DIR       install below DIR, /usr/local if not given: DIR/bin/caxton and DIR/lib/caxton
  --user NAME        run the service as this user and group, caxton if not given; a number is used as it is
  --unit KIND        systemd unit: hardened (if not given) or plain
  --no-systemd       install no unit
  --uninstall        remove the program; data, agents, logs and an edited configuration stay
  --purge            with --uninstall: remove those too, and the user
  --help             show this
Environment:
  DESTDIR            put everything below this directory instead of /, for packages and images; users and services of
                     this machine are left alone
Running it again is harmless. The version before stays beside the new one, so that going back is one link.
END
}

say() { printf '%s\n' "install.sh: $*"; }
warn() { printf '%s\n' "install.sh: $*" >&2; }
fail() { warn "$@"; exit 1; }

# ---- What is wanted ------------------------------------------------------------------------------------------------

prefix=/usr/local
user=caxton
unit=hardened
action=install
purge=no
destdir=${DESTDIR:-}
while [ $# -gt 0 ]; do
    case $1 in
        --prefix | --user | --unit)
            [ $# -ge 2 ] || fail "$1 needs a value; see --help"
            case $1 in
                --prefix) prefix=$2 ;;
                --user) user=$2 ;;
                --unit) unit=$2 ;;
            esac
            shift
            ;;
        --prefix=*) prefix=${1#*=} ;;
        --user=*) user=${1#*=} ;;
        --unit=*) unit=${1#*=} ;;
        --no-systemd) unit=none ;;
        --uninstall) action=uninstall ;;
        --purge) purge=yes ;;
        --help | -h) usage; exit 0 ;;
        *) fail "'$1' is not an option; see --help" ;;
    esac
    shift
done
case $prefix in
    /*) prefix=${prefix%/} ;;
    *) fail "--prefix is '$prefix', expected a path that begins with /" ;;
esac
case $prefix$destdir in
    *[!A-Za-z0-9/._+@,:~-]*) fail "prefix '$prefix' or DESTDIR '$destdir' has a character that a unit file cannot hold" ;;
esac
case $destdir in
    '' | /*) destdir=${destdir%/} ;;
    *) fail "DESTDIR is '$destdir', expected a path that begins with /" ;;
esac
case $unit in
    hardened | plain | none) ;;
    *) fail "--unit is '$unit', expected hardened or plain" ;;
esac
case $user in
    '' | -* | *[!a-z0-9_-]*) fail "--user is '$user', expected a user name or a number" ;;
esac
[ "$purge" = no ] || [ "$action" = uninstall ] || fail "--purge goes with --uninstall"

source=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
bin=$destdir$prefix/bin
home=$destdir$prefix/lib/caxton
etc=$destdir/etc/caxton
var=$destdir/var/lib/caxton
log=$destdir/var/log/caxton
units=$destdir/etc/systemd/system
unit_file=$units/caxton.service
man=$destdir$prefix/share/man/man1/caxton.1
bash_completion=$destdir$prefix/share/bash-completion/completions/caxton
zsh_completion=$destdir$prefix/share/zsh/site-functions/_caxton
fish_completion=$destdir$prefix/share/fish/vendor_completions.d/caxton.fish

# Whether users and services of this machine are meant: installed into its root, by root.
on_this_machine() { [ -z "$destdir" ] && [ "$(id -u)" = 0 ]; }
systemd_runs() { on_this_machine && [ -d /run/systemd/system ] && command -v systemctl > /dev/null; }
numeric() { case $user in *[!0-9]*) return 1 ;; esac; }

# The installed version that the command leads to: a name below $home, empty if there is none.
current() {
    [ -L "$bin/caxton" ] || return 0
    link=$(readlink "$bin/caxton")
    case $link in
        ../lib/caxton/*/caxton)
            link=${link#../lib/caxton/}
            printf '%s' "${link%/caxton}"
            ;;
    esac
}

# ---- Removing ------------------------------------------------------------------------------------------------------

# Removes a file of ours that nobody has edited; says so of one that stays.
remove_unedited() {
    [ -f "$1" ] || return 0
    for shipped in "$home"/*/$2; do
        [ -f "$shipped" ] || continue
        if render "$shipped" | cmp -s - "$1"; then
            rm -f -- "$1"
            return 0
        fi
    done
    if [ "$purge" = yes ]; then
        rm -f -- "$1"
    else
        say "kept $1, which was edited"
    fi
}

uninstall() {
    [ -d "$home" ] || [ -d "$etc" ] || [ -d "$var" ] || { say "nothing is installed below $destdir$prefix"; return 0; }
    if systemd_runs && [ -f "$unit_file" ]; then
        systemctl disable --now caxton.service > /dev/null 2>&1 || warn "the service could not be stopped"
    fi
    remove_unedited "$unit_file" 'systemd/caxton*.service'
    remove_unedited "$etc/caxton.yaml" etc/caxton.yaml
    rm -f -- "$etc/caxton.yaml.new" "$unit_file.new" "$man" "$bash_completion" "$zsh_completion" "$fish_completion"
    [ -z "$(current)" ] || rm -f -- "$bin/caxton"
    rm -rf -- "$home"
    if systemd_runs; then
        systemctl daemon-reload
    fi
    if [ "$purge" = yes ]; then
        rm -rf -- "$etc" "$var" "$log"
        if on_this_machine && ! numeric && getent passwd "$user" > /dev/null; then
            userdel "$user" || warn "the user $user could not be removed"
        fi
        say "removed Caxton and everything it kept"
    else
        rmdir -- "$etc" 2> /dev/null || :
        kept=
        for place in "$etc" "$var" "$log"; do
            [ ! -d "$place" ] || kept="$kept $place"
        done
        say "removed Caxton; kept${kept:- nothing} (--uninstall --purge removes that too)"
    fi
}

# ---- Installing ----------------------------------------------------------------------------------------------------

# A file of ours as it is installed here.
render() {
    sed -e "s|@bindir@|$prefix/bin|g" -e "s|^User=caxton\$|User=$user|" -e "s|^Group=caxton\$|Group=$user|" "$1"
}

# Puts a file in place under a draft name first, so that nobody ever sees half of it.
place() {
    mkdir -p -- "$(dirname -- "$2")"
    render "$1" > "$2.draft.$$"
    chmod 0644 "$2.draft.$$"
    mv -f -- "$2.draft.$$" "$2"
}

# A file that an operator may edit: an untouched one is replaced, an edited one stays and the new one is put beside it.
place_editable() {
    if [ -f "$2" ] && ! render "$1" | cmp -s - "$2"; then
        for shipped in "$home"/*/$3; do
            if [ -f "$shipped" ] && render "$shipped" | cmp -s - "$2"; then
                place "$1" "$2"
                return 0
            fi
        done
        place "$1" "$2.new"
        say "kept $2, which was edited; this version's is $2.new"
        return 0
    fi
    place "$1" "$2"
    rm -f -- "$2.new"
}

owned() {
    if on_this_machine; then
        chown -- "$user:$user" "$@"
    fi
}

make_user() {
    on_this_machine && ! numeric || return 0
    getent group "$user" > /dev/null || groupadd --system "$user"
    getent passwd "$user" > /dev/null || useradd --system --gid "$user" --home-dir /var/lib/caxton --no-create-home \
        --shell /usr/sbin/nologin --comment 'Caxton server' "$user"
}

# Copies the program beside what is there, under a draft name until it is whole; nothing leads to it yet.
stage_program() {
    version=$(cat "$source/VERSION")
    # What is shipped names the directory: the same build is not installed twice, and another one never over it.
    sum=$(cksum < "$source/SHA256SUMS")
    name=$version-${sum%% *}
    [ ! -d "$home/$name" ] || return 0
    mkdir -p -- "$home"
    rm -rf -- "$home"/.draft.*
    draft=$home/.draft.$$
    mkdir -- "$draft"
    cp -pR -- "$source/." "$draft/"
    rm -rf -- "$draft/.caxton"
    if command -v sha256sum > /dev/null; then
        (cd -- "$draft" && sha256sum --quiet -c SHA256SUMS) || fail "what was unpacked in $source is damaged"
    fi
    if [ "$(id -u)" = 0 ]; then
        chown -R 0:0 "$draft"
    fi
    mv -- "$draft" "$home/$name"
}

# Makes the command lead to the new version in one step. The version before stays, older ones go.
switch_program() {
    before=$(current)
    mkdir -p -- "$bin"
    ln -s "../lib/caxton/$name/caxton" "$bin/.caxton.draft.$$"
    mv -f -- "$bin/.caxton.draft.$$" "$bin/caxton"
    [ "$before" != "$name" ] || before=$(cat "$home/previous" 2> /dev/null || :)
    printf '%s\n' "$before" > "$home/previous"
    for old in "$home"/*/; do
        old=${old%/}
        case ${old##*/} in
            "$name" | "$before") ;;
            *) rm -rf -- "$old" ;;
        esac
    done
}

install_all() {
    for part in caxton caxton-embedded.jar caxton-embedded-cli.jar lib VERSION SHA256SUMS; do
        [ -e "$source/$part" ] || fail "$source/$part is missing; unpack the archive again and run the install.sh in it"
    done
    if [ -z "$destdir" ] && [ "$(id -u)" != 0 ]; then
        fail "installing into / needs root; run it with sudo, or set DESTDIR"
    fi
    if [ -e "$bin/caxton" ] && [ ! -L "$bin/caxton" ]; then
        fail "$bin/caxton is not a link of this installer; move it away first"
    fi
    stage_program
    make_user
    for directory in "$var" "$var/data" "$var/agents" "$log"; do
        [ -d "$directory" ] || { mkdir -p -- "$directory"; owned "$directory"; }
    done
    chmod 0700 "$var/data"
    chmod 0750 "$log"
    if [ -z "$(ls -A "$var/agents")" ] && [ ! -e "$etc/caxton.yaml" ]; then
        place "$source/agents/greeter.md" "$var/agents/greeter.md"
        owned "$var/agents/greeter.md"
    fi
    place_editable "$source/etc/caxton.yaml" "$etc/caxton.yaml" etc/caxton.yaml
    case $unit in
        hardened) place_editable "$source/systemd/caxton.service" "$unit_file" 'systemd/caxton*.service' ;;
        plain) place_editable "$source/systemd/caxton-plain.service" "$unit_file" 'systemd/caxton*.service' ;;
    esac
    place "$source/man/caxton.1" "$man"
    place "$source/completions/caxton.bash" "$bash_completion"
    place "$source/completions/_caxton" "$zsh_completion"
    place "$source/completions/caxton.fish" "$fish_completion"
    switch_program
    say "installed Caxton $version: $bin/caxton"
    tell_what_is_next
}

tell_what_is_next() {
    on_this_machine || return 0
    if ! "$bin/caxton" version > /dev/null 2>&1; then
        warn "'$bin/caxton version' does not work yet:"
        "$bin/caxton" version >&2 || :
    fi
    if [ "$unit" = none ]; then
        return 0
    fi
    if ! systemd_runs; then
        say "systemd does not run here; start the server as $user with: $prefix/bin/caxton start --config /etc/caxton/caxton.yaml"
        return 0
    fi
    systemctl daemon-reload
    if systemctl --quiet is-active caxton.service; then
        say "the service runs the version before until: systemctl restart caxton"
    else
        say "start it with: systemctl enable --now caxton"
    fi
}

trap 'rm -rf -- "$home"/.draft.$$ "$bin"/.caxton.draft.$$' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ "$action" = uninstall ]; then
    if [ -z "$destdir" ] && [ "$(id -u)" != 0 ]; then
        fail "removing from / needs root; run it with sudo, or set DESTDIR"
    fi
    uninstall
else
    install_all
fi
