/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/mem.h"
#include "tests/lib/cut.h"
#include "tests/lib/test.h"

#define SECTOR 512

void
image_size(struct image *m, size_t n)
{
	if (n > m->n) {
		m->bytes = mem_grow(m->bytes, n, 1);
		memset(m->bytes + m->n, 0, n - m->n);
	}
	m->n = n;
}

static uint64_t
roll(uint64_t seed, uint64_t i)
{
	uint64_t z = (seed + i) * 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	return (z ^ z >> 27) * 0x94d049bb133111ebu >> 33;
}

void
image_step(
    struct image *m, const struct step *s, size_t i, size_t n, uint64_t seed)
{
	size_t end = (size_t)s->at + s->n;

	if (s->op == OP_TRUNCATE &&
	    (seed == 0 || i < roll(seed, UINT32_MAX) % (n + 1)))
		image_size(m, (size_t)s->at);
	if (s->op != OP_WRITE)
		return;
	for (size_t at = (size_t)s->at; at < end;) {
		size_t next = (at / SECTOR + 1) * SECTOR;

		next = next < end ? next : end;
		if (seed == 0 || i < roll(seed, at / SECTOR) % (n + 1)) {
			if (next > m->n)
				image_size(m, next);
			memcpy(m->bytes + at, s->bytes + (at - (size_t)s->at),
			    next - at);
		}
		at = next;
	}
}

void
image_read(struct image *m, const char *path)
{
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY);
	struct stat st;

	image_size(m, 0);
	if (fd < 0)
		return;
	assert_int_equal(fstat(fd, &st), 0);
	image_size(m, (size_t)st.st_size);
	assert_int_equal(syscall(SYS_pread64, fd, m->bytes, m->n, 0), m->n);
	close(fd);
}

void
image_write(const struct image *m, const char *path)
{
	int fd = (int)syscall(
	    SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0640);

	assert_true(fd >= 0);
	assert_int_equal(syscall(SYS_pwrite64, fd, m->bytes, m->n, 0), m->n);
	close(fd);
}

void
image_copy(struct image *to, const struct image *from)
{
	to->n = 0;
	image_size(to, from->n);
	if (from->n > 0)
		memcpy(to->bytes, from->bytes, from->n);
}
