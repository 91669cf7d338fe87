/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "nonce.h"
#include "pages.h"
#include "sealed/vfs.h"
#include "vfs_internal.h"

#define VFS_NAME "xinqing"

struct shim {
	sqlite3_vfs vfs;
	sqlite3_vfs *under;
	struct page_key *key; /* of what is opened next */
};

static struct shim *
shim_of(sqlite3_vfs *v)
{
	return v->pAppData;
}

/* What lies beneath. */
#define UNDER(vfs) (shim_of(vfs)->under)
#define REAL(file) (sealed_of(file)->real)
#define DOWN(file) (REAL(file)->pMethods)

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

static uint32_t
page_number(sqlite3_int64 at)
{
	return (uint32_t)(at / VFS_PAGE) + 1;
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
	int rc;

	if (kept_page(f, at, to))
		return SQLITE_OK;
	rc = real_read(f, f->work, VFS_PAGE, at);
	if (rc == SQLITE_IOERR_SHORT_READ)
		rc = db_past_end(f, at);
	memset(to, 0, VFS_PAGE);
	if (rc != SQLITE_OK || (sodium_is_zero(f->work + BODY, VFS_RESERVE) &&
				   sodium_is_zero(f->work, BODY)))
		return rc;
	if (!page_open(f, bound, bound_page(at, bound), f->work, to))
		return SQLITE_IOERR_DATA;
	keep_page(f, at, page_number(at), f->work, to);
	return SQLITE_OK;
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

static int
db_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);
	uint8_t bound[BOUND_MAX];

	if (n != VFS_PAGE || at % VFS_PAGE != 0 || !page_fits(from, at == 0))
		return SQLITE_IOERR_WRITE;
	page_seal(f, bound, bound_page(at, bound), from, f->work);
	keep_page(f, at, page_number(at), f->work, from);
	return real_write(f, f->work, n, at);
}

/* --- what both files hand down as it is -------------------------------------
 */

static int
file_close(sqlite3_file *file)
{
	struct sealed_file *f = sealed_of(file);
	int rc = f->real->pMethods->xClose(f->real);

	if (f->kind == 'D')
		pages_free(f->pages);
	else if (f->wal != NULL)
		f->wal->wal = NULL;
	free(f->run);
	page_key_drop(f->key);
	f->key = NULL;
	return rc;
}

static void
sync_failed(struct sealed_file *f)
{
	const struct sealed_file *db = f->kind == 'D' ? f : f->wal;

	f->failed = true;
	if (db != NULL && db->tell != NULL)
		*db->tell = true;
}

/*
 * A sync that has failed is never said to have succeeded later: the kernel
 * calls clean what it could not write.
 */
static int
file_sync(sqlite3_file *file, int flags)
{
	struct sealed_file *f = sealed_of(file);
	int rc = wal_flush(f);

	f->rewriting = false;
	if (rc != SQLITE_OK)
		return rc;
	if (f->failed)
		return SQLITE_IOERR_FSYNC;
	rc = f->real->pMethods->xSync(f->real, flags);
	if (rc != SQLITE_OK)
		sync_failed(f);
	return rc;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int rc = wal_flush(sealed_of(file));

	if (sealed_of(file)->kind == 'D' && size % VFS_PAGE != 0)
		return SQLITE_IOERR_TRUNCATE;
	return rc == SQLITE_OK ? DOWN(file)->xTruncate(REAL(file), size) : rc;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	int rc = wal_flush(sealed_of(file));

	return rc == SQLITE_OK ? DOWN(file)->xFileSize(REAL(file), size) : rc;
}

static int
file_lock(sqlite3_file *file, int level)
{
	return DOWN(file)->xLock(REAL(file), level);
}

static int
file_unlock(sqlite3_file *file, int level)
{
	return DOWN(file)->xUnlock(REAL(file), level);
}

static int
file_reserved(sqlite3_file *file, int *held)
{
	return DOWN(file)->xCheckReservedLock(REAL(file), held);
}

static int
file_control(sqlite3_file *file, int op, void *arg)
{
	sqlite3_file *real = sealed_of(file)->real;

	if (op == SQLITE_FCNTL_VFSNAME) {
		*(char **)arg = sqlite3_mprintf("%s", VFS_NAME);
		return SQLITE_OK;
	}
	if (op == VFS_TELL_FAILED) {
		sealed_of(file)->tell = arg;
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
	return DOWN(file)->xSectorSize(REAL(file));
}

/* Without this promise, which the stock VFS makes as well, SQLite pads a WAL
 * to the sector and writes a page in two pieces. */
static int
file_device(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* To read only, each save of this process would fail until it ends. */
static int
file_shm_map(
    sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
	int rc = DOWN(file)->xShmMap(REAL(file), page, size, extend, to);

	return (rc & 0xff) == SQLITE_READONLY ? SQLITE_IOERR_SHMOPEN : rc;
}

static int
file_shm_lock(sqlite3_file *file, int from, int n, int flags)
{
	struct sealed_file *f = sealed_of(file);

	/* Lock 0 is the one of writers: their transaction has ended. */
	if (from == 0 && f->wal != NULL &&
	    flags == (SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE))
		wal_ended(f->wal);
	return f->real->pMethods->xShmLock(f->real, from, n, flags);
}

static void
file_shm_barrier(sqlite3_file *file)
{
	DOWN(file)->xShmBarrier(REAL(file));
}

static int
file_shm_unmap(sqlite3_file *file, int delete)
{
	return DOWN(file)->xShmUnmap(REAL(file), delete);
}

/* Version 2: without xFetch, so nothing is mapped. */
#define FILE_METHODS(read, write)                                             \
	{                                                                     \
		.iVersion = 2, .xClose = file_close, .xRead = read,           \
		.xWrite = write, .xTruncate = file_truncate,                  \
		.xSync = file_sync, .xFileSize = file_size,                   \
		.xLock = file_lock, .xUnlock = file_unlock,                   \
		.xCheckReservedLock = file_reserved,                          \
		.xFileControl = file_control, .xSectorSize = file_sector,     \
		.xDeviceCharacteristics = file_device,                        \
		.xShmMap = file_shm_map, .xShmLock = file_shm_lock,           \
		.xShmBarrier = file_shm_barrier, .xShmUnmap = file_shm_unmap, \
	}

static const sqlite3_io_methods db_methods = FILE_METHODS(db_read, db_write);
static const sqlite3_io_methods wal_methods = FILE_METHODS(wal_read, wal_write);

/* --- the VFS -----------------------------------------------------------------
 */

/*
 * Anything but a database and its WAL is refused: a journal or a temporary
 * file would hold pages in the clear.  So is a WAL that can only be read: the
 * stock VFS takes it for that when another account has made it and not opened
 * it to the group yet, and no save would succeed as long as it is open.
 */
static int
shim_open(sqlite3_vfs *v, const char *name, sqlite3_file *file, int flags,
    int *out_flags)
{
	struct shim *s = shim_of(v);
	struct sealed_file *f = sealed_of(file);
	bool wal = (flags & SQLITE_OPEN_WAL) != 0;
	int rc, got = flags;

	file->pMethods = NULL;
#ifdef XINQING_STOCK_VFS /* the owner leaves the pages to an encrypted disk */
	return s->under->xOpen(s->under, name, file, flags, out_flags);
#endif
	if (name == NULL ||
	    (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0 ||
	    (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
		return SQLITE_CANTOPEN;
	memset(f, 0, sizeof(*f));
	f->real = (sqlite3_file *)(f + 1);
	f->kind = wal ? 'W' : 'D';
	f->head_at = -1;
	rc = s->under->xOpen(s->under, name, f->real, flags, &got);
	if (out_flags != NULL)
		*out_flags = got;
	if (rc == SQLITE_OK && wal && (got & SQLITE_OPEN_READONLY) != 0)
		rc = SQLITE_CANTOPEN;
	if (rc != SQLITE_OK) {
		if (f->real->pMethods != NULL)
			f->real->pMethods->xClose(f->real);
		return rc;
	}
	/* A WAL has the key of its database, whatever came after. */
	if (wal) {
		struct sealed_file *db =
		    sealed_of(sqlite3_database_file_object(name));

		f->key = page_key_share(db->key);
		f->pages = db->pages;
		f->run = mem_zero(RUN, FRAME);
		f->wal = db;
		db->wal = f;
	} else {
		f->key = page_key_share(s->key);
		f->pages = pages_new();
	}
	file->pMethods = wal ? &wal_methods : &db_methods;
	return SQLITE_OK;
}

static int
shim_delete(sqlite3_vfs *v, const char *name, int sync)
{
	return UNDER(v)->xDelete(UNDER(v), name, sync);
}

static int
shim_access(sqlite3_vfs *v, const char *name, int flags, int *out)
{
	return UNDER(v)->xAccess(UNDER(v), name, flags, out);
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
	return UNDER(v)->xSleep(UNDER(v), us);
}

static int
shim_time(sqlite3_vfs *v, double *to)
{
	return UNDER(v)->xCurrentTime(UNDER(v), to);
}

static int
shim_time_ms(sqlite3_vfs *v, sqlite3_int64 *to)
{
	return UNDER(v)->xCurrentTimeInt64(UNDER(v), to);
}

static int
shim_last_error(sqlite3_vfs *v, int n, char *to)
{
	return UNDER(v)->xGetLastError(UNDER(v), n, to);
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
	return s;
}

int
vfs_use(const uint8_t key[VFS_KEY])
{
	struct page_key *k = page_key_new(key);
	sqlite3_vfs *found;
	struct shim *s;

	if (k == NULL || nonce_init() != 0) {
		page_key_drop(k);
		return ERR_MEMORY;
	}
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

void
vfs_tag(const char *use, const void *p, size_t n, uint8_t tag[VFS_TAG])
{
	struct shim *s = shim_of(sqlite3_vfs_find(VFS_NAME));
	crypto_generichash_state h;

	crypto_generichash_init(&h, s->key->tag, sizeof(s->key->tag), VFS_TAG);
	crypto_generichash_update(&h, (const uint8_t *)use, strlen(use) + 1);
	crypto_generichash_update(&h, p, n);
	crypto_generichash_final(&h, tag, VFS_TAG);
}
