/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "conf/conf.h"
#include "src/sshd/internal.h"

static void
say_fingerprint(ssh_key key)
{
	unsigned char *hash = NULL;
	char *text = NULL;
	size_t n;

	if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &n) ==
		0 &&
	    (text = ssh_get_fingerprint_hash(
		 SSH_PUBLICKEY_HASH_SHA256, hash, n)) != NULL)
		log_info("host key %s", text);
	ssh_string_free_char(text);
	ssh_clean_pubkey_hash(&hash);
}

static int
sync_one(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), r;

	if (fd < 0)
		return -1;
	r = fsync(fd);
	close(fd);
	return r;
}

static int
sync_folder(const char *path)
{
	char folder[1100];
	char *end;

	snprintf(folder, sizeof(folder), "%s", path);
	if ((end = strrchr(folder, '/')) == NULL)
		return sync_one(".");
	end[end == folder] = '\0'; /* "/" stays */
	return sync_one(folder);
}

/* A key that another process has made meanwhile is taken, never replaced.  It
 * is on the disk before it has its name: an empty one, after a loss of power,
 * would keep every later server from starting. */
static int
make(const char *path)
{
	char fresh[1200];
	ssh_key key = NULL;
	int r = ERR_SYSTEM;

	snprintf(fresh, sizeof(fresh), "%s.%d", path, (int)getpid());
	if (ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) == SSH_OK &&
	    ssh_pki_export_privkey_file(key, NULL, NULL, NULL, fresh) ==
		SSH_OK &&
	    sync_one(fresh) == 0 &&
	    (link(fresh, path) == 0 || errno == EEXIST) &&
	    sync_folder(path) == 0)
		r = 0;
	unlink(fresh);
	ssh_key_free(key);
	if (r == 0)
		log_info("host key %s made", path);
	return r;
}

int
hostkey_load(const struct conf *c, ssh_key *out)
{
	char path[1100];
	struct stat st;

	if (c->host_key[0] != '\0')
		snprintf(path, sizeof(path), "%s", c->host_key);
	else
		snprintf(path, sizeof(path), "%s/host_key", c->data);
	if (stat(path, &st) != 0 && (errno != ENOENT || make(path) != 0)) {
		log_error("host key %s: %s", path, strerror(errno));
		return ERR_SYSTEM;
	}
	if (stat(path, &st) == 0 && (st.st_mode & 077) != 0) {
		log_error("host key %s may be read by others: chmod 600", path);
		return ERR_DENIED;
	}
	if (ssh_pki_import_privkey_file(path, NULL, NULL, NULL, out) !=
		SSH_OK ||
	    ssh_key_type(*out) != SSH_KEYTYPE_ED25519) {
		log_error("host key %s is no Ed25519 key of OpenSSH", path);
		return ERR_INPUT;
	}
	say_fingerprint(*out);
	return 0;
}
