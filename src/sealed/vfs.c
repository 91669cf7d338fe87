/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "sealed/vfs.h"

#define VFS_NAME "xinqing"
#define BODY (VFS_PAGE - VFS_RESERVE)
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WAL_HEAD 32
#define FRAME_HEAD 24
#define FRAME (FRAME_HEAD + VFS_PAGE)
#define BOUND_MAX 16 /* what a page is sealed for */

_Static_assert(NONCE + TAG == VFS_RESERVE, "a nonce and a tag fill the tail");

/* What one secret gives: one key a use.  Lives in guarded memory. */
struct page_key {
	int users;
	uint8_t page[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	uint8_t head[crypto_generichash_KEYBYTES];
};

struct shim {
	sqlite3_vfs vfs;
	sqlite3_vfs *under;
	struct page_key *key; /* of what is opened next */
};

struct sealed_file {
	sqlite3_file base;
	sqlite3_file *real; /* right behind this struct */
	struct page_key *key;
	char kind; /* 'D' database, 'W' its WAL */
	/* WAL: the frame whose header was written last, and that header. */
	sqlite3_int64 head_at;
	uint8_t head[FRAME_HEAD];
	/* WAL: a page of this transaction was written over, so the checksums
	 * that follow are about to be read and made again. */
	bool rewriting;
	uint8_t work[FRAME]; /* what lies on the disk, never plain text */
};

static struct shim *
shim_of(sqlite3_vfs *v)
{
	return v->pAppData;
}

static struct sealed_file *
sealed_of(sqlite3_file *f)
{
	return (struct sealed_file *)f;
}

/* --- keys ------------------------------------------------------------------
 */

static struct page_key *
page_key_new(const uint8_t secret[VFS_KEY])
{
	struct page_key *k = sodium_malloc(sizeof(*k));

	if (k == NULL)
		return NULL;
	k->users = 1;
	crypto_kdf_derive_from_key(
	    k->page, sizeof(k->page), 1, "xq-pages", secret);
	crypto_kdf_derive_from_key(
	    k->head, sizeof(k->head), 2, "xq-pages", secret);
	return k;
}

static struct page_key *
page_key_share(struct page_key *k)
{
	k->users++;
	return k;
}

static void
page_key_drop(struct page_key *k)
{
	if (k != NULL && --k->users == 0)
		sodium_free(k);
}

/* --- pages -----------------------------------------------------------------
 */

/* Of the database, a page is bound to its number. */
static size_t
bound_page(sqlite3_int64 at, uint8_t to[BOUND_MAX])
{
	to[0] = 'D';
	for (int i = 1; i < 9; i++, at >>= 8)
		to[i] = (uint8_t)at;
	return 9;
}

/* Of the WAL, to the place of its frame and its number; not to what follows
 * in the header, which SQLite may fill in only when it makes the checksums
 * again. */
static size_t
bound_frame(sqlite3_int64 at, const uint8_t *head, uint8_t to[BOUND_MAX])
{
	bound_page(at, to);
	to[0] = 'W';
	memcpy(to + 9, head, 4);
	return 13;
}

static void
page_seal(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *plain, uint8_t *to)
{
	randombytes_buf(to + BODY, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(to,
	    to + BODY + NONCE, NULL, plain, BODY, bound, n, NULL, to + BODY,
	    f->key->page);
}

/* The tail is given back as zeros: SQLite's checksum of a WAL frame covers
 * it, and must not depend on which way a page was read. */
static bool
page_open(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *from, uint8_t *plain)
{
	memset(plain + BODY, 0, VFS_RESERVE);
	return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(plain, NULL,
		   from, BODY, from + BODY + NONCE, bound, n, from + BODY,
		   f->key->page) == 0;
}

/* --- headers of the WAL ----------------------------------------------------
 */

/* One round: half the header goes into a hash, the other takes it. */
static void
head_round(const struct sealed_file *f, sqlite3_int64 at, int round,
    uint8_t *head, size_t half)
{
	uint8_t in[2 + sizeof(at) + WAL_HEAD / 2], out[WAL_HEAD / 2];
	const uint8_t *from = head + (round % 2 == 0 ? 0 : half);
	uint8_t *to = head + (round % 2 == 0 ? half : 0);

	in[0] = (uint8_t)round;
	in[1] = (uint8_t)half;
	for (size_t i = 0; i < sizeof(at); i++)
		in[2 + i] = (uint8_t)(at >> 8 * i);
	memcpy(in + 2 + sizeof(at), from, half);
	crypto_generichash(out, sizeof(out), in, 2 + sizeof(at) + half,
	    f->key->head, sizeof(f->key->head));
	for (size_t i = 0; i < half; i++)
		to[i] ^= out[i];
}

/* A permutation of all n bytes, another one at every place of the file: a
 * Feistel network of four rounds. */
static void
head_hide(
    const struct sealed_file *f, sqlite3_int64 at, uint8_t *head, size_t n)
{
	for (int round = 0; round < 4; round++)
		head_round(f, at, round, head, n / 2);
}

static void
head_show(
    const struct sealed_file *f, sqlite3_int64 at, uint8_t *head, size_t n)
{
	for (int round = 3; round >= 0; round--)
		head_round(f, at, round, head, n / 2);
}

/* --- reading and writing beneath -------------------------------------------
 */

static int
real_read(struct sealed_file *f, void *p, int n, sqlite3_int64 at)
{
	return f->real->pMethods->xRead(f->real, p, n, at);
}

static int
real_write(struct sealed_file *f, const void *p, int n, sqlite3_int64 at)
{
	return f->real->pMethods->xWrite(f->real, p, n, at);
}

/* --- the database ----------------------------------------------------------
 */

/* Is there nothing at this place, or only something that cannot be read? */
static int
db_past_end(struct sealed_file *f, sqlite3_int64 at)
{
	sqlite3_int64 size;
	int rc = f->real->pMethods->xFileSize(f->real, &size);

	if (rc != SQLITE_OK)
		return rc;
	return at < size ? SQLITE_IOERR_DATA : SQLITE_IOERR_SHORT_READ;
}

/*
 * A page never written is a hole, all zeros, and is given back as such: a
 * tree page of zeros SQLite itself calls corrupt.  So is one past the end of
 * the file; one that is cut off is an error.
 */
static int
db_read_page(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	uint8_t bound[BOUND_MAX];
	int rc = real_read(f, f->work, VFS_PAGE, at);

	if (rc == SQLITE_IOERR_SHORT_READ)
		rc = db_past_end(f, at);
	memset(to, 0, VFS_PAGE);
	if (rc != SQLITE_OK || (sodium_is_zero(f->work + BODY, VFS_RESERVE) &&
				   sodium_is_zero(f->work, BODY)))
		return rc;
	return page_open(f, bound, bound_page(at, bound), f->work, to)
		   ? SQLITE_OK
		   : SQLITE_IOERR_DATA;
}

/*
 * SQLite looks at two parts of page 1 by themselves: the first 100 bytes when
 * it opens a file, before it knows of a WAL, and 16 bytes that tell whether
 * its cache is stale.  Both are hints.  If a checkpoint died while writing
 * page 1 the WAL still has it, so here a broken page is a page without news,
 * of the size we always use; when SQLite reads it whole, it is an error.
 */
static int
db_read_part(struct sealed_file *f, uint8_t *to, int n, int from)
{
	uint8_t page[VFS_PAGE];
	int rc = db_read_page(f, page, 0);

	if (rc == SQLITE_IOERR_DATA) {
		memset(page, 0, sizeof(page));
		page[16] = VFS_PAGE >> 8;
		page[20] = VFS_RESERVE;
		rc = SQLITE_OK;
	}
	if (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ)
		memcpy(to, page + from, (size_t)n);
	sodium_memzero(page, sizeof(page));
	return rc;
}

static int
db_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);

	if (n == VFS_PAGE && at % VFS_PAGE == 0)
		return db_read_page(f, to, at);
	if ((n == 100 && at == 0) || (n == 16 && at == 24))
		return db_read_part(f, to, n, (int)at);
	return SQLITE_IOERR_READ;
}

/* Nothing stands in the tail, and page 1 says that nothing ever will. */
static bool
page_fits(const uint8_t *plain, bool first)
{
	return sodium_is_zero(plain + BODY, VFS_RESERVE) &&
	       (!first || (plain[16] == VFS_PAGE >> 8 && plain[17] == 0 &&
			      plain[20] == VFS_RESERVE));
}

static int
db_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);
	uint8_t bound[BOUND_MAX];

	if (n != VFS_PAGE || at % VFS_PAGE != 0 || !page_fits(from, at == 0))
		return SQLITE_IOERR_WRITE;
	page_seal(f, bound, bound_page(at, bound), from, f->work);
	return real_write(f, f->work, n, at);
}

static int
db_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct sealed_file *f = sealed_of(file);

	if (size % VFS_PAGE != 0)
		return SQLITE_IOERR_TRUNCATE;
	return f->real->pMethods->xTruncate(f->real, size);
}

/* --- the WAL: a header, then frames of a header and a page ------------------
 */

static bool
wal_at_frame(sqlite3_int64 at)
{
	return at >= WAL_HEAD && (at - WAL_HEAD) % FRAME == 0;
}

/* Header and page in one read, for both callers need both. */
static int
wal_open_frame(
    struct sealed_file *f, sqlite3_int64 at, uint8_t head[], uint8_t *page)
{
	uint8_t bound[BOUND_MAX];
	int rc = real_read(f, f->work, FRAME, at);

	if (rc != SQLITE_OK)
		return rc;
	memcpy(head, f->work, FRAME_HEAD);
	head_show(f, at, head, FRAME_HEAD);
	return page_open(f, bound, bound_frame(at, head, bound),
		   f->work + FRAME_HEAD, page)
		   ? SQLITE_OK
		   : SQLITE_IOERR_DATA;
}

/*
 * SQLite reads whole frames to recover a WAL, and stops at the first that
 * does not check: a torn tail is no error.  So a frame that does not open is
 * one of zeros, which is never valid.  The same read while checksums are made
 * again is of frames just written: there it is an error.
 */
static int
wal_read_frame(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	int rc = wal_open_frame(f, at, to, to + FRAME_HEAD);

	if (rc == SQLITE_IOERR_DATA && !f->rewriting) {
		memset(to, 0, FRAME);
		rc = SQLITE_OK;
	}
	return rc;
}

static int
wal_read_page(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	uint8_t head[FRAME_HEAD];

	return wal_open_frame(f, at - FRAME_HEAD, head, to);
}

/* All of a header, or from its byte skip on. */
static int
wal_read_head(
    struct sealed_file *f, uint8_t *to, sqlite3_int64 at, int n, int skip)
{
	uint8_t head[WAL_HEAD];
	int rc = real_read(f, head, n, at);

	if (rc == SQLITE_OK) {
		head_show(f, at, head, (size_t)n);
		memcpy(to, head + skip, (size_t)(n - skip));
	}
	return rc;
}

/*
 * The file's header fills no sector, so it is never torn: there, made by a
 * crash as a hole, or changed.  Without this check a WAL under a wrong key
 * would look like one with nothing in it, which SQLite removes.
 */
static int
wal_read_start(struct sealed_file *f, uint8_t *to)
{
	static const uint8_t magic[] = { 0x37, 0x7f, 0x06, 0x82 };
	static const uint8_t version[] = { 0x00, 0x2d, 0xe2, 0x18 };
	int rc = real_read(f, f->work, WAL_HEAD, 0);

	if (rc != SQLITE_OK)
		return rc;
	memcpy(to, f->work, WAL_HEAD);
	if (sodium_is_zero(to, WAL_HEAD))
		return SQLITE_OK;
	head_show(f, 0, to, WAL_HEAD);
	if (memcmp(to, magic, 3) != 0 || (to[3] & 0xfe) != magic[3] ||
	    memcmp(to + 4, version, sizeof(version)) != 0)
		return SQLITE_IOERR_DATA;
	return SQLITE_OK;
}

static int
wal_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);

	if (n == WAL_HEAD && at == 0)
		return wal_read_start(f, to);
	if (n == FRAME && wal_at_frame(at))
		return wal_read_frame(f, to, at);
	if (n == VFS_PAGE && wal_at_frame(at - FRAME_HEAD))
		return wal_read_page(f, to, at);
	/* The checksum that ends a header. */
	if (n == 8 && at == WAL_HEAD - 8)
		return wal_read_head(f, to, 0, WAL_HEAD, WAL_HEAD - 8);
	if (n == 8 && wal_at_frame(at - (FRAME_HEAD - 8)))
		return wal_read_head(
		    f, to, at - (FRAME_HEAD - 8), FRAME_HEAD, FRAME_HEAD - 8);
	return SQLITE_IOERR_READ;
}

static int
wal_write_head(struct sealed_file *f, const void *from, sqlite3_int64 at, int n)
{
	uint8_t head[WAL_HEAD];

	memcpy(head, from, (size_t)n);
	head_hide(f, at, head, (size_t)n);
	if (n == FRAME_HEAD) {
		f->head_at = at;
		memcpy(f->head, from, FRAME_HEAD);
	}
	return real_write(f, head, n, at);
}

/* The page belongs to the header just written; without one, a page of this
 * transaction is being written over, whose header is in the file. */
static int
wal_write_page(struct sealed_file *f, const uint8_t *from, sqlite3_int64 at)
{
	static const uint8_t one[] = { 0, 0, 0, 1 };
	sqlite3_int64 frame = at - FRAME_HEAD;
	uint8_t bound[BOUND_MAX];
	int rc;

	if (f->head_at != frame) {
		f->head_at = -1;
		rc = wal_read_head(f, f->head, frame, FRAME_HEAD, 0);
		if (rc != SQLITE_OK)
			return rc == SQLITE_IOERR_SHORT_READ
				   ? SQLITE_IOERR_WRITE
				   : rc;
		f->head_at = frame;
		f->rewriting = true;
	}
	if (!page_fits(from, memcmp(f->head, one, sizeof(one)) == 0))
		return SQLITE_IOERR_WRITE;
	page_seal(f, bound, bound_frame(frame, f->head, bound), from, f->work);
	return real_write(f, f->work, VFS_PAGE, at);
}

static int
wal_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);

	if (n == WAL_HEAD && at == 0)
		return wal_write_head(f, from, at, n);
	if (n == FRAME_HEAD && wal_at_frame(at))
		return wal_write_head(f, from, at, n);
	if (n == VFS_PAGE && wal_at_frame(at - FRAME_HEAD))
		return wal_write_page(f, from, at);
	return SQLITE_IOERR_WRITE;
}

static int
wal_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct sealed_file *f = sealed_of(file);

	return f->real->pMethods->xTruncate(f->real, size);
}

/* --- what both files hand down as it is -------------------------------------
 */

static int
file_close(sqlite3_file *file)
{
	struct sealed_file *f = sealed_of(file);
	int rc = f->real->pMethods->xClose(f->real);

	page_key_drop(f->key);
	f->key = NULL;
	return rc;
}

static int
file_sync(sqlite3_file *file, int flags)
{
	struct sealed_file *f = sealed_of(file);

	f->rewriting = false;
	return f->real->pMethods->xSync(f->real, flags);
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xFileSize(real, size);
}

static int
file_lock(sqlite3_file *file, int level)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xLock(real, level);
}

static int
file_unlock(sqlite3_file *file, int level)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xUnlock(real, level);
}

static int
file_reserved(sqlite3_file *file, int *held)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xCheckReservedLock(real, held);
}

static int
file_control(sqlite3_file *file, int op, void *arg)
{
	sqlite3_file *real = sealed_of(file)->real;

	if (op == SQLITE_FCNTL_VFSNAME) {
		*(char **)arg = sqlite3_mprintf("%s", VFS_NAME);
		return SQLITE_OK;
	}
	/* Atomic batches and mappings would go round the seal. */
	if (op == SQLITE_FCNTL_MMAP_SIZE ||
	    op == SQLITE_FCNTL_BEGIN_ATOMIC_WRITE)
		return SQLITE_NOTFOUND;
	return real->pMethods->xFileControl(real, op, arg);
}

static int
file_sector(sqlite3_file *file)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xSectorSize(real);
}

/* Without this promise, which the stock VFS makes as well, SQLite pads a WAL
 * to the sector and writes a page in two pieces. */
static int
file_device(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
file_shm_map(
    sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xShmMap(real, page, size, extend, to);
}

static int
file_shm_lock(sqlite3_file *file, int from, int n, int flags)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xShmLock(real, from, n, flags);
}

static void
file_shm_barrier(sqlite3_file *file)
{
	sqlite3_file *real = sealed_of(file)->real;

	real->pMethods->xShmBarrier(real);
}

static int
file_shm_unmap(sqlite3_file *file, int delete)
{
	sqlite3_file *real = sealed_of(file)->real;

	return real->pMethods->xShmUnmap(real, delete);
}

/* Version 2: without xFetch, so nothing is mapped. */
#define FILE_METHODS(read, write, truncate)                                   \
	{                                                                     \
		.iVersion = 2, .xClose = file_close, .xRead = read,           \
		.xWrite = write, .xTruncate = truncate, .xSync = file_sync,   \
		.xFileSize = file_size, .xLock = file_lock,                   \
		.xUnlock = file_unlock, .xCheckReservedLock = file_reserved,  \
		.xFileControl = file_control, .xSectorSize = file_sector,     \
		.xDeviceCharacteristics = file_device,                        \
		.xShmMap = file_shm_map, .xShmLock = file_shm_lock,           \
		.xShmBarrier = file_shm_barrier, .xShmUnmap = file_shm_unmap, \
	}

static const sqlite3_io_methods db_methods =
    FILE_METHODS(db_read, db_write, db_truncate);
static const sqlite3_io_methods wal_methods =
    FILE_METHODS(wal_read, wal_write, wal_truncate);

/* --- the VFS -----------------------------------------------------------------
 */

/* Anything but a database and its WAL is refused: a journal or a temporary
 * file would hold pages in the clear. */
static int
shim_open(sqlite3_vfs *v, const char *name, sqlite3_file *file, int flags,
    int *out_flags)
{
	struct shim *s = shim_of(v);
	struct sealed_file *f = sealed_of(file);
	bool wal = (flags & SQLITE_OPEN_WAL) != 0;
	int rc;

	file->pMethods = NULL;
	if (name == NULL ||
	    (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0 ||
	    (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
		return SQLITE_CANTOPEN;
	memset(f, 0, sizeof(*f));
	f->real = (sqlite3_file *)(f + 1);
	f->kind = wal ? 'W' : 'D';
	f->head_at = -1;
	rc = s->under->xOpen(s->under, name, f->real, flags, out_flags);
	if (rc != SQLITE_OK) {
		if (f->real->pMethods != NULL)
			f->real->pMethods->xClose(f->real);
		return rc;
	}
	/* A WAL has the key of its database, whatever came after. */
	if (wal)
		f->key = page_key_share(
		    sealed_of(sqlite3_database_file_object(name))->key);
	else
		f->key = page_key_share(s->key);
	file->pMethods = wal ? &wal_methods : &db_methods;
	return SQLITE_OK;
}

/* For machines whose owner leaves the pages to an encrypted disk
 * (configure --enable-stock-vfs). */
static int
shim_open_stock(sqlite3_vfs *v, const char *name, sqlite3_file *file, int flags,
    int *out_flags)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xOpen(under, name, file, flags, out_flags);
}

static int
shim_delete(sqlite3_vfs *v, const char *name, int sync)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xDelete(under, name, sync);
}

static int
shim_access(sqlite3_vfs *v, const char *name, int flags, int *out)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xAccess(under, name, flags, out);
}

/* As it is: the folders above the data folder need not be open to us. */
static int
shim_path(sqlite3_vfs *v, const char *name, int size, char *to)
{
	(void)v;
	if (strlen(name) >= (size_t)size)
		return SQLITE_CANTOPEN_FULLPATH;
	memcpy(to, name, strlen(name) + 1);
	return SQLITE_OK;
}

static int
shim_random(sqlite3_vfs *v, int n, char *to)
{
	(void)v;
	randombytes_buf(to, (size_t)n);
	return n;
}

static int
shim_sleep(sqlite3_vfs *v, int us)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xSleep(under, us);
}

static int
shim_time(sqlite3_vfs *v, double *to)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xCurrentTime(under, to);
}

static int
shim_time_ms(sqlite3_vfs *v, sqlite3_int64 *to)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xCurrentTimeInt64(under, to);
}

static int
shim_last_error(sqlite3_vfs *v, int n, char *to)
{
	sqlite3_vfs *under = shim_of(v)->under;

	return under->xGetLastError(under, n, to);
}

/* Made once a process and never freed: SQLite keeps it. */
static struct shim *
shim_new(sqlite3_vfs *under)
{
	struct shim *s = mem_zero(1, sizeof(*s));

	s->under = under;
	s->vfs = (sqlite3_vfs){ .iVersion = 2,
		.szOsFile = (int)sizeof(struct sealed_file) + under->szOsFile,
		.mxPathname = under->mxPathname,
		.zName = VFS_NAME,
		.pAppData = s,
		.xOpen = shim_open,
		.xDelete = shim_delete,
		.xAccess = shim_access,
		.xFullPathname = shim_path,
		.xRandomness = shim_random,
		.xSleep = shim_sleep,
		.xCurrentTime = shim_time,
		.xGetLastError = shim_last_error,
		.xCurrentTimeInt64 = shim_time_ms };
#ifdef XINQING_STOCK_VFS
	s->vfs.xOpen = shim_open_stock;
#else
	(void)shim_open_stock;
#endif
	return s;
}

int
vfs_use(const uint8_t key[VFS_KEY])
{
	struct page_key *k = page_key_new(key);
	sqlite3_vfs *found;
	struct shim *s;

	if (k == NULL)
		return ERR_MEMORY;
	/* Statement journals stay in memory.  Refused once SQLite has
	 * started: then a journal that spills is refused by shim_open(). */
	sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
	if ((found = sqlite3_vfs_find(VFS_NAME)) != NULL) {
		s = shim_of(found);
		page_key_drop(s->key);
		s->key = k;
		return 0;
	}
	s = shim_new(sqlite3_vfs_find(NULL));
	s->key = k;
	return sqlite3_vfs_register(&s->vfs, 1) == SQLITE_OK ? 0 : ERR_SYSTEM;
}

/* --- the key's file
 * ----------------------------------------------------------- */

static int
key_write(int fd)
{
	uint8_t *key = sodium_malloc(VFS_KEY);
	ssize_t n;
	int r = 0;

	if (key == NULL)
		return ERR_MEMORY;
	randombytes_buf(key, VFS_KEY);
	n = write(fd, key, VFS_KEY);
	sodium_free(key);
	if (n != VFS_KEY || fchmod(fd, 0640) != 0 || fsync(fd) != 0)
		r = n >= 0 || errno == ENOSPC ? ERR_FULL : ERR_IO;
	return r;
}

int
vfs_key_create(const char *path)
{
	int fd, r;

	fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd < 0)
		return errno == EEXIST	 ? ERR_EXISTS
		       : errno == ENOSPC ? ERR_FULL
					 : ERR_IO;
	r = key_write(fd);
	close(fd);
	if (r != 0)
		unlink(path);
	return r;
}

int
vfs_key_use(const char *path)
{
	uint8_t *key;
	ssize_t n;
	int fd, r;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) < 0)
		return errno == ENOENT	 ? ERR_NOT_FOUND
		       : errno == EACCES ? ERR_DENIED
					 : ERR_IO;
	if ((key = sodium_malloc(VFS_KEY + 1)) == NULL) {
		close(fd);
		return ERR_MEMORY;
	}
	n = read(fd, key, VFS_KEY + 1);
	r = n < 0 ? ERR_IO : n != VFS_KEY ? ERR_CORRUPT : vfs_use(key);
	sodium_free(key);
	close(fd);
	return r;
}
