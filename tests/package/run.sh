#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh SOURCE
# Builds Debian's packages, lets lintian judge them, installs them on this
# machine, uses them, and takes them off again. Where lintian is overruled,
# codec/debian/*.lintian-overrides say why.
set -eu
source=$1
build=$source/build/package
work=$build/test
cd "$source"

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
fi

rm -rf "$build"
mkdir -p "$work"
cmake --workflow --preset package >"$work/build.log" 2>&1 || {
    cat "$work/build.log"
    exit 1
}
packages=$(for file in "$build"/*.deb; do dpkg-deb -f "$file" Package; done)
echo "== packages"
[ "$(echo "$packages" | LC_ALL=C sort | xargs)" = \
    "libucr-dev libucr-yajl0 libucr0 ucr-tools" ]

echo "== lintian"
lintian --allow-root --display-info --pedantic \
    --fail-on error,warning,info,pedantic "$build"/*.deb

echo "== whatever is installed is in one package"
DESTDIR=$work/all cmake --install "$build" >"$work/install.log"
(cd "$work/all" && find . ! -type d) | LC_ALL=C sort >"$work/installed"
for file in "$build"/*.deb; do
    dpkg-deb --fsys-tarfile "$file" | tar -t | grep -v '/$'
done | LC_ALL=C sort >"$work/packaged"
diff -u "$work/installed" "$work/packaged"

echo "== the changelog ends at the version"
for file in "$build"/*.deb; do
    dpkg-deb --fsys-tarfile "$file" |
        tar -xO --wildcards '*/changelog.Debian.gz' | gzip -d | head -n 1 |
        grep -F "ucr ($(dpkg-deb -f "$file" Version)) "
done

echo "== installed"
# What someone has installed is theirs, and not what this test would look at.
for package in $packages; do
    if dpkg-query -W "$package" 2>/dev/null; then
        echo "$package is installed on this machine" >&2
        exit 1
    fi
done
# remove: words on purpose.
remove() {
    # shellcheck disable=SC2086
    $as_root dpkg --purge $packages >"$work/purge.log"
}
trap remove EXIT
$as_root dpkg -i "$build"/*.deb >"$work/dpkg.log"
# The trigger has told the linker of them: no path is set here.
/sbin/ldconfig -p | grep -F 'libucr.so.0'
/sbin/ldconfig -p | grep -F 'libucr_yajl.so.0'
ucr --version
ucr check request corpus/request/ok/page-example.body
for compilers in 'gcc g++' 'clang clang++'; do
    sh tests/consumer/use.sh /usr "$work/use-${compilers% *}" \
        "${compilers% *}" "${compilers#* }"
done
echo "== what is linked with them depends on them, and the core on no yajl"
mkdir -p "$work/shlibdeps/debian"
echo 'Source: consumer' >"$work/shlibdeps/debian/control"
# needs PROGRAM: the packages that it needs, a line each, without versions.
needs() {
    (cd "$work/shlibdeps" && dpkg-shlibdeps -O "../use-gcc/package/$1" 2>&1) |
        sed -n 's/^shlibs:Depends=//p' | tr ',' '\n' | awk '{ print $1 }' | xargs
}
[ "$(needs core_shared)" = "libc6 libucr0" ]
[ "$(needs full_shared)" = "libc6 libucr-yajl0 libyajl2" ]

echo "== removed"
trap - EXIT
remove
sed 's/^\.//' "$work/packaged" | while read -r file; do
    if [ -e "$file" ]; then
        echo "$file is left"
        exit 1
    fi
done
