#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# older.sh SRCDIR COMMIT FOLDER: the package 0.0.9 of a commit that had none,
# packed as this one is, for upgrading from.
set -eu
srcdir=$1 commit=$2 folder=$3
tree=$folder/xinqing-0.0.9
rm -rf "$folder" && mkdir -p "$tree"
git -C "$srcdir" archive "$commit" | tar x -C "$tree"
rm -rf "$tree/debian" && cp -r "$srcdir/debian" "$tree"
sed -i '1s/([^)]*)/(0.0.9)/' "$tree/debian/changelog"
cd "$tree"
DEB_BUILD_OPTIONS=noautodbgsym dpkg-buildpackage -b -us -uc
