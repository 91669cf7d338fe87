/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_VFS_H
#define SEALED_VFS_H

#include <stddef.h>
#include <stdint.h>

/*
 * The page seal: an SQLite VFS over the stock one.  Every page of a database
 * and of its WAL is sealed by XChaCha20-Poly1305 for its file, place and page
 * number; the headers of WAL frames, which hold a checksum of what is plain,
 * go through a keyed permutation.  Rollback journals, temporary files and any
 * access of an unknown shape are refused.  doc/store.md has the format and
 * says what is not protected.
 *
 * A database must have pages of VFS_PAGE bytes with VFS_RESERVE kept at their
 * end.  Not for two threads at once.
 */
#define VFS_KEY 32
#define VFS_PAGE 4096
#define VFS_RESERVE 40 /* 24 of nonce, 16 of tag */
#define VFS_TAG 32

/*
 * From now on databases open through the shim, as the default VFS named
 * "xinqing", with this key; what is open already keeps its own.  Lies over
 * what was the default when it was first called.  Names are used as they are
 * given, relative to where the process stands.  ERR_MEMORY or ERR_SYSTEM.
 */
int vfs_use(const uint8_t key[VFS_KEY]);

/*
 * sqlite3_file_control(db, "main", VFS_TELL_FAILED, &b): the bool b becomes
 * true once a sync of the database or its WAL has failed; it must outlive the
 * connection.  After one, every other sync of that file fails as well: the
 * kernel may call clean what it lost.
 */
#define VFS_TELL_FAILED 0x58510001

/* A tag of n bytes for the use named, made with a key of its own that comes
 * from the key last given to vfs_use(). */
void vfs_tag(const char *use, const void *p, size_t n, uint8_t tag[VFS_TAG]);

/* Write a new random key to path (0640), on disk when this returns:
 * ERR_EXISTS if there is one, ERR_FULL, ERR_IO. */
int vfs_key_create(const char *path);

/* vfs_use() the key in the file path: ERR_NOT_FOUND, ERR_DENIED, ERR_IO,
 * or ERR_CORRUPT if it is not a key. */
int vfs_key_use(const char *path);

#endif
