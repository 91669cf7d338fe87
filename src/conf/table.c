/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "base/lang.h"
#include "src/conf/internal.h"

#define AT(field) offsetof(struct conf, field)
#define DAY 86400

/* One row an option: what it is called, may be, is by default, and does. */
static const struct conf_key keys[] = {
	{ "data", CONF_PATH, AT(data), LOCALSTATEDIR "/lib/xinqing", 1, 1024,
	    N_("Folder of the store. Its owner is the account that sessions "
	       "run "
	       "as.") },
	{ "listen", CONF_ADDRESSES, AT(listen), ":: 0.0.0.0", 0, 0,
	    N_("Addresses to listen on, blanks between them. A store marked as "
	       "a "
	       "sample is served on loopback alone.") },
	{ "port", CONF_INT, AT(port), "2222", 0, 65535,
	    N_("TCP port of the SSH listener; 0 takes a free one.") },
	{ "host_key", CONF_PATH, AT(host_key), "", 0, 1024,
	    N_("File of the server's own Ed25519 key, made at the first start "
	       "if "
	       "it is missing. Empty stands for host_key in the data "
	       "folder.") },
	{ "language", CONF_LANGUAGE, AT(language), "zh_CN", 0, 0,
	    N_("Language of what is said before a person has signed in; from "
	       "then "
	       "on the account says.") },
	{ "zone", CONF_ZONE, AT(zone), "Asia/Shanghai", 1, 64,
	    N_("Time zone of the screens. The store keeps UTC.") },

	{ "sessions", CONF_INT, AT(sessions), "1500", 1, 100000,
	    N_("Connections in all; one session takes about 1.2 MB.") },
	{ "sessions_per_source", CONF_INT, AT(sessions_per_source), "200", 1,
	    100000,
	    N_("Connections of one address (/32, or /64 of IPv6). A school "
	       "behind "
	       "one address counts as one.") },
	{ "starts_begin", CONF_INT, AT(starts_begin), "50", 1, 100000,
	    N_("From this many connections without a valid key, some new ones "
	       "are dropped by chance, from 30 in 100 upwards.") },
	{ "starts_full", CONF_INT, AT(starts_full), "200", 1, 100000,
	    N_("From this many connections without a valid key, every new one "
	       "is "
	       "dropped.") },
	{ "starts_per_source", CONF_INT, AT(starts_per_source), "8", 1, 100000,
	    N_("Connections of one address without a valid key.") },
	{ "tries", CONF_INT, AT(tries), "6", 1, 100,
	    N_("Keys and passphrases one connection may try.") },
	{ "grace_key", CONF_SPAN, AT(grace_key), "30", 1, 3600,
	    N_("Time to show a valid key. Below 20 s a slow link cannot sign "
	       "in.") },
	{ "grace_passphrase", CONF_SPAN, AT(grace_passphrase), "2m", 1, 3600,
	    N_("Time from the valid key to the right passphrase.") },

	{ "penalty_crash", CONF_SPAN, AT(penalty_crash), "90", 0, DAY,
	    N_("Added to an address whose connection crashed its process.") },
	{ "penalty_auth", CONF_SPAN, AT(penalty_auth), "5", 0, DAY,
	    N_("Added to an address for a connection that failed to sign "
	       "in.") },
	{ "penalty_grace", CONF_SPAN, AT(penalty_grace), "10", 0, DAY,
	    N_("Added to an address for a connection that let its time run "
	       "out.") },
	{ "penalty_noauth", CONF_SPAN, AT(penalty_noauth), "1", 0, DAY,
	    N_("Added to an address for a connection that left without a "
	       "try.") },
	{ "penalty_min", CONF_SPAN, AT(penalty_min), "15", 1, DAY,
	    N_("An address is refused once its penalties add up to this.") },
	{ "penalty_max", CONF_SPAN, AT(penalty_max), "10m", 1, DAY,
	    N_("Penalties of an address never add up to more.") },
	{ "penalty_exempt", CONF_PREFIXES, AT(penalty_exempt), "", 0, 0,
	    N_("Addresses or prefixes (192.0.2.0/24) without penalties, blanks "
	       "between them: a school whose people share one address.") },

	{ "keepalive", CONF_SPAN, AT(keepalive), "1m", 5, 3600,
	    N_("Time of silence after which the kernel asks whether the other "
	       "end is there; three times as long without an answer is the "
	       "end.") },
	{ "lock", CONF_SPAN, AT(lock), "5m", 10, DAY,
	    N_("Time without a key after which a session locks and blanks. "
	       "Never "
	       "while a call clock runs.") },
	{ "end", CONF_SPAN, AT(end), "30m", 20, DAY,
	    N_("Time without a key after which a session ends; later than "
	       "lock.") },
	{ "knock_sms", CONF_COMMAND, AT(knock_sms), "", 0, 1024,
	    N_("Command that sends a short message to somebody who must look "
	       "and "
	       "is not looking. It is run with two arguments, the person's "
	       "number here and the sentence, and looks the telephone up "
	       "itself "
	       "(see xinqing knock export). Empty: no such channel.") },
	{ "knock_phone", CONF_COMMAND, AT(knock_phone), "", 0, 1024,
	    N_("The same for a robot that telephones.") },
	{ "knock_mail", CONF_COMMAND, AT(knock_mail), "", 0, 1024,
	    N_("The same for mail.") },
	{ "knock_sentence", CONF_SENTENCE, AT(knock_sentence),
	    "心晴有一件事等您，请登录看看。", 1, 200,
	    N_("What is said, the same to everybody and whatever it is about. "
	       "No "
	       "name, no place and no hurry belongs in it: others may see "
	       "it.") },
	{ "knock_limit", CONF_SPAN, AT(knock_limit), "20", 1, 60,
	    N_("Time a command may take; then it is ended, with all it "
	       "started, "
	       "and the next on the ladder are knocked.") },

	{ "wipe_scrollback", CONF_BOOL, AT(wipe_scrollback), "yes", 0, 0,
	    N_("Clear the terminal's scrollback at the end as well, as a "
	       "shared "
	       "desk needs it.") },
};

const struct conf_key *
conf_keys(size_t *n)
{
	*n = nitems(keys);
	return keys;
}
