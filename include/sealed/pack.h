/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_PACK_H
#define SEALED_PACK_H

#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Files in a container that a stranger's computer opens with a passphrase and
 * nothing of ours: a zip with AES-256 (WinZip's AE-2), as 7-Zip reads it.
 * Names and sizes of the files can be read without the passphrase, so no name
 * says whom it is about.  Files are stored, not compressed: their plain text
 * passes through no memory of a compressor.
 */
struct pack_file {
	const char *name; /* "package.txt" */
	const void *p;
	size_t n;
};

/* Append the container to out; at is the time its files carry.  ERR_SYSTEM if
 * the library refuses. */
int pack_make(const struct pack_file *files, int n, const char *pass,
    int64_t at, struct buf *out);

#endif
