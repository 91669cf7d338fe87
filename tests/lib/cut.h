/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CUT_H
#define TESTS_CUT_H

#include <stddef.h>
#include <stdint.h>

/*
 * What a power cut leaves of a file, made of the writes and syncs that a test
 * has recorded between SQLite and the kernel.
 */
enum op { OP_WRITE, OP_TRUNCATE, OP_SYNC, OP_ACK };

struct step {
	enum op op;
	int file;   /* 0 the database, 1 its WAL */
	int64_t at; /* or a size, or a number of commits */
	size_t n;
	uint8_t *bytes;
};

struct image {
	uint8_t *bytes;
	size_t n;
};

/* A file as it lies there; empty when there is none. */
void image_read(struct image *m, const char *path);
/* Cut off, or longer by zeros. */
void image_size(struct image *m, size_t n);
/*
 * Put step i of n unsynced ones into the image.  Each sector reached the disk
 * at a moment of its own: it holds the steps before that moment and none
 * after it.  seed 0: everything arrived.
 */
void image_step(
    struct image *m, const struct step *s, size_t i, size_t n, uint64_t seed);
void image_copy(struct image *to, const struct image *from);
void image_write(const struct image *m, const char *path);

#endif
