/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/backup.h"
#include "act/store.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/sign.h"
#include "store/store.h"

#define CHUNK ((size_t)1 << 20)

/* As they were made: the store's key for its group, which the keeper is of;
 * what signs and what proves the server for their owner alone. */
static const struct {
	const char *name;
	mode_t mode;
	bool needed;
} keys[ACT_BACKUP_KEYS] = {
	[BACKUP_STORE] = { "store.key", 0640, true },
	[BACKUP_KEEPER] = { "keeper.key", 0600, true },
	[BACKUP_PUBLIC] = { "keeper.pub", 0644, true },
	[BACKUP_HOST] = { "host_key", 0600, false },
};

const char *
act_backup_key_name(int i)
{
	return keys[i].name;
}

static int
write_all(int fd, const void *p, size_t n)
{
	ssize_t done;

	for (const char *at = p; n > 0; at += done, n -= (size_t)done)
		if ((done = write(fd, at, n)) <= 0)
			return done < 0 && errno != ENOSPC ? ERR_IO : ERR_FULL;
	return 0;
}

static int
file_make(const char *name, mode_t mode, int *out)
{
	*out = open(
	    name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	if (*out < 0)
		return errno == ENOSPC ? ERR_FULL : ERR_IO;
	return fchmod(*out, mode) == 0 ? 0 : ERR_IO;
}

static int
file_end(int fd, int r)
{
	if (fd < 0)
		return r;
	if (r == 0 && fsync(fd) != 0)
		r = errno == ENOSPC ? ERR_FULL : ERR_IO;
	return close(fd) == 0 ? r : ERR_IO;
}

static int
put_keys(const struct act_restore *from)
{
	int fd, r = 0;

	for (int i = 0; i < ACT_BACKUP_KEYS && r == 0; i++) {
		if (from->key[i] == NULL)
			continue;
		if ((r = file_make(keys[i].name, keys[i].mode, &fd)) == 0)
			r = write_all(
			    fd, buf_data(from->key[i]), buf_len(from->key[i]));
		r = file_end(fd, r);
	}
	return r;
}

static int
put_copy(int file)
{
	char *chunk = mem_zero(1, CHUNK);
	ssize_t n = 0;
	int fd, r;

	if ((r = file_make("store.db", 0660, &fd)) == 0)
		while (r == 0 && (n = read(file, chunk, CHUNK)) > 0)
			r = write_all(fd, chunk, (size_t)n);
	r = file_end(fd, r != 0 || n == 0 ? r : ERR_IO);
	free(chunk);
	return r;
}

/* Is it whole, and can it be brought to what this program knows? */
static int
look(struct act_restored *out)
{
	struct store *st;
	uint8_t by[32];
	int r;

	if ((r = sign_public_read("keeper.pub", by)) != 0 ||
	    (r = store_use_key()) != 0 ||
	    (r = store_backup_check("store.db", NULL, by, &out->audit)) != 0)
		return r;
	if ((r = store_open(&st, 1024)) == ERR_OLD)
		return store_migrate();
	if (r == 0)
		store_close(st);
	return r;
}

/* What came after the copy is lost, and the log says where it begins anew. */
static int
note(struct store *st, struct act_restored *out)
{
	struct actor *who;
	int r;

	if ((r = act_keeper(st, &who)) != 0)
		return r;
	if ((r = store_audit_last_at(st, &out->last_at)) == 0 &&
	    (r = act_begin(who)) == 0)
		r = act_end(who, act_note(who, "backup.restore",
				     out->audit.rows, NULL, NULL, 0, NULL));
	act_free(who);
	return r;
}

static int
begin(const struct act_restore *from, struct act_restored *out)
{
	struct store *st = NULL;
	int r;

	if ((r = put_keys(from)) != 0 || (r = put_copy(from->file)) != 0 ||
	    (r = look(out)) != 0 || (r = store_open(&st, 1024)) != 0)
		return r;
	if ((r = note(st, out)) == 0)
		r = act_store_settle(&st);
	act_store_close(st);
	return r;
}

int
act_backup_restore(
    const char *data, const struct act_restore *from, struct act_restored *out)
{
	int r;

	*out = (struct act_restored){ 0 };
	for (int i = 0; i < ACT_BACKUP_KEYS; i++)
		if (keys[i].needed && from->key[i] == NULL)
			return ERR_INPUT;
	if ((r = begin_enter(data)) == 0 && (r = begin(from, out)) != 0)
		begin_forget();
	return r;
}
