#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# boot.sh NEW.deb: the package under systemd as process 1, in a bare Debian 12
# that systemd-nspawn starts: installed, served, signed in to, copied, killed
# and restarted.  As root, with debootstrap and the network; the Debian may be
# given as a folder in $DEBIAN_BOOT.
set -u
if [ "$(id -u)" -ne 0 ] || ! command -v systemd-nspawn >/dev/null; then
	echo "1..0 # SKIP only root can start a machine, and with systemd-nspawn"
	exit 0
fi
top=$(mktemp -d)
root=$top/root
trap 'rm -rf --one-file-system "$top"' EXIT

if [ -n "${DEBIAN_BOOT:-}" ]; then
	cp -a "$DEBIAN_BOOT" "$root"
else
	debootstrap --variant=minbase \
		--include=ca-certificates,dbus,openssh-client,systemd,systemd-sysv \
		bookworm "$root" "$(sed -n 's/^deb \(\[[^]]*\] \)\?\([a-z]*:[^ ]*\) .*/\2/p; s/^URIs: *//p' \
			/etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)" \
		>"$top/out" 2>&1 || { tail "$top/out"; exit 1; }
fi
cp -r /etc/apt/. "$root/etc/apt/" && cp "$1" "$root/new.deb" || exit 1
env | grep -iE '^(https?|no)_proxy=' >"$root/proxies"

# What happens inside, once it has started: a line of TAP each.
cat >"$root/story" <<'END'
#!/bin/bash
n=0
export HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
set -a; . /proxies; set +a
exec >/told 2>/asides
data=/var/lib/xinqing
say() { n=$((n + 1)); [ "$1" -eq 0 ] && echo "ok $n - $2" || echo "not ok $n - $2"; }
waits() {	# waits COMMAND...: until it is so, for half a minute
	for _ in $(seq 150); do "$@" && return; sleep 0.2; done >/dev/null 2>&1
	return 1
}
apt-get update -q >&2 && apt-get install -y -q --no-install-recommends /new.deb >&2
say $? "it installs while systemd runs"
[ "$(systemctl is-active xinqing-backup.timer xinqing-metrics.timer xinqing | tr '\n' ' ')" = "active inactive inactive " ]
say $? "the nightly copy is on, the numbers are off, and nothing is served yet"

ssh-keygen -q -t ed25519 -N '' -f /root/key >&2
printf 'passphrase-one\npassphrase-two\npassphrase-three\n' >/pass
xinqing --data $data init --passphrases-fd 3 3</pass >&2 <<FIELDS
{"district": "示范区", "system": "sys1", "security": "sec1", "audit": "aud1",
 "system_key": "$(cut -d' ' -f1,2 /root/key.pub)"}
FIELDS
systemctl start xinqing && [ "$(systemctl is-active xinqing)" = active ]
say $? "a store is begun and the unit starts"

account_of() { for f in $(grep -lx "$1" /proc/[0-9]*/comm); do stat -c %U "${f%/comm}"; done | sort -u | tr -d '\n'; }
[ "$(account_of xinqing-net)$(account_of xinqing-session)$(account_of xinqing-keeper)" = xinqing-netxinqingxinqing-keep ]
say $? "each program has its account"

cat >/askpass <<'ASK'
#!/bin/sh
echo passphrase-one
ASK
chmod 755 /askpass
signs_in() {
	(sleep 20 | SSH_ASKPASS_REQUIRE=force SSH_ASKPASS=/askpass TERM=xterm timeout 25 \
		ssh -tt -p 2222 -i /root/key -o StrictHostKeyChecking=no \
		-o UserKnownHostsFile=/dev/null sys1@127.0.0.1 >/screen 2>&1) &
	waits grep -q ' sys1 ' /screen
	r=$?
	[ $r -eq 0 ] || cat /screen >&2
	kill $! 2>/dev/null
	return $r
}
signs_in
say $? "the system administrator signs in over SSH"

systemctl start xinqing-backup.service && ls /var/backups/xinqing | grep -q '^xinqing-.*\.db$'
say $? "the unit of the timer makes a copy"
systemctl start xinqing-metrics.service && grep -q '^xinqing_up 1$' /run/xinqing/xinqing.prom &&
	grep -q '^xinqing_backup_timestamp_seconds [1-9]' /run/xinqing/xinqing.prom
say $? "and the other writes the numbers"

was=$(systemctl show -P MainPID xinqing)
kill -9 "$was"
another() { m=$(systemctl show -P MainPID xinqing); [ "$m" != 0 ] && [ "$m" != "$was" ] && [ "$(systemctl is-active xinqing)" = active ]; }
waits another
say $? "killed, it is started again"
signs_in
say $? "and signed in to again"
systemctl restart xinqing && [ "$(systemctl is-active xinqing)" = active ]
say $? "it restarts"
xinqing --language en --data $data doctor >/doctor
! grep -q '^TO DO *\(folder\|files\|keys\|signature\|memory\|limits\|schema\|ahead\|backup\|admins\) ' /doctor
say $? "the doctor finds nothing to do about the unit, the folder and the copies"
journalctl -u 'xinqing*' -o cat >/journal
! grep -v 'loopback network device' /journal | # of systemd, in a container
	grep -qiE 'seccomp|denied|not permitted|could not be given up|passphrase-' 
say $? "nothing was refused to it, and the journal has no passphrase"
systemctl stop xinqing && [ -z "$(grep -l '^xinqing' /proc/[0-9]*/comm)" ] &&
	[ -z "$(systemctl list-units --failed --no-legend 'xinqing*')" ]
say $? "it stops, leaves no process, and no unit of it has failed"
echo "1..$n"
systemctl --no-block poweroff
END
chmod 755 "$root/story"
cat >"$root/etc/systemd/system/story.service" <<'END'
[Unit]
After=multi-user.target
[Service]
Type=exec
ExecStart=/story
[Install]
WantedBy=graphical.target
END
mkdir -p "$root/etc/systemd/system/graphical.target.wants"
ln -sf ../story.service "$root/etc/systemd/system/graphical.target.wants/"

timeout -s KILL "${PATIENCE:-300}" systemd-nspawn -D "$root" --register=no \
	--keep-unit -M "xinqing-boot-$$" -b </dev/null >"$top/console" 2>&1
[ -s "$root/told" ] || { tail -n 30 "$top/console"; echo "Bail out! it did not start"; exit 1; }
cat "$root/told"
if grep -q '^not ok' "$root/told" || ! grep -q '^1\.\.' "$root/told"; then
	for f in asides doctor journal; do
		echo "# $f"
		tail -n 40 "$root/$f" | sed 's/^/# /'
	done
	exit 1
fi
