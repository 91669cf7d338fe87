/* SPDX-License-Identifier: Apache-2.0 */
/* The store's files, changed by somebody: an error or the same answer; if the
 * WAL was touched, an error or what a beginning of the commits gives; never
 * another, and nothing read or written where it should not be. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sealed/key.h"
#include "sealed/vfs.h"
#include "tests/lib/fuzz.h"
#include "tests/lib/test.h"

#define TURNS 6
#define FILE_MAX (256u << 10)

const int fuzz_runs = 800; /* each opens a store */

/* An input is a list of edits: which file, what, where, with which byte. */
const char *const fuzz_pieces[] = { "D", "W", "^", "=", "0", "<", "\x01",
	"\x80", "\xff", "\x10", NULL };

struct image {
	uint8_t bytes[FILE_MAX];
	size_t n;
};

/* Made at the first input: both files as a crash would leave them. */
static struct whole {
	bool made;
	struct image db, wal;
	int sums[TURNS + 1];
} whole;

static sqlite3 *
connect_to(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open_v2(path, &db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
		abort();
	sqlite3_exec(db,
	    "PRAGMA temp_store = MEMORY; PRAGMA synchronous = OFF;"
	    "PRAGMA wal_autocheckpoint = 0",
	    NULL, NULL, NULL);
	return db;
}

static void
must(sqlite3 *db, const char *text)
{
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		abort();
}

static void
image_read(struct image *m, const char *path)
{
	FILE *f = fopen(path, "rb");

	m->n = f != NULL ? fread(m->bytes, 1, FILE_MAX, f) : 0;
	if (f != NULL)
		fclose(f);
}

static void
image_write(const struct image *m, const char *path)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(m->bytes, 1, m->n, f) != m->n || fclose(f) != 0)
		abort();
}

/* The one number that every byte of the table goes into; -1: an error. */
static int
sum_of(sqlite3 *db)
{
	int rc, n, sum = 7;
	const uint8_t *b;
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, "SELECT id, b FROM t ORDER BY id", -1, &s,
		NULL) != SQLITE_OK)
		return -1;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		b = sqlite3_column_blob(s, 1);
		n = sqlite3_column_bytes(s, 1);
		sum = (sum * 31 + sqlite3_column_int(s, 0)) & 0xffffff;
		for (int i = 0; i < n; i++)
			sum = (sum * 31 + b[i]) & 0xffffff;
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? sum : -1;
}

static void
whole_make(void)
{
	static const uint8_t key[VFS_KEY] = "a key for fuzzing";
	int reserve = VFS_RESERVE;
	char text[160];
	sqlite3 *db;

	if (sealed_init() != 0 || chdir(test_folder()) != 0 ||
	    vfs_use(key) != 0)
		abort();
	db = connect_to("made.db");
	must(db, "PRAGMA journal_mode = MEMORY; PRAGMA page_size = 4096");
	sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
	must(db, "PRAGMA journal_mode = WAL;"
		 "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB);"
		 "INSERT INTO t (b) VALUES (x'01'), (x'02'), (x'03')");
	must(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	whole.sums[0] = sum_of(db);
	for (int i = 1; i <= TURNS; i++) {
		snprintf(text, sizeof(text),
		    "UPDATE t SET b = CAST(substr(hex(zeroblob(3000)), 1,"
		    " %d) || 'turn %d' AS BLOB) WHERE id %% 3 = %d",
		    i * 900, i, i % 3);
		must(db, text);
		whole.sums[i] = sum_of(db);
	}
	image_read(&whole.db, "made.db");
	image_read(&whole.wal, "made.db-wal");
	sqlite3_close(db);
	whole.made = true;
}

static void
edit(struct image *m, const uint8_t *p)
{
	size_t at = m->n > 0
			? ((size_t)p[2] << 16 | (size_t)p[3] << 8 | p[4]) % m->n
			: 0;

	if (m->n == 0)
		return;
	switch (p[1]) {
	case '=':
		m->bytes[at] = p[5];
		break;
	case '0': /* a sector that was never written */
		for (size_t i = at & ~(size_t)511; i < m->n && i < (at | 511);
		     i++)
			m->bytes[i] = 0;
		break;
	case '<': /* cut off */
		m->n = at;
		break;
	default:
		m->bytes[at] ^= p[5];
	}
}

/* What a beginning of the commits gives; all of them if the WAL is whole. */
static bool
is_known(int sum, bool wal_whole)
{
	for (int i = wal_whole ? TURNS : 0; i <= TURNS; i++)
		if (sum == whole.sums[i])
			return true;
	return sum == -1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct image db, wal;
	bool wal_whole = true;
	sqlite3 *c;

	if (!whole.made)
		whole_make();
	db = whole.db;
	wal = whole.wal;
	for (; n >= 6; p += 6, n -= 6) {
		edit(p[0] == 'D' ? &db : &wal, p);
		wal_whole = wal_whole && p[0] == 'D';
	}
	image_write(&db, "tried.db");
	image_write(&wal, "tried.db-wal");
	c = connect_to("tried.db");
	fuzz_promise(is_known(sum_of(c), wal_whole));
	sqlite3_close(c);
	unlink("tried.db");
	unlink("tried.db-wal");
	unlink("tried.db-shm");
	return 0;
}
