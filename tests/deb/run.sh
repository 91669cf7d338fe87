#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run.sh UNIT OLD.deb NEW.deb: install, upgrade, remove and purge in a bare
# Debian 12 made by debootstrap (or a copy of $DEBIAN_BASE); as root, with the
# network.  No systemd runs in there: the server is started as the unit would,
# with the unit's capabilities.
set -u
unit=$1 old=$2 new=$3
[ "$(id -u)" -eq 0 ] || { echo "1..0 # SKIP only root can make a Debian"; exit 0; }
top=$(mktemp -d)
root=$top/root data=/var/lib/xinqing n=0 bad=0 server=

clean() {
	[ -z "$server" ] || kill "$server" 2>/dev/null
	umount -R "$root/dev" "$root/proc" 2>/dev/null
	if ! grep -q " $root/" /proc/mounts; then rm -rf "$top"; fi
}
trap clean EXIT

say() {	# say STATUS SENTENCE: what was said last is in $top/out
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		bad=1
		echo "not ok $n - $2"
		tail -n 20 "$top/out" | sed 's/^/# /'
	fi
}

mirror() {
	sed -n 's/^deb \(\[[^]]*\] \)\?\([a-z]*:[^ ]*\) .*/\2/p; s/^URIs: *//p' \
		/etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
		head -n 1
}

make_root() {
	if [ -n "${DEBIAN_BASE:-}" ]; then
		cp -a "$DEBIAN_BASE" "$root"
	else
		debootstrap --variant=minbase --include=ca-certificates \
			bookworm "$root" "$(mirror)" &&
			cp -r /etc/apt/. "$root/etc/apt/"
	fi || return 1
	cp /etc/resolv.conf /etc/hosts "$root/etc/"
	cp "$old" "$root/old.deb" && cp "$new" "$root/new.deb" || return 1
	mount -t proc proc "$root/proc" &&
		mount --rbind --make-rslave /dev "$root/dev" &&
		in_root apt-get update -q
}

in_root() {
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LC_ALL=C.UTF-8 \
		DEBIAN_FRONTEND=noninteractive \
		$(env | grep -iE '^(https?|no)_proxy=') chroot "$root" "$@"
}
quietly() { "$@" >"$top/out" 2>&1; }
install_deb() { quietly in_root apt-get install -y -q --no-install-recommends "$1"; }
xinqing() { quietly in_root xinqing --language en --data "$data" "$@"; }
said() { grep -q -- "$1" "$top/out"; }

# The capabilities of the unit, as setpriv has them.
bounds() {
	printf -- '-all'
	sed -n 's/^CapabilityBoundingSet=//p' "$unit" | tr ' ' '\n' |
		sed 's/^CAP_/,+/' | tr 'A-Z\n' 'a-z '  | tr -d ' '
}

start() {
	mkfifo "$top/ready" || return 1
	in_root setpriv --bounding-set="$(bounds)" --no-new-privs \
		xinqingd --port 0 --listen 127.0.0.1 --ready-fd 4 \
		4>"$top/ready" </dev/null >"$top/server.log" 2>&1 &
	read -r -t 60 line <"$top/ready"
	rm -f "$top/ready"
	server=$(cat "$root$data/xinqingd.pid")
	cp "$top/server.log" "$top/out"
	[ "${line%%=*}" = "ready port" ]
}
stop() {
	kill "$server" && wait
	server=
}
# The account each program of the server runs as.
account_of() {
	local p
	for p in $(cat "/proc/$server/task/$server/children"); do
		[ "$(cat "/proc/$p/comm")" = "$1" ] || continue
		in_root id -nu "$(awk '/^Uid:/ { print $2 }' "/proc/$p/status")"
		return
	done
}
accounts() {
	[ "$(account_of xinqing-net)" = xinqing-net ] &&
		[ "$(account_of xinqing-session)" = xinqing ] &&
		[ "$(account_of xinqing-keeper)" = xinqing-keep ]
}

begin() {
	quietly in_root sh -c "xinqing --data $data init --passphrases-fd 3 3</pass <<-END
	{\"district\": \"示范区\", \"system\": \"sys1\", \"security\": \"sec1\", \"audit\": \"aud1\"}
	END"
}
well() { grep -q "^well *$1 " "$top/out"; }
sums() { (cd "$root$data" && sha256sum store.db store.key); }

echo "1..15"
quietly make_root
say $? "a bare Debian 12 is made"
printf 'passphrase-one\npassphrase-two\npassphrase-three\n' >"$root/pass"

install_deb /old.deb && said "xinqing --data $data init" &&
	[ "$(in_root stat -c '%a %U:%G' $data)" = "2770 xinqing:xinqing" ] &&
	quietly in_root id xinqing-net xinqing-keep xinqing-knock
say $? "it installs, makes its accounts and folder, and says how to begin"

begin && [ -s "$root$data/store.db" ]
say $? "a store is begun"

start && accounts
say $? "with the unit's capabilities alone each program reaches its account"

! install_deb /new.deb && said "A server still serves"
say $? "over a store in use the upgrade stops, and says why"

stop
before=$(sums)
mv "$root$data/store.key" "$root/key" &&
	head -c "$(stat -c %s "$root/key")" /dev/zero >"$root$data/store.key"
chown --reference="$root/key" "$root$data/store.key"
! quietly in_root dpkg --configure xinqing && said "cannot be opened"
r=$?
cp -p "$root/key" "$root$data/store.key"
[ $r -eq 0 ] && [ "$before" = "$(sums)" ]
say $? "a store that does not open is left as it is, and that is said"

! xinqing migrate --check && quietly in_root dpkg --configure xinqing &&
	said "The store was brought to this version" &&
	[ -s "$root$data/before-0.1.0/store.db" ] && xinqing migrate --check
say $? "then the store comes to the new schema, and a copy stays"

start && accounts
say $? "the new server serves the old store"
stop

xinqing doctor
[ $? -ne 0 ] && well folder && well files && well keys && well schema &&
	well ahead && ! well custodians
say $? "the doctor finds the installation well, and the custodians missing"

copies=/var/backups/xinqing
xinqing backup $copies && said "whole" && in_root mkdir /drill &&
	data=/drill xinqing restore "$copies/$(ls "$root$copies")" $data &&
	said "restored" && [ -s "$root/drill/store.db" ] && xinqing metrics &&
	said "^xinqing_backup_timestamp_seconds [1-9]"
say $? "a copy is made where the timer makes it, and put in place elsewhere"

quietly in_root apt-get install -y -q --no-install-recommends systemd &&
	quietly in_root systemd-analyze verify --man=no xinqing.service \
		xinqing-backup.service xinqing-backup.timer \
		xinqing-metrics.service xinqing-metrics.timer && ! said .
say $? "systemd has nothing to say about the units as they are installed"

in_root dpkg -i /new.deb >"$top/out" 2>&1 &&
	! said "brought to this version" && xinqing migrate --check
say $? "installed once more there is nothing to bring forward"

in_root dpkg --remove xinqing >"$top/out" 2>&1 &&
	[ ! -e "$root/usr/sbin/xinqingd" ] && [ -s "$root$data/store.db" ] &&
	[ -e "$root/etc/xinqing/xinqing.conf" ]
say $? "removed, it leaves options and data"

in_root dpkg --purge xinqing >"$top/out" 2>&1 && said "was left" &&
	[ -s "$root$data/store.db" ] && [ ! -e "$root/etc/xinqing" ] &&
	quietly in_root id xinqing
say $? "purged, it leaves the data, and says so"

install_deb /new.deb && rm -rf "${root:?}$data"/* "${root:?}$copies"/* &&
	rm -rf "${root:?}$data"/.[a-z]* &&
	in_root dpkg --purge xinqing >"$top/out" 2>&1 && ! said "was left" &&
	[ ! -e "$root$data" ] && [ ! -e "$root$copies" ]
say $? "purged without data, nothing is left"
exit $bad
