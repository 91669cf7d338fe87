/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "vfs_internal.h"

_Static_assert(HEAD_ROUND >= WAL_HEAD / 2, "a round covers half a header");

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

/* --- headers of the WAL ----------------------------------------------------
 */

/* One round: half the header goes into a keyed function (SipHash-2-4 of 128
 * bits), the other takes what comes out. */
static void
head_round(const struct sealed_file *f, sqlite3_int64 at, int round,
    uint8_t *head, size_t half)
{
	uint8_t in[2 + sizeof(at) + WAL_HEAD / 2], out[HEAD_ROUND];
	const uint8_t *from = head + (round % 2 == 0 ? 0 : half);
	uint8_t *to = head + (round % 2 == 0 ? half : 0);

	in[0] = (uint8_t)round;
	in[1] = (uint8_t)half;
	for (size_t i = 0; i < sizeof(at); i++)
		in[2 + i] = (uint8_t)(at >> 8 * i);
	memcpy(in + 2 + sizeof(at), from, half);
	crypto_shorthash_siphashx24(
	    out, in, 2 + sizeof(at) + half, f->key->head);
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

/* --- the WAL: a header, then frames of a header and a page ------------------
 */

static bool
wal_at_frame(sqlite3_int64 at)
{
	return at >= WAL_HEAD && (at - WAL_HEAD) % FRAME == 0;
}

/*
 * Frames are sealed one by one and written together: at the latest with the
 * frame that commits, before SQLite tells anybody of them, and before
 * anything else is done with the file.
 */
int
wal_flush(struct sealed_file *f)
{
	size_t n = f->run_n;

	f->run_n = 0;
	return n == 0 ? SQLITE_OK : real_write(f, f->run, (int)n, f->run_at);
}

/* Room for n bytes at this place of the file. */
static int
wal_room(struct sealed_file *f, sqlite3_int64 at, size_t n, uint8_t **to)
{
	int rc = SQLITE_OK;

	if (f->run_n + n > (size_t)RUN * FRAME ||
	    at != f->run_at + (sqlite3_int64)f->run_n)
		rc = wal_flush(f);
	if (rc != SQLITE_OK)
		return rc;
	if (f->run_n == 0)
		f->run_at = at;
	*to = f->run + f->run_n;
	f->run_n += n;
	return SQLITE_OK;
}

/* The lock of writers was given back: what was not committed is nothing. */
void
wal_ended(struct sealed_file *f)
{
	f->run_n = 0;
	f->rewriting = false;
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

/* The number of its page, as the header of a frame says. */
static uint32_t
frame_number(const uint8_t *head)
{
	return (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 |
	       (uint32_t)head[2] << 8 | head[3];
}

static int
wal_read_page(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	uint8_t head[FRAME_HEAD];
	int rc;

	if (kept_page(f, at, to))
		return SQLITE_OK;
	if ((rc = wal_open_frame(f, at - FRAME_HEAD, head, to)) == SQLITE_OK)
		keep_page(f, at, frame_number(head), f->work + FRAME_HEAD, to);
	return rc;
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

int
wal_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);
	int rc = wal_flush(f);

	if (rc != SQLITE_OK)
		return rc;
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
	uint8_t *to;
	int rc = wal_room(f, at, (size_t)n, &to);

	if (rc != SQLITE_OK)
		return rc;
	memcpy(to, from, (size_t)n);
	head_hide(f, at, to, (size_t)n);
	if (n == FRAME_HEAD) {
		f->head_at = at;
		memcpy(f->head, from, FRAME_HEAD);
	}
	/* Its page follows; not so when checksums are made again. */
	return n == FRAME_HEAD && !f->rewriting ? SQLITE_OK : wal_flush(f);
}

/* The page belongs to the header just written; without one, a page of this
 * transaction is being written over, whose header is in the file. */
static int
wal_find_head(struct sealed_file *f, sqlite3_int64 frame)
{
	int rc;

	if (f->head_at == frame)
		return SQLITE_OK;
	f->head_at = -1;
	if ((rc = wal_flush(f)) != SQLITE_OK)
		return rc;
	rc = wal_read_head(f, f->head, frame, FRAME_HEAD, 0);
	if (rc != SQLITE_OK)
		return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_WRITE : rc;
	f->head_at = frame;
	f->rewriting = true;
	return SQLITE_OK;
}

static int
wal_write_page(struct sealed_file *f, const uint8_t *from, sqlite3_int64 at)
{
	sqlite3_int64 frame = at - FRAME_HEAD;
	uint8_t bound[BOUND_MAX], *to;
	bool commits;
	int rc;

	if ((rc = wal_find_head(f, frame)) != SQLITE_OK)
		return rc;
	if (!page_fits(from, frame_number(f->head) == 1))
		return SQLITE_IOERR_WRITE;
	if ((rc = wal_room(f, at, VFS_PAGE, &to)) != SQLITE_OK)
		return rc;
	page_seal(f, bound, bound_frame(frame, f->head, bound), from, to);
	keep_page(f, at, frame_number(f->head), to, from);
	commits = !sodium_is_zero(f->head + 4, 4);
	return commits || f->rewriting ? wal_flush(f) : SQLITE_OK;
}

int
wal_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);

	if ((n == WAL_HEAD && at == 0) || (n == FRAME_HEAD && wal_at_frame(at)))
		return wal_write_head(f, from, at, n);
	if (n == VFS_PAGE && wal_at_frame(at - FRAME_HEAD))
		return wal_write_page(f, from, at);
	return SQLITE_IOERR_WRITE;
}
